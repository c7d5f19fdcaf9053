"""A request: given longer, withdrawn, passed on, sent in whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.actions import updates
from tenants.followup.content import check_deadline
from tenants.followup.holding import BY_PAGE, authorise_answer, held_request, may_answer
from tenants.followup.models import Request, Update, UpdateStanding
from tenants.followup.reaching import owed_of
from tenants.followup.refusals import NotAColleague, NotFilled, ReasonMissing
from tenants.followup.telling import tell_deadline, tell_request_passed_on, tell_withdrawn
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise


@dataclass(frozen=True)
class Sent:
    """What sending all came to: the updates sent, and those that still lack something."""

    sent: list[Update]
    unfinished: list[Update]


@transaction.atomic
def submit_all(*, request: Request, by: Member, way: str = BY_PAGE) -> Sent:
    """Submit every update that is filled in; the others stay. Sending twice is sending once. Raises RoundRests."""
    request = held_request(request)
    authorise_answer(by, request, way)
    sent, unfinished = [], []
    begun = request.updates.filter(standing__in=[UpdateStanding.DRAFT, UpdateStanding.RETURNED])
    for update in begun.order_by("id"):
        try:
            sent.append(updates.submit(update=update, by=by, way=way))
        except NotFilled:
            unfinished.append(update)
    return Sent(sent, unfinished)


@transaction.atomic
def extend(*, request: Request, deadline: date, reason: str, by: Member) -> Request:
    """Give one body another day, with the reason that it reads; who owes is told.

    Raises ReasonMissing, BadDate, RoundRests.
    """
    authorise(by, Permission.RUN_ROUNDS)
    request = held_request(request)
    if not reason.strip():
        raise ReasonMissing(_("Say why the body is given another day."))
    check_deadline(deadline)
    if (request.deadline, request.extension_reason) == (deadline, reason.strip()):
        return request
    before, request.deadline = request.deadline, deadline
    request.extension_reason, request.escalated_at = reason.strip(), None
    request.save(update_fields=["deadline", "extension_reason", "escalated_at"])
    entry = audit.record(
        "request_extended",
        request,
        by=by,
        before={"deadline": before.isoformat()},
        after={"deadline": deadline.isoformat()},
        reason=reason.strip(),
    )
    if before != deadline:
        tell_deadline([request], {request.pk: before}, reason.strip(), entry.pk)
    return request


@transaction.atomic
def withdraw(*, request: Request, reason: str, by: Member) -> Request:
    """Ask this body no longer; what it said stays, what it owed is owed no more, and who owed it is told.

    Withdrawing twice is withdrawing once. Raises ReasonMissing, RoundRests.
    """
    authorise(by, Permission.RUN_ROUNDS)
    request = held_request(request, withdrawn=True)
    if request.withdrawn_at is not None:
        return request
    if not reason.strip():
        raise ReasonMissing(_("Say why the body is not asked any more; it reads it."))
    owed = owed_of(request.updates.all())[request.pk]
    request.withdrawn_at, request.withdrawal_reason = timezone.now(), reason.strip()
    request.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    audit.record("request_withdrawn", request, by=by, after={"owed": sum(owed.values())}, reason=reason.strip())
    tell_withdrawn(request, owed, by, reason.strip())
    return request


@transaction.atomic
def pass_on(*, request: Request, to: Member, by: Member, word: str = "") -> Request:
    """Give the whole request to a colleague of the same body, who is told. Raises NotAColleague, RoundRests."""
    request = held_request(request)
    authorise_answer(by, request)
    to = Member.objects.get(pk=to.pk)
    if to.left_at is not None or to.awaits_confirmation or not may_answer(to, request):
        raise NotAColleague(_("Choose a focal point of the same body."))
    if request.holder_id == to.pk:
        return request
    before, request.holder = request.holder_id, to
    request.save(update_fields=["holder"])
    entry = audit.record(
        "request_passed_on",
        request,
        by=by,
        before={"holder": str(before)} if before else {},
        after={"holder": str(to.pk), "name": to.name},
        reason=word.strip(),
    )
    tell_request_passed_on(request, to, by, word.strip(), entry.pk)
    return request


@transaction.atomic
def take_back(*, request: Request, by: Member) -> Request:
    """No colleague holds the request any more; every focal point of the body is told again. Raises RoundRests."""
    request = held_request(request)
    authorise_answer(by, request)
    before = request.holder
    if before is None:
        return request
    request.holder = None
    request.save(update_fields=["holder"])
    audit.record("request_taken_back", request, by=by, before={"holder": str(before.pk), "name": before.name})
    return request
