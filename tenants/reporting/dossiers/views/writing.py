"""Writing one section: the page with the field, and what a window saves by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.dossiers.actions import sections
from tenants.reporting.dossiers.content import evidence_lines
from tenants.reporting.dossiers.finding import section_for
from tenants.reporting.dossiers.forms import SectionForm
from tenants.reporting.dossiers.laying import laid_over
from tenants.reporting.dossiers.outline import outline_of
from tenants.reporting.dossiers.paper import paper_of
from tenants.reporting.dossiers.refusals import Refused, WrittenMeanwhile
from tenants.reporting.models import DossierSection, How
from tenants.tracker.listing.query import uuids

DRAFT = Permission.DRAFT_REPORTS


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DRAFT)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The section with its field; what was written by two at once is shown side by side, and nothing is lost."""
    member: Member = request.member  # type: ignore[attr-defined]
    section = section_for(member, pk)
    form = SectionForm(request.POST or None, section=section)
    theirs, code = None, 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                sections.write(section=section, **form.words(), by=member)
            except WrittenMeanwhile as refusal:
                form.add_error(None, refusal.words)
                theirs, code = refusal.theirs, 409
                # What she sends next was written with theirs before her eyes.
                form.data = {**request.POST.dict(), "seen": str(theirs.revision)}
            except Refused as refusal:
                form.add_error(None, refusal.words)
                code = 409
            else:
                return _after(request, section)
    return render(request, "reporting/dossiers/section.html", _page(request, section, form, theirs), status=code)


def _after(request: HttpRequest, section: DossierSection) -> HttpResponse:
    messages.success(request, _("Saved."))
    outline = outline_of(section.dossier)
    before, following = outline.beside(section.pk)
    if request.POST.get("act") == "next" and following is not None:
        there = reverse("dossiers:section", args=[following.pk])
    elif request.POST.get("act") == "paper":
        page = outline.page_of(section.pk)
        return redirect(f"{section.dossier.get_absolute_url()}?page={page}&sent={section.pk}#s-{section.pk}")
    else:
        there = reverse("dossiers:section", args=[section.pk])
    # So that the script may forget what it kept for the section that arrived.
    return redirect(f"{there}?sent={section.pk}")


def _page(request: HttpRequest, section: DossierSection, form: SectionForm, theirs: Any) -> dict[str, Any]:
    member: Member = request.member  # type: ignore[attr-defined]
    outline = outline_of(section.dossier)
    before, following = outline.beside(section.pk)
    sent = uuids([request.GET.get("sent", "")])
    mine = form.data.get("text", "") if theirs is not None else ""
    language = section.dossier.language
    return {
        "section": section,
        "dossier": section.dossier,
        "form": form,
        "outline": outline,
        "line": next(line for line in outline.lines if line.pk == section.pk),
        "before": before,
        "following": following,
        "theirs": theirs,
        "parts": laid_over(theirs.text, mine.replace("\r\n", "\n")) if theirs is not None else [],
        "paper": paper_of(section.text, section.blocks, language),
        "names": [(name, block["title"]) for name, block in section.blocks.items()],
        "evidence": evidence_lines(section.dossier.evidence, [section.text], language),
        "keeper": f"{member.pk}:{section.pk}",
        "sent": f"{member.pk}:{sent[0]}" if sent else "",
        "can_write": not section.is_signed and not section.dossier.is_signed,
        "may_sign": member.may(Permission.SIGN_REPORTS),
        "may_draft": True,
    }


@require_POST
@requires(DRAFT)
def autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what a script sends while she writes. 409 when somebody wrote meanwhile or it is signed.

    What cannot be kept yet (no heading) is left out, and the rest stays in the window.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    section = section_for(member, pk)
    form = SectionForm(request.POST, section=section)
    if not form.is_valid():
        answer = {"revision": section.revision, "words": _("Not saved yet."), "left_out": sorted(form.errors)}
        return JsonResponse(answer)
    try:
        saved = sections.write(section=section, **form.words(), by=member, how=How.KEPT)
    except Refused as refusal:
        return JsonResponse({"words": refusal.words}, status=409)
    words = _("Saved at %(time)s") % {"time": timezone.localtime(saved.changed_at).strftime("%H:%M")}
    return JsonResponse({"revision": saved.revision, "words": words, "left_out": []})
