"""How urgent a recommendation is: by the institution's criteria, or by hand, and by when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import NotOnTheScale, ReasonMissing, UnknownTerm
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Mark, Priority, Recommendation
from tenants.tracker.models.priorities import MOST_MARKS
from tenants.tracker.priorities.criteria import band_of, bands, criteria, establish
from tenants.tracker.priorities.deriving import scores

AGAINST_THE_SHEET = _("The scoring sheet says otherwise. Give the reason for another priority.")


def check_priority(priority: str) -> None:
    """Raises UnknownTerm for anything but a priority or nothing."""
    if priority and priority not in Priority.values:
        raise UnknownTerm(_("A priority is high, medium or low."))


@transaction.atomic
def prioritise(
    *,
    recommendation: Recommendation,
    priority: str,
    due_on: date | None,
    by: Member,
    reason: str = "",
    seen: datetime | None = None,
) -> Recommendation:
    """Set priority and due day together; an empty priority and no day say that none is set.

    Where the recommendation was scored, a priority that differs from the sheet's needs a reason and then stands until
    the sheet's is chosen again. Raises ReasonMissing, UnknownTerm, ChangedSince.
    """
    authorise(by, Permission.PRIORITISE)
    check_priority(priority)
    recommendation = locked(recommendation, seen=seen)
    reason = reason.strip()[:500]
    if recommendation.priority_score is None or priority == band_of(recommendation.priority_score, bands()):
        reason = ""
    elif not reason:
        # Only the day was changed: the reason given before still holds.
        reason = recommendation.priority_reason if priority == recommendation.priority else ""
        if not reason:
            raise ReasonMissing(AGAINST_THE_SHEET)
    values = {"priority": str(priority), "due_on": due_on, "priority_reason": reason}
    return _write(recommendation, values, "prioritised", by, reason=reason)


@transaction.atomic
def mark(
    *, recommendation: Recommendation, marks: Mapping[UUID, int], by: Member, seen: datetime | None = None
) -> Recommendation:
    """Fill in the scoring sheet: 0 to 3 by each criterion (key -> marks). The score and the priority follow from it.

    A priority that was set by hand against the sheet, with its reason, stays. Raises UnknownTerm for a criterion that
    is not the institution's or out of use, NotOnTheScale, ChangedSince.
    """
    authorise(by, Permission.PRIORITISE)
    establish()
    current = {one.pk for one in criteria()}
    if not marks or set(marks) - current:
        raise UnknownTerm(_("The criteria have changed. Open the sheet again."))
    if any(not 0 <= value <= MOST_MARKS for value in marks.values()):
        raise NotOnTheScale(_("Marks go from 0 to 3."))
    recommendation = locked(recommendation)
    standing = {one.criterion_id: one for one in recommendation.marks.all()}
    if any(key not in standing or standing[key].value != value for key, value in marks.items()):
        # The same sheet sent twice is one sheet; another one must know what it replaces.
        recommendation = locked(recommendation, seen=seen)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, value in marks.items():
        one = standing.get(key)
        if one is not None and one.value == value:
            continue
        before[f"mark:{key}"], after[f"mark:{key}"] = (one.value if one else None), value
        one = one or Mark(recommendation=recommendation, criterion_id=key)
        one.value, one.by_id, one.by_name, one.at = value, by.pk, by.name, timezone.now()
        one.save()
    score = scores([recommendation.pk]).get(recommendation.pk)
    values: dict[str, Any] = {"priority_score": score}
    if score is not None and not recommendation.priority_reason:
        values["priority"] = str(band_of(score, bands()))
    return _write(recommendation, values, "marked", by, before=before, after=after)


def _write(
    recommendation: Recommendation,
    values: Mapping[str, Any],
    verb: str,
    by: Member,
    *,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Recommendation:
    """Write what changed of the recommendation's own fields, and one line of its history for all of it."""
    before, after = before or {}, after or {}
    changed = [name for name, value in values.items() if getattr(recommendation, name) != value]
    if not changed and not after:
        return recommendation
    for name in changed:
        before[name], after[name] = _plain(getattr(recommendation, name)), _plain(values[name])
        setattr(recommendation, name, values[name])
    touch(recommendation, *changed)
    audit.record(verb, recommendation, by=by, before=before, after=after, reason=reason)
    return recommendation


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
