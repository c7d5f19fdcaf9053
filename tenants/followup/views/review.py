"""What a body sent, as the coordinator reads it: one request, the queue, one submission and the decision about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.followup.accepting import speaks_for_the_thing
from tenants.followup.actions import requests, updates
from tenants.followup.adrift import adrift
from tenants.followup.desk import desks
from tenants.followup.earlier import last_time
from tenants.followup.finding import request_for, round_for, update_for, with_subject
from tenants.followup.forms import DeadlineForm, ReviewForm, WithdrawalForm
from tenants.followup.history import history_of
from tenants.followup.models import Remark, Round, Submission, Update
from tenants.followup.refusals import Refused, WrittenMeanwhile
from tenants.followup.reminded import reminders_sent
from tenants.followup.said import Said, said_to
from tenants.followup.subjects import Line
from tenants.followup.tallying import tally
from tenants.followup.views.acts import form_page
from tenants.intake.facing import difference
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.listing.query import uuids

PAGE_SIZE = 25


@require_safe
@requires(Permission.RUN_ROUNDS)
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One body's request. Of what was not submitted the coordinator sees how far it is, and no words."""
    here = request_for(request.member, pk, Permission.RUN_ROUNDS)  # type: ignore[attr-defined]
    latest: Any = Prefetch("submissions", Submission.objects.order_by("-number"), to_attr="said_so_far")
    found = with_subject(here.updates.in_request_order()).prefetch_related(latest)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "asked": here,
        "round": here.round,
        "tally": tally(here.updates.all()),
        "page": page,
        "lines": [(Line(one), Said(one.said_so_far[0]) if one.said_so_far else None) for one in page],
        "history": history_of(here.pk),
        "desk": desks([here.body_id])[here.body_id],
        "adrift": adrift(here.round, here).get(here.pk, 0) if here.takes_answers else 0,
        "reminders": reminders_sent([here])[here.pk],
    }
    return render(request, "followup/asked.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask one body no longer."""
    here = request_for(request.member, pk, Permission.RUN_ROUNDS)  # type: ignore[attr-defined]
    form = WithdrawalForm(request.POST or None)
    return form_page(
        request,
        title=_("Withdraw the request"),
        form=form,
        act=lambda: requests.withdraw(request=here, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The request is withdrawn. What the body said stays."),
        button=_("Withdraw the request"),
        back=reverse("followup:asked", args=[here.pk]),
        round=here.round,
        asked=here,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A later deadline for one body."""
    here = request_for(request.member, pk, Permission.RUN_ROUNDS)  # type: ignore[attr-defined]
    form = DeadlineForm(request.POST or None, initial={"deadline": here.deadline})
    return form_page(
        request,
        title=_("Give this body longer"),
        form=form,
        act=lambda: requests.extend(request=here, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The body has until the new day."),
        button=_("Move the deadline"),
        back=reverse("followup:asked", args=[here.pk]),
        round=here.round,
        asked=here,
    )


def _queue(round: Round) -> Any:
    """What waits for a decision, the first submitted first."""
    waiting = Update.objects.to_review().filter(request__round=round)
    return waiting.select_related("request__body").order_by("submitted_at", "id")


@require_safe
@requires(Permission.RUN_ROUNDS)
def queue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All that waits for a decision in a round, to be read one by one, or ticked and accepted together."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    latest: Any = Prefetch("submissions", Submission.objects.order_by("-number"), to_attr="said_so_far")
    found = with_subject(_queue(here)).prefetch_related(latest)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "round": here,
        "page": page,
        "lines": [(Line(one), Said(one.said_so_far[0])) for one in page if one.said_so_far],
    }
    return render(request, "followup/queue.html", context)


@require_POST
@requires(Permission.RUN_ROUNDS)
def accept_many(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept those that were ticked."""
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    chosen = Update.objects.filter(request__round=here, pk__in=uuids(request.POST.getlist("chosen"))[:200])
    try:
        number = updates.accept_many(updates=list(chosen), by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, refusal.words)
    else:
        words = ngettext("%(n)s update is accepted.", "%(n)s updates are accepted.", number) % {"n": number}
        (messages.success if number else messages.warning)(request, words)
    return redirect("followup:queue", pk=here.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One submission beside the text it is about and what the body said last time; accept, return, go to the next."""
    member: Member = request.member  # type: ignore[attr-defined]
    update = update_for(member, pk, Permission.RUN_ROUNDS)
    latest = update.submissions.first()
    initial = {"submission": latest.pk if latest else None, "record": speaks_for_the_thing(update)}
    form = ReviewForm(request.POST or None, initial=initial)
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                done = _decide(request.POST.get("act", ""), update, form, member)()
            except Refused as refusal:
                form.add_error("words" if request.POST.get("act") == "return" else None, refusal.words)
                code = 409 if isinstance(refusal, WrittenMeanwhile) or update.standing != "submitted" else 422
            else:
                messages.success(request, str(done))
                following = _queue(update.request.round).exclude(pk=update.pk).first()
                if following is not None:
                    return redirect("followup:review", pk=following.pk)
                return redirect("followup:round", pk=update.request.round_id)
    return render(request, "followup/review.html", _review_context(update, latest, form, member), status=code)


def _decide(act: str, update: Update, form: ReviewForm, by: Member) -> Callable[[], str]:
    given = form.cleaned_data

    def accept() -> str:
        updates.accept(
            update=update, by=by, record=given["record"], words=given["words"], submission=given["submission"]
        )
        return _("Accepted.")

    def send_back() -> str:
        updates.send_back(update=update, words=given["words"], by=by, submission=given["submission"])
        return _("Returned. The body is told.")

    return send_back if act == "return" else accept


def _review_context(update: Update, latest: Submission | None, form: ReviewForm, member: Member) -> dict[str, Any]:
    before = last_time(update)
    told = {one.submission: one for one in said_to(member, filter(None, [latest, before]))}
    now, then = told[latest] if latest else None, told[before] if before else None
    same_language = now is not None and then is not None and now.language == then.language
    remarks: list[Remark] = list(update.remarks.all())
    return {
        "update": update,
        "line": Line(update),
        "round": update.request.round,
        "now": now,
        "then": then,
        "pieces": difference(then.account, now.account) if same_language and then and now else None,
        "remarks": remarks,
        "form": form,
        "waiting": _queue(update.request.round).count(),
        "can_decide": update.standing == "submitted" and update.request.round.is_open,
        "can_return": update.request.withdrawn_at is None,
        "history": history_of(update.pk),
    }
