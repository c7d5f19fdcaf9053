"""Review, signature, and opening again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.reporting.dossiers.actions import signing
from tenants.reporting.dossiers.content import content_of, digest_of
from tenants.reporting.dossiers.finding import own_dossier_for, section_for
from tenants.reporting.dossiers.forms import ReasonForm
from tenants.reporting.dossiers.markup import parse
from tenants.reporting.dossiers.outline import outline_of
from tenants.reporting.dossiers.refusals import Refused
from tenants.reporting.dossiers.views.acts import form_page
from tenants.tracker.acts import one_step

DRAFT, SIGN = Permission.DRAFT_REPORTS, Permission.SIGN_REPORTS


@require_POST
@requires(DRAFT)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole report for review."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    return one_step(
        request,
        lambda: signing.send(dossier=here, by=request.member),  # type: ignore[attr-defined]
        done=_("Sent for review."),
        back=here.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is about to be signed, what is still open in it, and the signature."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    refused = ""
    if request.method == "POST":
        try:
            signing.sign(dossier=here, digest=request.POST.get("digest", ""), by=request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            refused = refusal.words
        else:
            messages.success(request, _("Signed off. The edition is kept with its digest."))
            return redirect(here)
    sections = list(here.sections.all())
    context = {
        "dossier": here,
        "outline": outline_of(here),
        "digest": digest_of(content_of(here, sections)),
        "notes": sum(node.kind == "note" for one in sections for node in parse(one.text)),
        "refused": refused,
    }
    return render(request, "reporting/dossiers/sign.html", context, status=409 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the drafters, with a reason."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        title=_("Open the report again"),
        form=form,
        act=lambda: signing.reopen(dossier=here, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("Open again. What was signed stays as it was signed."),
        back=here.get_absolute_url(),
        dossier=here,
        button=_("Open it again"),
    )


@require_POST
@requires(DRAFT)
def send_section(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One section for review."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    return one_step(
        request,
        lambda: signing.send_section(section=section, by=request.member),  # type: ignore[attr-defined]
        done=_("Sent for review."),
        back=reverse("dossiers:section", args=[section.pk]),
    )


@require_POST
@requires(SIGN)
def sign_section(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One section signed off, as it was read."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    seen = request.POST.get("seen", "")
    return one_step(
        request,
        lambda: signing.sign_section(
            section=section,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
            by=request.member,  # type: ignore[attr-defined]
        ),
        done=_("The section is signed off."),
        back=reverse("dossiers:section", args=[section.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def reopen_section(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One section back to its drafters."""
    section = section_for(request.member, pk)  # type: ignore[attr-defined]
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        title=_("Open the section again"),
        form=form,
        act=lambda: signing.reopen_section(section=section, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The section is open again."),
        back=reverse("dossiers:section", args=[section.pk]),
        dossier=section.dossier,
        section=section,
        button=_("Open it again"),
    )
