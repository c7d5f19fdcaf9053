"""Choosing a template and what goes in; changing that; drawing anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.dossiers.actions import dossiers
from tenants.reporting.dossiers.finding import own_dossier_for
from tenants.reporting.dossiers.forms import ChoiceForm, LinkForm, limit_words
from tenants.reporting.dossiers.papers import paper_for, papers, papers_in
from tenants.reporting.dossiers.views.acts import form_page
from tenants.reporting.dossiers.voices import voice_of
from tenants.reporting.models import Dossier, Obligation
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.listing.query import uuids

DRAFT = Permission.DRAFT_REPORTS


@require_safe
@requires(DRAFT)
def templates(request: HttpRequest) -> HttpResponse:
    """The templates for those in whose name she writes; for an obligation its own comes first."""
    voice = voice_of(request.member)  # type: ignore[attr-defined]
    obligation = _obligation(request)
    first = paper_for(obligation.kind, voice) if obligation else None
    listed = sorted(papers_in(voice), key=lambda one: one != first)
    shown = [(one, limit_words(one), one == first) for one in listed]
    return render(request, "reporting/dossiers/templates.html", {"papers": shown, "obligation": obligation})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DRAFT)
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """What goes in; then the draft is drawn."""
    member: Member = request.member  # type: ignore[attr-defined]
    paper = papers().get(kind)
    if paper is None or voice_of(member) not in paper.voices:
        raise Http404
    language = request.institution.default_language  # type: ignore[attr-defined]
    form = ChoiceForm(request.POST or None, paper=paper, obligation=_obligation(request), language=language)
    return form_page(
        request,
        title=str(paper.label),
        form=form,
        act=lambda: dossiers.begin(kind=kind, **form.words(), obligation=form.chosen_obligation(), by=member),
        done=_begun,
        back=reverse("dossiers:templates"),
        go_on=lambda made: made.get_absolute_url(),
        button=_("Draw the draft"),
        lead=_("Choose what goes in. Everything can be changed afterwards; what somebody wrote is never drawn over."),
    )


def _begun(made: Dossier) -> str:
    if made.drawn_at is None and not made.sections.exists():
        return _("The draft is being drawn. You may leave this page; the work goes on.")
    return _("The draft is drawn. Every section can be edited.")


def _obligation(request: HttpRequest) -> Obligation | None:
    keys = uuids([request.GET.get("obligation", "")])
    return Obligation.objects.filter(pk=keys[0]).first() if keys else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DRAFT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose anew what goes in."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    form = ChoiceForm(request.POST or None, paper=papers()[here.kind], dossier=here)
    return _page(
        request,
        here,
        title=_("What goes in"),
        form=form,
        act=lambda: dossiers.change(dossier=here, **form.words(), by=request.member),  # type: ignore[attr-defined]
        done=_("Saved. Sections in which nobody wrote were drawn anew."),
        button=_("Save and draw anew"),
        lead=_("Sections in which somebody wrote stay as they are, and are marked where the data has moved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DRAFT)
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The obligation for which the report is."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    form = LinkForm(request.POST or None, dossier=here)
    return _page(
        request,
        here,
        title=_("The obligation it is for"),
        form=form,
        act=lambda: dossiers.link(dossier=here, obligation=form.chosen(), by=request.member),  # type: ignore[attr-defined]
        done=_("Saved."),
        button=_("Save"),
    )


def _page(request: HttpRequest, here: Dossier, **given: Any) -> HttpResponse:
    return form_page(request, back=here.get_absolute_url(), dossier=here, **given)


@require_POST
@requires(DRAFT)
def redraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw anew what nobody wrote in."""
    here = own_dossier_for(request.member, pk)  # type: ignore[attr-defined]
    try:
        dossiers.redraw(dossier=here, by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, refusal.words)
    else:
        messages.success(request, _("Drawn anew. What somebody wrote stands as it was."))
    return redirect(here)
