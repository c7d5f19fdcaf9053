"""Rounds: their list, and the pages that prepare, preview, open, extend and close one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from shared.exports.lists import list_file
from tenants.followup.actions import rounds
from tenants.followup.board import FILTERS, SORTS, board, totals
from tenants.followup.choosing import shares
from tenants.followup.downloads import BOARD, ROUNDS
from tenants.followup.finding import round_for
from tenants.followup.forms import DeadlineForm
from tenants.followup.history import history_of
from tenants.followup.models import Round, RoundStanding, RoundSubject, Update
from tenants.followup.refusals import Refused
from tenants.followup.tallying import tally
from tenants.followup.telling import focal_points
from tenants.followup.views.acts import form_page
from tenants.followup.wizard import Wizard
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records.models import Job
from tenants.tracker.acts import one_step

PAGE_SIZE = 25
ORDER = [RoundStanding.OPEN, RoundStanding.OPENING, RoundStanding.PREPARING, RoundStanding.CLOSED]


def address_of(round: Round) -> str:
    return reverse("followup:round", args=[round.pk])


@require_safe
@requires(Permission.RUN_ROUNDS)
def all_rounds(request: HttpRequest) -> HttpResponseBase:
    """Every round, the open ones first. Three queries."""
    found = Round.objects.annotate(
        bodies=Count("requests", distinct=True),
        asked=Count(
            "requests__updates",
            filter=Q(requests__withdrawn_at=None) | Q(requests__updates__standing__in=["submitted", "accepted"]),
        ),
        sent=Count("requests__updates", filter=Q(requests__updates__standing__in=["submitted", "accepted"])),
        to_review=Count("requests__updates", filter=Q(requests__updates__standing="submitted")),
    ).newest_first()
    whole = sorted(found, key=lambda one: ORDER.index(RoundStanding(one.standing)))
    if kind := download_asked(request):
        return list_file(kind, _("Rounds of information"), ROUNDS, [whole])
    page = Paginator(whole, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "followup/rounds.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def prepare(request: HttpRequest) -> HttpResponse:
    """Write a new round, for the recommendations of the list where the address carries its filter."""
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a round anew before it is opened."""
    return _write(request, round_for(request.member, pk))  # type: ignore[attr-defined]


def _write(request: HttpRequest, round: Round | None) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    wizard = Wizard(request, round)
    code = 422 if wizard.act == "save" else 200
    if wizard.is_whole():
        try:
            if round is None:
                made = rounds.prepare(content=wizard.content(), by=member)
            else:
                made = rounds.change(round=round, content=wizard.content(), by=member)
        except Refused as refusal:
            wizard.form.add_error(None, str(refusal.reason))
            code = 409
        else:
            return redirect(address_of(made))
    context = {
        "form": wizard.form,
        "questions": wizard.questions,
        "round": round,
        "title": _("Change the round") if round else _("Prepare a round"),
        "back": address_of(round) if round else reverse("followup:rounds"),
    }
    return render(request, "followup/prepare.html", context, status=code)


@require_safe
@requires(Permission.RUN_ROUNDS)
def one(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A round as it stands: the preview, the opening, the board, or what a closed one came to."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    if here.standing == RoundStanding.PREPARING:
        return render(request, "followup/preview.html", {"round": here, **_preview(here)})
    if here.standing == RoundStanding.OPENING:
        return render(request, "followup/opening.html", {"round": here, **_opening(here)})
    lines = board(here)
    asked_sort, asked_show = request.GET.get("sort", ""), request.GET.get("show", "")
    sort = asked_sort if asked_sort in SORTS else "late"
    show = asked_show if asked_show in FILTERS else ""
    passes = FILTERS[show][1]
    shown = sorted((line for line in lines if passes(line)), key=SORTS[sort][1])
    if kind := download_asked(request):
        return list_file(kind, here.title, BOARD, [shown])
    context = {
        "round": here,
        "total": totals(lines),
        "lines": shown,
        "filters": [(name, label, name == show, sum(map(test, lines))) for name, (label, test) in FILTERS.items()],
        "sorts": [(name, label, name == sort) for name, (label, _key) in SORTS.items()],
        "show": show,
        "sort": sort,
        "late": sum(line.late > 0 for line in lines),
        "history": history_of(here.pk),
    }
    return render(request, "followup/board.html", context)


def _preview(round: Round) -> dict[str, object]:
    asked = shares(round)
    bodies = ResponsibleBody.objects.in_bulk(asked.by_body)
    people = focal_points(bodies)
    lines = [(bodies[key], len(things), people.get(key, [])) for key, things in asked.by_body.items()]
    actions = round.subject == RoundSubject.ACTIONS
    query = str(round.chosen.get("query", ""))
    unassigned = f"{reverse('tracker:list')}?{query}{'&' if query else ''}attention=unassigned"
    return {
        "lines": sorted(lines, key=lambda line: (-line[1], str(line[0]))),
        "share": asked,
        "silent": [body for body, _number, people in lines if not people],
        "orphans": len(asked.without_body),
        "orphans_url": f"{reverse('planning:plan')}?by=body" if actions else unassigned,
        "about_actions": actions,
        "questions": list(round.questions.all()),
    }


def _opening(round: Round) -> dict[str, object]:
    job = Job.objects.filter(kind=rounds.OPEN, subject_id=round.pk).order_by("-asked_at").first()
    return {"job": job, "at_work": job is not None and job.state in {"waiting", "running"}}


@require_safe
@requires(Permission.RUN_ROUNDS)
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the opening is; the page asks again by itself."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    polled = request.htmx.target == "progress"  # type: ignore[attr-defined]
    if here.standing != RoundStanding.OPENING:
        return HttpResponseClientRedirect(address_of(here)) if polled else redirect(address_of(here))
    template = "followup/opening_part.html" if polled else "followup/opening.html"
    return render(request, template, {"round": here, **_opening(here)})


@require_POST
@requires(Permission.RUN_ROUNDS)
def open_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the bodies."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    try:
        rounds.open_round(round=here, by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return redirect(address_of(here))


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a prepared round up, after asking."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    if request.method == "POST":
        return one_step(
            request,
            lambda: rounds.remove(round=here, by=request.member),  # type: ignore[attr-defined]
            done=_("The round is given up."),
            back=reverse("followup:rounds"),
        )
    context = {
        "base_template": "base_institution.html",
        "title": _("Give up “%(round)s”?") % {"round": here.title},
        "text": _("Nobody was asked yet, so nothing is lost but what you wrote."),
        "action": _("Give it up"),
        "danger": True,
        "cancel_url": address_of(here),
    }
    return render(request, "confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A later deadline for every body."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    form = DeadlineForm(request.POST or None, initial={"deadline": here.deadline})
    return form_page(
        request,
        title=_("Give everybody longer"),
        form=form,
        act=lambda: rounds.extend(round=here, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The deadline is moved."),
        button=_("Move the deadline"),
        back=address_of(here),
        round=here,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the round, after saying what is still owed and what was not decided."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    if request.method == "POST":
        return one_step(
            request,
            lambda: rounds.close(round=here, by=request.member),  # type: ignore[attr-defined]
            done=_("The round is closed. What was said stays as it is."),
            back=address_of(here),
        )
    standing = tally(Update.objects.filter(request__round=here))
    lines = [_("A closed round is not opened again. What was said stays, with who said it and when.")]
    if standing.owed:
        lines.append(
            ngettext(
                "%(n)s update is still owed; it will stand as unanswered.",
                "%(n)s updates are still owed; they will stand as unanswered.",
                standing.owed,
            )
            % {"n": standing.owed}
        )
    if standing.submitted:
        lines.append(
            ngettext(
                "%(n)s update was submitted and not decided on; nobody can accept it afterwards.",
                "%(n)s updates were submitted and not decided on; nobody can accept them afterwards.",
                standing.submitted,
            )
            % {"n": standing.submitted}
        )
    context = {
        "base_template": "base_institution.html",
        "title": _("Close “%(round)s”?") % {"round": here.title},
        "text": " ".join(lines),
        "action": _("Close the round"),
        "danger": True,
        "cancel_url": address_of(here),
    }
    return render(request, "confirm.html", context)
