"""Geometry of the plan in time: a bar for each action, a mark for each milestone, quarters along the top.

Text inside a drawing is never mirrored, so x is counted here from the edge at which reading begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from shared.languages.direction import active_language, direction
from tenants.planning.models import Action, ActionStanding, Milestone

WIDTH = 1200
WORDS = 340  # room for the titles, at the edge where reading begins
MARGIN = 14
HEAD = 52
ROW = 30
BAR = 14
LONGEST = 40
MOST_QUARTERS = 24
# A plan lies within these years of today; a slip of the pen would squeeze all else to nothing.
YEARS_BACK, YEARS_AHEAD = 15, 25
TONES = {
    ActionStanding.NOT_STARTED: "none",
    ActionStanding.IN_PROGRESS: "going",
    ActionStanding.DONE: "done",
    ActionStanding.ABANDONED: "not",
}


@dataclass(frozen=True)
class Tick:
    """The line at which a quarter or a year begins, and its name in the middle of its stretch."""

    x: float
    label: str = ""
    middle: float = 0
    is_year: bool = False


@dataclass(frozen=True)
class Mark:
    """A milestone: where it stands, and whether it was reached or its day passed without."""

    milestone: Milestone
    x: float
    shape: str


@dataclass(frozen=True)
class Line:
    """One action, or the heading of a body where `action` is None; y is the middle of the row.

    An action of which only one day is known has no bar but an edge there; `late` is where its end passed.
    """

    y: float
    words: str
    action: Action | None = None
    number: int = 0
    tone: str = ""
    bar: tuple[float, float] | None = None
    edge: float | None = None
    late: float | None = None
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """All of it; empty of ticks where no action has a day."""

    height: float
    start: float
    words_x: float
    number_x: float
    glyph_x: float
    ticks: list[Tick]
    lines: list[Line]
    today: float | None = None


def timeline(actions: Sequence[Action], days: Sequence[date], today: date) -> Timeline:
    """Lay a page of actions, given body by body with their milestones, along the time that the whole plan spans.

    `days` are the first and last days of the whole plan, or any that lie between them besides.
    """
    first, last = span(days, today)
    whole = (last - first).days
    rtl = direction(active_language()) == "rtl"

    def turned(x: float) -> float:
        return round(WIDTH - x if rtl else x, 1)

    def along(day: date) -> float:
        gone = min(max((day - first).days, 0), whole)
        return WORDS + (WIDTH - WORDS - MARGIN) * gone / whole

    lines: list[Line] = []
    y, body = HEAD + ROW / 2, object()
    for number, one in enumerate(actions, start=1):
        if one.lead_id != body:
            body = one.lead_id
            lines.append(Line(y, _cut(one.lead.name if one.lead else _("No body leads them"), 2 * LONGEST)))
            y += ROW
        bar = edge = None
        if one.starts_on and one.ends_on:
            # Both days count: an action of one day is not nothing.
            begins, ends = along(one.starts_on), along(one.ends_on + timedelta(days=1))
            width = max(round(ends - begins, 1), 3)
            bar = (turned(begins + width) if rtl else turned(begins), width)
        elif one.starts_on or one.ends_on:
            edge = turned(along(one.starts_on or one.ends_on or today))
        is_late = one.ends_on is not None and one.ends_on < today and not one.is_over
        lines.append(
            Line(
                y,
                _cut(one.title, LONGEST),
                one,
                number,
                TONES[ActionStanding(one.standing)],
                bar,
                edge,
                turned(along(one.ends_on) + BAR) if is_late and one.ends_on else None,
                [Mark(mark, turned(along(mark.due_on)), _shape(mark, one, today)) for mark in one.milestones.all()],
            )
        )
        y += ROW
    here = turned(along(today)) if first <= today <= last else None
    return Timeline(
        height=y - ROW / 2 + 8,
        start=turned(0),
        words_x=turned(58),
        number_x=turned(24),
        glyph_x=turned(50) if rtl else turned(34),
        ticks=_ticks(first, last, lambda day: turned(along(day))),
        lines=lines,
        today=here,
    )


def span(days: Sequence[date], today: date) -> tuple[date, date]:
    """The first day of the first quarter and the day after the last quarter; today's where nothing has a day."""
    floor, roof = date(today.year - YEARS_BACK, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)
    known = [min(max(day, floor), roof) for day in days] or [today]
    first, last = min(known), max(known)
    return date(first.year, quarter(first) * 3 - 2, 1), after(last.year, quarter(last))


def quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


def after(year: int, number: int) -> date:
    """The day after a quarter."""
    return date(year + 1, 1, 1) if number == 4 else date(year, number * 3 + 1, 1)


def _ticks(first: date, last: date, place: Callable[[date], float]) -> list[Tick]:
    ticks: list[Tick] = []
    quarters = (last.year - first.year) * 4 + quarter(last) - quarter(first)
    day = first
    while day < last:
        ends = min(after(day.year, 4), last)
        label = str(day.year) if (ends - day).days > 60 or quarters > 2 else ""
        ticks.append(Tick(place(day), label, round((place(day) + place(ends)) / 2, 1), True))
        day = ends
    if quarters <= MOST_QUARTERS:
        day = first
        while day < last:
            ends = after(day.year, quarter(day))
            label = _("Q%(number)s") % {"number": quarter(day)}
            ticks.append(Tick(place(day), label, round((place(day) + place(ends)) / 2, 1)))
            day = ends
    return ticks


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _shape(milestone: Milestone, action: Action, today: date) -> str:
    if milestone.reached_on:
        return "on"
    return "late" if milestone.due_on < today and not action.is_over else "off"
