"""A focal point's pages: the requests of her body, one request, one update."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import in_portions, list_file
from tenants.evidence.citing import citations_of
from tenants.followup.actions import requests, updates
from tenants.followup.citing import NOUN
from tenants.followup.desk import desks
from tenants.followup.downloads import REQUESTS
from tenants.followup.earlier import last_time
from tenants.followup.finding import SHOWN, request_for, update_for, with_subject
from tenants.followup.forms import PassOnForm
from tenants.followup.models import Request, RoundStanding, Update
from tenants.followup.models.answering import OPEN_STANDINGS
from tenants.followup.refusals import Refused, WrittenMeanwhile
from tenants.followup.said import said_to
from tenants.followup.subjects import Line
from tenants.followup.tallying import tally
from tenants.followup.views.acts import form_page
from tenants.followup.writing import UpdateForm, from_last_time
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import FOCAL_POINT, Permission
from tenants.tracker.acts import one_step
from tenants.tracker.listing.query import uuids

PAGE_SIZE = 25
ANSWER = Permission.ANSWER_REQUESTS
LATEST = (Coalesce("round__closed_at", "withdrawn_at").desc(), "id")


@require_safe
@requires(ANSWER)
def mine(request: HttpRequest) -> HttpResponseBase:
    """The requests to her own body: open ones by deadline, then those of closed rounds. Two queries."""
    member: Member = request.member  # type: ignore[attr-defined]
    found = (
        Request.objects.visible_to(member)
        .filter(round__standing__in=SHOWN)
        .select_related("round", "holder")
        .annotate(
            asked=Count("updates"),
            sent=Count("updates", filter=Q(updates__standing__in=["submitted", "accepted"])),
            returned=Count("updates", filter=Q(updates__standing="returned")),
            held=Count("updates", filter=Q(updates__holder=member, updates__standing__in=OPEN_STANDINGS)),
        )
    )
    if kind := download_asked(request):
        return list_file(kind, _("Requests for information"), REQUESTS, in_portions(found.order_by("deadline", "id")))
    open_ones = list(found.running().order_by("deadline", "id"))
    page = Paginator(found.exclude(round__standing=RoundStanding.OPEN, withdrawn_at=None).order_by(*LATEST), PAGE_SIZE)
    context = {"open_ones": open_ones, "page": page.get_page(request.GET.get("page")), "body": member.body}
    return render(request, "followup/mine.html", context)


@require_safe
@requires(ANSWER)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: what is asked, how far each is, what comes next."""
    member: Member = request.member  # type: ignore[attr-defined]
    here = request_for(member, pk, ANSWER)
    standing = tally(here.updates.all())
    asked_show = request.GET.get("show", "")
    filters = {
        "": (pgettext("updates", "All"), Q(), standing.total),
        "owed": (_("Still to send"), Q(standing__in=["waiting", "draft", "returned"]), standing.owed),
        "returned": (_("Returned"), Q(standing="returned"), standing.returned),
        "submitted": (_("Submitted"), Q(standing="submitted"), standing.submitted),
        "accepted": (_("Accepted"), Q(standing="accepted"), standing.accepted),
        "mine": (_("Passed on to me"), Q(holder=member), here.updates.filter(holder=member).count()),
    }
    show = asked_show if asked_show in filters else ""
    found = with_subject(here.updates.filter(filters[show][1]).in_request_order())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "asked": here,
        "round": here.round,
        "tally": standing,
        "filters": [(name, label, name == show, number) for name, (label, _q, number) in filters.items()],
        "show": show,
        "page": page,
        "lines": [Line(update) for update in page],
        "first": here.updates.owed().in_request_order().first(),
        "can_write": here.takes_answers,
        "is_alone": not _colleagues(member, here).exists(),
        "sent": _arrived(request, member),
        "desk": desks([here.body_id])[here.body_id] if here.takes_answers else None,
    }
    return render(request, "followup/request.html", context)


@require_POST
@requires(ANSWER)
def submit_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send all that is filled in."""
    here = request_for(request.member, pk, ANSWER)  # type: ignore[attr-defined]
    return one_step(
        request,
        lambda: requests.submit_all(request=here, by=request.member),  # type: ignore[attr-defined]
        done=_sent_words,
        back=reverse("followup:request", args=[here.pk]),
    )


def _sent_words(came: requests.Sent) -> str:
    sent, left = len(came.sent), len(came.unfinished)
    words = [ngettext("%(n)s update is submitted.", "%(n)s updates are submitted.", sent) % {"n": sent}]
    if left:
        kept = ngettext("%(n)s still lacks something and stays.", "%(n)s still lack something and stay.", left)
        words.append(kept % {"n": left})
    return " ".join(words)


@require_http_methods(["GET", "POST"])
@requires(ANSWER)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One update: read what is asked, write, save, submit."""
    member: Member = request.member  # type: ignore[attr-defined]
    update = update_for(member, pk, ANSWER)
    questions = list(update.request.round.questions.all())
    answers = {answer.question_id: answer.words for answer in update.answers.all()}
    before = last_time(update)
    can_write = update.is_open and update.request.takes_answers
    given: dict[str, Any] = {"update": update, "questions": questions, "answers": answers}
    if request.method == "POST":
        form = UpdateForm(request.POST, **given)
        act = request.POST.get("act", "save")
        theirs, code = None, 422
        if form.is_valid():
            try:
                _keep(update, form, act, member)
            except WrittenMeanwhile as refusal:
                form.add_error(None, refusal.words)
                theirs, code = refusal.theirs, 409
                # What she sends next was written with theirs before her eyes.
                form.data = {**request.POST.dict(), "seen": str(theirs.revision)}
            except Refused as refusal:
                form.add_error(None, refusal.words)
                code = 409
            else:
                return _after(request, update, act)
        context = _page(update, form, before, member, can_write, theirs)
        return render(request, "followup/update.html", context, status=code)
    taken = "last" in request.GET and before is not None and can_write
    form = UpdateForm(initial=from_last_time(before, questions) if taken and before else None, **given)
    context = _page(update, form, before, member, can_write, None)
    return render(request, "followup/update.html", {**context, "taken": taken, "sent": _arrived(request, member)})


@transaction.atomic
def _keep(update: Update, form: UpdateForm, act: str, by: Member) -> None:
    saved = updates.save_draft(update=update, by=by, seen=form.cleaned_data["seen"], **form.content())
    if act == "submit":
        updates.submit(update=saved, by=by)


def _after(request: HttpRequest, update: Update, act: str) -> HttpResponse:
    following = None
    if act in {"next", "submit"}:
        owed = update.request.updates.owed().in_request_order().exclude(pk=update.pk)
        following = owed.filter(order__gt=update.order).first() or owed.first()
    messages.success(request, _("Submitted.") if act == "submit" else _("Saved as a draft."))
    if following is not None:
        there = reverse("followup:update", args=[following.pk])
    elif act in {"next", "submit"}:
        there = reverse("followup:request", args=[update.request_id])
    else:
        there = reverse("followup:update", args=[update.pk])
    # So that the script may forget what it kept for the update that arrived.
    return redirect(f"{there}?sent={update.pk}")


def _arrived(request: HttpRequest, member: Member) -> str:
    """The script's name for the update that was just saved, empty for none."""
    sent = uuids([request.GET.get("sent", "")])
    return f"{member.pk}:{sent[0]}" if sent else ""


def _page(
    update: Update, form: UpdateForm, before: Any, member: Member, can_write: bool, theirs: Update | None
) -> dict[str, Any]:
    latest = update.submissions.first()
    told = {one.submission: one for one in said_to(member, filter(None, [before, latest]))}
    siblings = list(update.request.updates.in_request_order().values_list("pk", flat=True))
    place = siblings.index(update.pk)
    return {
        "update": update,
        "line": Line(update),
        "asked": update.request,
        "round": update.request.round,
        "form": form,
        "then": told[before] if before else None,
        "now": told[latest] if latest else None,
        "remarks": list(update.remarks.all()),
        "can_write": can_write,
        "theirs": theirs,
        "place": place + 1,
        "of": len(siblings),
        "previous": siblings[place - 1] if place else None,
        "following": siblings[place + 1] if place + 1 < len(siblings) else None,
        "keeper": f"{member.pk}:{update.pk}",
        "citations": citations_of(NOUN, [update.pk], member)[update.pk],
        "evidence_url": reverse("evidence:attach", args=[NOUN, update.pk]) if can_write else "",
        "is_alone": not _colleagues(member, update.request).exists(),
    }


@require_POST
@requires(ANSWER)
def autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what a script sends while she writes. 409 when a colleague wrote meanwhile or the round rests; 422 else.

    Fields that cannot be kept yet (half a number) are left out; the others are saved.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    update = update_for(member, pk, ANSWER)
    questions = list(update.request.round.questions.all())
    form = UpdateForm(request.POST, update=update, questions=questions, answers={})
    form.is_valid()
    try:
        saved = updates.save_draft(update=update, by=member, seen=form.cleaned_data.get("seen"), **form.content())
    except Refused as refusal:
        return JsonResponse({"words": refusal.words}, status=409)
    at = timezone.localtime(saved.changed_at).strftime("%H:%M") if saved.changed_at else ""
    words = _("Saved at %(time)s") % {"time": at}
    return JsonResponse({"revision": saved.revision, "words": words, "left_out": sorted(form.errors)})


def _colleagues(member: Member, asked: Request) -> Any:
    others = Member.objects.active().filter(role_slug=FOCAL_POINT.slug, body=asked.body_id).exclude(pk=member.pk)
    return others.order_by("name")


@require_http_methods(["GET", "POST"])
@requires(ANSWER)
def pass_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give one update to a colleague."""
    member: Member = request.member  # type: ignore[attr-defined]
    update = update_for(member, pk, ANSWER)
    form = PassOnForm(request.POST or None, colleagues=_colleagues(member, update.request))
    return form_page(
        request,
        title=_("Pass it on to a colleague"),
        form=form,
        act=lambda: updates.pass_on(update=update, by=member, **form.cleaned_data),
        done=_("Passed on. She is told."),
        button=_("Pass it on"),
        back=reverse("followup:update", args=[update.pk]),
        asked=update.request,
        round=update.request.round,
        line=Line(update),
        colleagues=form.fields["to"].queryset.exists(),  # type: ignore[attr-defined]
    )


@require_POST
@requires(ANSWER)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No colleague holds the update any more."""
    update = update_for(request.member, pk, ANSWER)  # type: ignore[attr-defined]
    return one_step(
        request,
        lambda: updates.take_back(update=update, by=request.member),  # type: ignore[attr-defined]
        done=_("Taken back."),
        back=reverse("followup:update", args=[update.pk]),
    )


@require_http_methods(["GET", "POST"])
@requires(ANSWER)
def pass_request_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the whole request to a colleague."""
    member: Member = request.member  # type: ignore[attr-defined]
    here = request_for(member, pk, ANSWER)
    form = PassOnForm(request.POST or None, colleagues=_colleagues(member, here))
    return form_page(
        request,
        title=_("Pass the request on to a colleague"),
        form=form,
        act=lambda: requests.pass_on(request=here, by=member, **form.cleaned_data),
        done=_("Passed on. She is told."),
        button=_("Pass it on"),
        back=reverse("followup:request", args=[here.pk]),
        asked=here,
        round=here.round,
        colleagues=form.fields["to"].queryset.exists(),  # type: ignore[attr-defined]
    )


@require_POST
@requires(ANSWER)
def take_request_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No colleague holds the request any more."""
    here = request_for(request.member, pk, ANSWER)  # type: ignore[attr-defined]
    return one_step(
        request,
        lambda: requests.take_back(request=here, by=request.member),  # type: ignore[attr-defined]
        done=_("Taken back."),
        back=reverse("followup:request", args=[here.pk]),
    )
