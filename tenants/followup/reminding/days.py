"""On which day which reminder of a request is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from tenants.followup.models import Request
from tenants.notices.mornings import morning_has_come

DUE_SOON, LATE, ESCALATED, NOBODY_READS = "request_due_soon", "request_late", "request_escalated", "request_unread"


@dataclass(frozen=True)
class Stroke:
    """A day around a deadline on which somebody is told something. The kind is that of the notice."""

    kind: str
    day: date

    def key(self, request: Request) -> str:
        """What names the occasion. The deadline is part of it: a deadline that is moved begins anew."""
        away = (self.day - request.deadline).days
        return f"{request.pk}:{request.deadline.isoformat()}:{away:+d}"


def strokes(request: Request) -> list[Stroke]:
    """The reminders of a request in the order of their days; none on the day it was opened, or before."""
    round, deadline = request.round, request.deadline
    opened = timezone.localdate(round.opened_at) if round.opened_at else date.min
    before = [Stroke(DUE_SOON, deadline - timedelta(days=number)) for number in round.remind_before]
    after = [Stroke(LATE, deadline + timedelta(days=number)) for number in round.remind_after if number > 0]
    return sorted((one for one in before + after if one.day > opened), key=lambda one: one.day)


def latest(found: Sequence[Stroke], deadline: date, today: date, zone: ZoneInfo, now: datetime) -> Stroke | None:
    """The one reminder that a person gets now: the last whose morning has come on her clock.

    The earlier ones that nobody sent stay unsent. `today` is the institution's day, for its deadlines are: what
    announces a deadline is not sent once it is past, and what calls somebody late not before.
    """
    come = [one for one in found if morning_has_come(one.day, zone, now) and (one.kind == DUE_SOON or today > deadline)]
    if not come or (come[-1].kind == DUE_SOON and today > deadline):
        return None
    return come[-1]


def escalation(request: Request) -> Stroke | None:
    """When the deputy is told, the day after the deadline at the earliest; None where the round escalates nothing."""
    after = request.round.escalate_after
    if after is None:
        return None
    return Stroke(ESCALATED, request.deadline + timedelta(days=max(after, 1)))
