"""Geometry of the year: where the months and the obligations stand on a line of 1000 units.

Text inside a drawing is never mirrored, so x is counted here from the edge at which reading begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shared.languages.dates import month_name
from shared.languages.direction import active_language, direction
from tenants.reporting.models import Obligation, Standing

WIDTH = 1000
MARGIN = 20
ROW = 34
FIRST_ROW = 24
APART = 32


@dataclass(frozen=True)
class Month:
    """A month's name in the middle of its stretch, and the line at which it begins."""

    name: str
    begins: float
    middle: float


@dataclass(frozen=True)
class Mark:
    """One obligation: its number in the list, where it stands, and its shape (late, done, or dot)."""

    number: int
    obligation: Obligation
    x: float
    y: float
    shape: str
    stem: float


@dataclass(frozen=True)
class Timeline:
    """All of it; heights grow where several stand close together."""

    year: int
    axis: float
    height: float
    months: list[Month] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    today: float | None = None


def timeline(year: int, obligations: Sequence[Obligation], today: date) -> Timeline:
    """Lay a year's obligations, given in the order of their dates, along the line of its months."""
    rtl = direction(active_language()) == "rtl"
    first, days = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1

    def at(day_number: float) -> float:
        x = MARGIN + (WIDTH - 2 * MARGIN) * day_number / days
        return round(WIDTH - x if rtl else x, 1)

    levels: list[float] = []
    placed: list[tuple[Obligation, float, int]] = []
    for one in obligations:
        x = at((one.due_on - first).days + 0.5)
        level = next((n for n, last in enumerate(levels) if abs(x - last) >= APART), len(levels))
        levels[level : level + 1] = [x]
        placed.append((one, x, level))
    axis = FIRST_ROW + ROW * max(len(levels) - 1, 0) + 22
    marks = []
    for number, (one, x, level) in enumerate(placed, start=1):
        y = axis - 22 - ROW * level
        marks.append(Mark(number, one, x, y, _shape(one), axis - y))
    months = []
    for number in range(1, 13):
        begins = (date(year, number, 1) - first).days
        ends = days if number == 12 else (date(year, number + 1, 1) - first).days
        months.append(Month(month_name(number), at(begins), at((begins + ends) / 2)))
    here = at((today - first).days + 0.5) if today.year == year else None
    return Timeline(year, axis, axis + 46, months, marks, here)


def _shape(one: Obligation) -> str:
    if one.standing == Standing.DONE:
        return "done"
    return "late" if one.is_late else "dot"
