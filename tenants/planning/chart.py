"""Geometry of an indicator's chart: what was measured as a line, and the straight way from baseline to target.

Text inside a drawing is never mirrored, so x is counted here from the edge at which reading begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.translation import gettext as _

from shared.languages.dates import month_name
from shared.languages.direction import active_language, direction
from shared.languages.numbers import written_number
from tenants.planning.models import Indicator, Measurement

WIDTH, HEIGHT = 480, 270
START, END, TOP, FOOT = 62, 16, 30, 48
STEPS = 4


@dataclass(frozen=True)
class Point:
    """A value on its day; `label` is written beside it where it has one, over it or under it (`drop`)."""

    x: float
    y: float
    label: str = ""
    drop: int = 0
    anchor: str = "middle"


@dataclass(frozen=True)
class Rule:
    """A line across (at y) or down (at x) with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """All of it. `path` joins the measured points, `goal` baseline and target; both are SVG path data."""

    points: list[Point]
    path: str
    goal: str
    ends: list[Point]
    """Baseline and target, as far as they are known."""
    across: list[Rule]
    down: list[Rule]
    start: float
    end: float
    outward: int
    """From the start line towards the figures beside it."""
    foot: float = HEIGHT - FOOT


def chart(indicator: Indicator, measurements: Sequence[Measurement]) -> Chart | None:
    """The measurements that stand, in any order. None where there is nothing to draw."""
    ordered = sorted(measurements, key=lambda one: one.on)
    known = [(one.on, one.value) for one in ordered]
    ends = [
        (day, value)
        for day, value in (
            (indicator.baseline_on, indicator.baseline),
            (indicator.target_on, indicator.target),
        )
        if day is not None and value is not None
    ]
    if not known and len(ends) < 2:
        return None
    days = [day for day, _value in known + ends]
    first, last = min(days), max(days)
    if (last - first).days < 30:
        first, last = first - timedelta(days=30), last + timedelta(days=30)
    values = [value for _day, value in known + ends]
    low, high, step = (Decimal(0), Decimal(1), Decimal(1)) if indicator.is_yes_no else scale(min(values), max(values))
    rtl = direction(active_language()) == "rtl"

    def turned(x: float) -> float:
        return round(WIDTH - x if rtl else x, 1)

    def along(day: date) -> float:
        return turned(START + (WIDTH - START - END) * (day - first).days / (last - first).days)

    def up(value: Decimal) -> float:
        room = HEIGHT - FOOT - TOP
        return round(HEIGHT - FOOT - room * float((value - low) / (high - low)), 1)

    def point(day: date, value: Decimal, label: str = "", anchor: str = "middle") -> Point:
        y = up(value)
        # Away from the middle, where the line leads to the other end.
        return Point(along(day), y, label, -12 if y < HEIGHT / 2 else 20, anchor)

    points = [point(day, value) for day, value in known]
    baseline = point(*ends[0], _("baseline"), "start") if indicator.baseline is not None else None
    target = point(*ends[-1], _("target"), "end") if indicator.target is not None else None
    return Chart(
        points=points,
        path=_joined(points),
        goal=_joined([baseline, target]) if baseline and target and not indicator.is_yes_no else "",
        ends=[one for one in (baseline, target) if one],
        across=_across(indicator, low, high, step, up),
        down=_down(first, last, along),
        start=turned(START),
        end=turned(WIDTH - END),
        outward=8 if rtl else -8,
    )


def scale(least: Decimal, most: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Lowest line, highest line and step: round numbers that hold all values; nought is shown where it is near."""
    if least > 0 and least < most * Decimal("0.5"):
        least = Decimal(0)
    if least == most:
        least, most = (least - 1, most + 1) if least else (Decimal(0), Decimal(1))
    rough = (most - least) / STEPS
    power = Decimal(10) ** floor(log10(float(rough)))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return floor(least / step) * step, ceil(most / step) * step, step


def _across(
    indicator: Indicator, low: Decimal, high: Decimal, step: Decimal, up: Callable[[Decimal], float]
) -> list[Rule]:
    if indicator.is_yes_no:
        return [Rule(up(Decimal(0)), _("no")), Rule(up(Decimal(1)), _("yes"))]
    places = max(0, -int(step.normalize().as_tuple().exponent))
    count = int((high - low) / step)
    lines = [low + step * number for number in range(count + 1)]
    return [Rule(up(value), written_number(value, places)) for value in lines]


def _down(first: date, last: date, along: Callable[[date], float]) -> list[Rule]:
    """The years that begin within, thinned to eight; within one year the quarters by their first month."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    if len(years) >= 2:
        every = ceil(len(years) / 8)
        return [Rule(along(day), str(day.year)) for day in years[::every]]
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    within = [day for day in months if first <= day <= last]
    return [Rule(along(day), str(day.year) if day.month == 1 else month_name(day.month)) for day in within]


def _joined(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{one.x} {one.y}" for one in points) if len(points) > 1 else ""
