"""A round of information: prepared, opened by a job, given more time, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.choosing import shares
from tenants.followup.content import Content, check_content, check_deadline, questions_of
from tenants.followup.holding import held_round
from tenants.followup.models import Question, Request, Round, RoundStanding, Update
from tenants.followup.refusals import NothingAsked, ReasonMissing
from tenants.followup.tallying import Tally, tally
from tenants.followup.telling import tell_deadline
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, jobs
from tenants.tracker.locking import authorise

OPEN = "followup.open"


@transaction.atomic
def prepare(*, content: Content, by: Member) -> Round:
    """Begin a round; nobody is asked yet. Raises NotARound, BadDate."""
    authorise(by, Permission.RUN_ROUNDS)
    check_content(content)
    round = Round(**content.fields())
    round.save(force_insert=True)
    Question.objects.bulk_create(questions_of(round, content))
    audit.record("round_prepared", round, by=by, after={"title": round.title, "deadline": round.deadline.isoformat()})
    return round


@transaction.atomic
def change(*, round: Round, content: Content, by: Member) -> Round:
    """Write it anew, questions and all, before it is opened. Raises RoundRuns, RoundRests, NotARound, BadDate."""
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.PREPARING)
    check_content(content)
    was = Content.of(round)
    if (was.fields(), was.questions) == (content.fields(), content.questions):
        return round
    for name, value in content.fields().items():
        setattr(round, name, value)
    round.save()
    if was.questions != content.questions:
        round.questions.all().delete()
        Question.objects.bulk_create(questions_of(round, content))
    audit.record(
        "round_changed",
        round,
        by=by,
        before={"title": was.title, "deadline": was.deadline.isoformat()},
        after={"title": round.title, "deadline": round.deadline.isoformat()},
    )
    return round


@transaction.atomic
def remove(*, round: Round, by: Member) -> None:
    """Give up a round that was never opened. Raises RoundRuns, RoundRests."""
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.PREPARING)
    audit.record("round_removed", round, by=by, before={"title": round.title})
    round.delete()


@transaction.atomic
def open_round(*, round: Round, by: Member) -> Round:
    """Ask the bodies: a job writes the requests and tells them. Asking twice is asking once.

    Raises NothingAsked where no body would be asked, BadDate when the deadline is past, RoundRests when closed.
    """
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.PREPARING, RoundStanding.OPENING, RoundStanding.OPEN)
    if round.standing == RoundStanding.OPEN:
        return round
    if round.standing == RoundStanding.PREPARING:
        check_deadline(round.deadline)
        asked = shares(round).asked
        if not asked:
            raise NothingAsked(_("No body answers for what was chosen, so nobody would be asked."))
        round.standing = RoundStanding.OPENING
        round.save(update_fields=["standing"])
        audit.record("round_opening_asked", round, by=by, after={"updates": asked})
    jobs.ask(OPEN, round.pk, by=by)
    return round


@transaction.atomic
def extend(*, round: Round, deadline: date, reason: str, by: Member) -> Round:
    """Give every body until a later day; one that was given longer already keeps its own. Those who owe are told.

    Raises ReasonMissing, BadDate, RoundRests.
    """
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.OPEN)
    if not reason.strip():
        raise ReasonMissing(_("Say why the deadline moves."))
    check_deadline(deadline)
    if round.deadline == deadline:
        return round
    before, round.deadline = round.deadline, deadline
    round.save(update_fields=["deadline"])
    behind = Request.objects.filter(round=round)
    if deadline > before:
        behind = behind.filter(deadline__lt=deadline)
    else:
        behind = behind.filter(deadline=before)
    moved = list(behind.filter(withdrawn_at=None).select_related("body"))
    was = {request.pk: request.deadline for request in moved}
    behind.update(deadline=deadline, escalated_at=None)
    entry = audit.record(
        "round_extended",
        round,
        by=by,
        before={"deadline": before.isoformat()},
        after={"deadline": deadline.isoformat()},
        reason=reason.strip(),
    )
    for request in moved:
        request.round, request.deadline = round, deadline
    tell_deadline(moved, was, reason.strip(), entry.pk)
    return round


@transaction.atomic
def close(*, round: Round, by: Member) -> Tally:
    """End the round: what was said stays, what was not said stays unanswered. Returns what it came to.

    Closing twice is closing once. Raises RoundRests for one that was never opened.
    """
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.OPEN, RoundStanding.CLOSED)
    standing = tally(Update.objects.filter(request__round=round))
    if round.is_closed:
        return standing
    round.standing = RoundStanding.CLOSED
    round.closed_at = timezone.now()
    round.closed_by_name = by.name
    round.save(update_fields=["standing", "closed_at", "closed_by_name"])
    after: dict[str, Any] = {
        "accepted": standing.accepted,
        "submitted": standing.submitted,
        "unanswered": standing.owed,
    }
    audit.record("round_closed", round, by=by, after=after)
    return standing
