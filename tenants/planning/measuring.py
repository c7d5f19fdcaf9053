"""When an indicator is to be measured next, and what its last measurement says of the way to the target."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from django.utils import timezone

from tenants.planning.models import Course, Frequency, Indicator, Wanted

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if was_last else min(day.day, length))


def due_day(indicator: Indicator, last_on: date | None) -> date | None:
    """The day by which the next measurement is wanted; None when none is.

    A period after the last measurement, before the first after the baseline or the day it was written down. The day of
    the target is asked for by itself, and after it nothing more.
    """
    target_on = indicator.target_on
    if indicator.retired_at is not None or (last_on and target_on and last_on >= target_on):
        return None
    if indicator.frequency == Frequency.ONCE:
        return None if last_on else target_on
    base = last_on or indicator.baseline_on or timezone.localdate(indicator.created_at)
    due = months_later(base, MONTHS[Frequency(indicator.frequency)])
    return min(due, target_on) if target_on and target_on > base else due


def expected(indicator: Indicator, day: date) -> Decimal | None:
    """Where it would stand on that day on a straight line from baseline to target. None where there is no line."""
    if indicator.baseline is None or indicator.target is None or indicator.is_yes_no:
        return None
    assert indicator.baseline_on is not None  # noqa: S101  the table's own rule
    assert indicator.target_on is not None  # noqa: S101
    whole = (indicator.target_on - indicator.baseline_on).days
    gone = min(max((day - indicator.baseline_on).days, 0), whole)
    return indicator.baseline + (indicator.target - indicator.baseline) * gone / whole


def course_of(indicator: Indicator, value: Decimal | None, day: date | None) -> Course:
    """What a measurement of that day says: behind is worse than the straight line, or short of a target of that day.

    An answer of yes or no is behind only once the day of the target came: before, no line leads there.
    """
    if value is None or day is None:
        return Course.UNMEASURED
    if indicator.target is None or indicator.target_on is None:
        return Course.UNJUDGED
    sign = 1 if indicator.wanted == Wanted.HIGHER else -1
    if sign * (value - indicator.target) >= 0:
        return Course.REACHED
    if day >= indicator.target_on:
        return Course.BEHIND
    if indicator.is_yes_no:
        return Course.ON_COURSE
    line = expected(indicator, day)
    if line is None:
        return Course.UNJUDGED
    return Course.BEHIND if sign * (value - line) < 0 else Course.ON_COURSE


def settle(indicator: Indicator) -> None:
    """Set what follows from its definition and its last measurement; the caller saves `SETTLED`. One query."""
    last = indicator.measurements.standing().order_by("-on").first()
    indicator.last_value = last.value if last else None
    indicator.last_on = last.on if last else None
    indicator.course = course_of(indicator, indicator.last_value, indicator.last_on)
    indicator.due_on = due_day(indicator, indicator.last_on)


SETTLED = ("last_value", "last_on", "course", "due_on")
