"""Versions of a section against each other, and the section against the data."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.reporting.dossiers.actions import sections
from tenants.reporting.dossiers.drawing import draw
from tenants.reporting.dossiers.finding import section_for
from tenants.reporting.dossiers.laying import laid_over
from tenants.reporting.dossiers.markup import count_words
from tenants.reporting.dossiers.refusals import Refused
from tenants.reporting.models import DossierSection, SectionVersion
from tenants.tracker.acts import one_step
from tenants.tracker.listing.query import uuids

DRAFT = Permission.DRAFT_REPORTS
PAGE_SIZE = 25


@require_safe
@requires(DRAFT)
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every version, who left it and when; `?version=` shows what it had against the section as it stands."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    page = Paginator(section.versions.defer("text"), PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = uuids([request.GET.get("version", "")])
    shown = get_object_or_404(section.versions, pk=chosen[0]) if chosen else None
    context = {
        "section": section,
        "dossier": section.dossier,
        "page": page,
        "shown": shown,
        "parts": laid_over(shown.text, section.text) if shown else [],
        "can_write": not section.is_signed and not section.dossier.is_signed,
    }
    return render(request, "reporting/dossiers/versions.html", context)


@require_POST
@requires(DRAFT)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring back a version; what stands now stays as one."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    version = _version(section, request.POST.get("version", ""))
    return one_step(
        request,
        lambda: sections.restore(section=section, version=version, by=request.member),  # type: ignore[attr-defined]
        done=_("Restored. What stood before stays among the versions."),
        back=reverse("dossiers:section", args=[section.pk]),
    )


def _version(section: DossierSection, key: str) -> SectionVersion:
    keys = uuids([key])
    return get_object_or_404(section.versions, pk=keys[0] if keys else None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DRAFT)
def data(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the data says now, laid over what stands; taken only when a person says so."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    there, refused = reverse("dossiers:section", args=[section.pk]), ""
    if request.method == "POST":
        act = sections.keep_written if request.POST.get("act") == "keep" else sections.take_drawn
        try:
            act(section=section, digest=request.POST.get("digest", ""), by=request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            refused = refusal.words
        else:
            return redirect(there)
    drawn = next((one for one in draw(section.dossier).sections if one.key == section.key), None)
    context = {
        "section": section,
        "dossier": section.dossier,
        "drawn": drawn,
        "words": count_words(drawn.text) if drawn else 0,
        "parts": laid_over(section.text, drawn.text) if drawn and drawn.text != section.text else [],
        "refused": refused,
        "can_write": not section.is_signed and not section.dossier.is_signed,
    }
    return render(request, "reporting/dossiers/data.html", context, status=409 if refused else 200)
