"""How urgent a recommendation is, and by when it is due."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import UnknownTerm
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Priority, Recommendation


def check_priority(priority: str) -> None:
    """Raises UnknownTerm for anything but a priority or nothing."""
    if priority and priority not in Priority.values:
        raise UnknownTerm(_("A priority is high, medium or low."))


@transaction.atomic
def prioritise(
    *, recommendation: Recommendation, priority: str, due_on: date | None, by: Member, seen: datetime | None = None
) -> Recommendation:
    """Set priority and due day together; an empty priority and no day say that none is set."""
    authorise(by, Permission.PRIORITISE)
    check_priority(priority)
    recommendation = locked(recommendation, seen=seen)
    before = {"priority": recommendation.priority, "due_on": _iso(recommendation.due_on)}
    after = {"priority": str(priority), "due_on": _iso(due_on)}
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return recommendation
    recommendation.priority, recommendation.due_on = priority, due_on
    touch(recommendation, "priority", "due_on")
    audit.record(
        "prioritised",
        recommendation,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return recommendation


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
