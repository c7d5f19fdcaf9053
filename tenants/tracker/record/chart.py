"""The history of one recommendation as steps: time along the axis, rungs of the ladder as rows, a line an assessor.

Places along the axis are per cent from the start edge, turned here for right-to-left pages, so that the drawing is as
wide as its column and its words keep their size on a phone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.direction import active_language, direction
from tenants.institutions.models import Institution
from tenants.tracker.models import Assessment, Progress, Recommendation, StatusChange
from tenants.tracker.record.accounts import whose
from tenants.tracker.scales.wording import FACE, Scales, Value
from tenants.tracker.status import LADDER

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROW, LABEL, FIRST_LANE, BETWEEN_LANES, LANES = 54, 13, 29, 7, 3
AXIS = 22
MARGIN = 2.5
SHAPES = [
    "M-4.5 -4.5H4.5V4.5H-4.5Z",
    "M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z",
    "M0 -5.5L5.5 4.5H-5.5Z",
    "M0 -6L6 0L0 6L-6 0Z",
    "M0 5.5L5.5 -4.5H-5.5Z",
    "M-1.7 -5.5H1.7V-1.7H5.5V1.7H1.7V5.5H-1.7V1.7H-5.5V-1.7H-1.7Z",
]
DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "1 2"]
SAYS_NOTHING = _("Says nothing about progress")


@dataclass(frozen=True)
class Rung:
    """A row of the drawing: its words, where they stand, where its rule runs."""

    label: StrOrPromise
    text_y: int
    rule_y: int


@dataclass(frozen=True)
class Stroke:
    """A straight line of a series."""

    x1: str
    x2: str
    y1: int
    y2: int


@dataclass(frozen=True)
class Point:
    """Where somebody spoke."""

    x: str
    y: int


@dataclass(frozen=True)
class Series:
    """One assessor's line, told apart by its shape and its dashes."""

    name: str
    shape: str
    dashes: str
    strokes: list[Stroke]
    points: list[Point]


@dataclass(frozen=True)
class Band:
    """A stretch of the status shown."""

    x: str
    width: str
    y: int
    height: int


@dataclass(frozen=True)
class Tick:
    x: str
    year: int


@dataclass(frozen=True)
class Line:
    """One line of the table: an account (`value`), or a step of the status shown (`status`, a code of the face)."""

    day: date
    whose: StrOrPromise
    value: Value | None = None
    status: str = ""
    cause: StrOrPromise = ""
    reason: str = ""


@dataclass(frozen=True)
class Chart:
    height: int
    start: date
    end: date
    edge: str
    now: str
    axis_y: int
    rungs: list[Rung]
    series: list[Series]
    bands: list[Band]
    ticks: list[Tick]
    lines: list[Line] = field(default_factory=list)


def chart(
    recommendation: Recommendation,
    given: Sequence[Assessment],
    changes: Sequence[StatusChange],
    here: Institution,
    known: Scales,
) -> Chart | None:
    """The drawing; None while there is no step to be seen. `given` are all accounts with their bodies."""
    spoken = [one for one in given if one.withdrawn_at is None]
    stretches = _stretches(recommendation, spoken, changes)
    if len(spoken) < 2 and len(stretches) < 2:
        return None
    today = timezone.localdate()
    start = min([one.assessed_on for one in spoken] + [day for day, _status in stretches])
    along = _Axis(min(start, today - timedelta(days=30)), today)
    rows = _rows(spoken, stretches)
    return Chart(
        height=ROW * len(rows) + AXIS,
        start=along.start,
        end=today,
        edge=along.turned(0),
        now=along.at(today),
        axis_y=ROW * len(rows) + AXIS - 6,
        rungs=[Rung(_words(row), ROW * at + LABEL, ROW * (at + 1)) for at, row in enumerate(rows)],
        series=_series(spoken, here, along, rows),
        bands=_bands(stretches, along, rows),
        ticks=along.ticks(),
        lines=_lines(spoken, changes, here, known),
    )


class _Axis:
    """Days to places, from the start edge of the page."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        self._mirrored = direction(active_language()) == "rtl"

    def percent(self, day: date) -> float:
        part = (day - self.start).days / max((self.end - self.start).days, 1)
        return MARGIN + min(max(part, 0), 1) * (100 - 2 * MARGIN)

    def turned(self, percent: float) -> str:
        return f"{100 - percent if self._mirrored else percent:.2f}%"

    def at(self, day: date) -> str:
        return self.turned(self.percent(day))

    def stretch(self, first: date, last: date) -> tuple[str, str]:
        """The near edge and the width of a stretch, as a rectangle wants them."""
        low, high = self.percent(first), self.percent(last)
        return self.turned(high if self._mirrored else low), f"{high - low:.2f}%"

    def ticks(self) -> list[Tick]:
        """At most six years, where they begin."""
        years = range(self.start.year + 1, self.end.year + 1)
        apart = max(1, -(-len(years) // 6))
        return [Tick(self.at(date(year, 1, 1)), year) for year in years if (self.end.year - year) % apart == 0]


def _stretches(
    recommendation: Recommendation, spoken: Sequence[Assessment], changes: Sequence[StatusChange]
) -> list[tuple[date, str]]:
    """From which day which status was shown. Before the first step it was that step's `before`."""
    if not changes:
        first = min((one.assessed_on for one in spoken), default=None)
        return [(first, recommendation.status)] if first and recommendation.status else []
    found = [(timezone.localdate(one.at), one.after) for one in changes]
    if changes[0].before:
        since = min([one.assessed_on for one in spoken] + [found[0][0]])
        found.insert(0, (since, changes[0].before))
    return found


def _rows(spoken: Sequence[Assessment], stretches: Sequence[tuple[date, str]]) -> list[str]:
    """The rungs from the top. The lowest and "says nothing" appear only where somebody stands there."""
    there = {one.progress for one in spoken} | {status for _day, status in stretches if status}
    rungs = [str(rung) for rung in reversed(LADDER) if rung != Progress.NOT_IMPLEMENTED or rung in there]
    return [*rungs, ""] if any(not one.progress for one in spoken) else rungs


def _words(row: str) -> StrOrPromise:
    return Progress(row).label if row else SAYS_NOTHING


def _series(spoken: Sequence[Assessment], here: Institution, along: _Axis, rows: list[str]) -> list[Series]:
    by_assessor: dict[tuple[str, UUID | None], dict[date, Assessment]] = defaultdict(dict)
    for one in sorted(spoken, key=lambda one: (one.assessed_on, one.recorded_at)):
        by_assessor[one.assessor_kind, one.body_id][one.assessed_on] = one
    found = []
    for number, by_day in enumerate(by_assessor.values()):
        lane = FIRST_LANE + BETWEEN_LANES * (number % LANES)
        stops = [(along.at(one.assessed_on), ROW * rows.index(one.progress) + lane) for one in by_day.values()]
        strokes = []
        for (x, y), (next_x, next_y) in zip(stops, [*stops[1:], (along.at(along.end), stops[-1][1])], strict=True):
            strokes.append(Stroke(x, next_x, y, y))
            if next_y != y:
                strokes.append(Stroke(next_x, next_x, y, next_y))
        style = number % len(SHAPES)
        first = next(iter(by_day.values()))
        points = [Point(x, y) for x, y in stops]
        found.append(Series(whose(first, here), SHAPES[style], DASHES[style], strokes, points))
    return found


def _bands(stretches: Sequence[tuple[date, str]], along: _Axis, rows: list[str]) -> list[Band]:
    found = []
    for at, (day, status) in enumerate(stretches):
        until = stretches[at + 1][0] if at + 1 < len(stretches) else along.end
        if status and until >= day:
            x, width = along.stretch(day, until)
            found.append(Band(x, width, ROW * rows.index(status) + LABEL + 8, ROW - LABEL - 9))
    return found


def _lines(
    spoken: Sequence[Assessment], changes: Sequence[StatusChange], here: Institution, known: Scales
) -> list[Line]:
    """Everything the drawing shows, the newest first."""
    found = [Line(one.assessed_on, whose(one, here), known.value(one.value)) for one in spoken]
    found += [
        Line(
            timezone.localdate(one.at),
            _("Status shown"),
            status=FACE.get(one.after, "unknown"),
            cause=one.get_cause_display(),
            # A rule is noted by its slug, which is no word for a reader.
            reason=one.reason if one.cause != "rule" else "",
        )
        for one in changes
    ]
    return sorted(found, key=lambda line: (line.day, bool(line.status)), reverse=True)
