"""Charts as figures: the table that goes beside each, and where its bars and points stand.

Places are shares (0 to 1) of the drawing, counted from the edge where reading starts; who draws turns them round for
Arabic. A figure is written once, here, so drawing and table agree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from shared.exports.document.blocks import Chart, Column, Grid
from shared.languages.numbers import NO_BREAK_SPACE, written_number

MOST_LABELS = 12  # along the foot of a line chart
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one bar: which series, where it starts, how long it is, and its figure."""

    series: int
    start: float
    length: float
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    place: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A line chart: for each series its unbroken stretches of points (x from the start edge, y from the foot)."""

    lines: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    heights: tuple[Tick, ...]
    labels: tuple[Tick, ...]


def figure(value: float | None, unit: str, language: str) -> str:
    """A figure of a chart as it is printed: at most two decimals, a percent sign stuck to it, a dash for none."""
    if value is None or not math.isfinite(value):
        return "–"
    rounded = round(value, 2)
    places = 0 if rounded == int(rounded) else (1 if round(rounded, 1) == rounded else 2)
    words = written_number(rounded, places, language)
    return f"{words}{NO_BREAK_SPACE}%" if unit.strip() == "%" else words


def as_grid(chart: Chart, language: str, category: str) -> Grid:
    """The figures as a table: a row for each category, a column for each series. `category` heads the first column."""
    unit = chart.unit.strip()
    names = [f"{one.name} ({unit})" if unit not in ("", "%") else one.name for one in chart.series]
    columns = (Column(category, 2.0), *(Column(name, 1.0, "number") for name in names))
    rows = tuple(
        (label, *(figure(one.values[at], unit, language) for one in chart.series))
        for at, label in enumerate(chart.categories)
    )
    return Grid(columns, rows)


def bars(chart: Chart, language: str) -> list[list[list[Bar]]]:
    """For each category its bars, for each bar its stretches: one bar a series, or one bar of all when stacked."""
    known = [[_known(value) for value in one.values] for one in chart.series]
    if chart.kind == "stacked":
        whole = max((sum(line[at] or 0 for line in known) for at in range(len(chart.categories))), default=0) or 1
        return [[_stack(chart, known, at, whole, language)] for at in range(len(chart.categories))]
    values = [value for line in known for value in line if value is not None]
    low, high = min([0, *values]), max([0, *values])
    span = (high - low) or 1
    return [
        [
            [_bar(index, line[at], low, span, chart.unit, language)]
            for index, line in enumerate(known)
        ]
        for at in range(len(chart.categories))
    ]  # fmt: skip


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _bar(series: int, value: float | None, low: float, span: float, unit: str, language: str) -> Bar:
    zero = -low / span
    reach = zero if value is None else (value - low) / span
    return Bar(series, min(zero, reach), abs(reach - zero), figure(value, unit, language))


def _stack(chart: Chart, known: list[list[float | None]], at: int, whole: float, language: str) -> list[Bar]:
    parts, start = [], 0.0
    for index, line in enumerate(known):
        length = (line[at] or 0) / whole
        parts.append(Bar(index, start, length, figure(line[at], chart.unit, language)))
        start += length
    return parts


def plot(chart: Chart, language: str) -> Plot:
    """The points of a line chart between rounded heights; a missing figure breaks its line."""
    values = [value for one in chart.series for value in one.values if value is not None and math.isfinite(value)]
    marks = _heights(min([0, *values]), max([0, *values]))
    low, span = marks[0], (marks[-1] - marks[0]) or 1
    across = max(len(chart.categories) - 1, 1)
    lines = []
    for one in chart.series:
        pieces: list[list[tuple[float, float]]] = [[]]
        for at, value in enumerate(one.values):
            if value is None or not math.isfinite(value):
                pieces.append([])
            else:
                pieces[-1].append((at / across, (value - low) / span))
        lines.append(tuple(tuple(piece) for piece in pieces if piece))
    every = math.ceil(len(chart.categories) / MOST_LABELS) or 1
    return Plot(
        tuple(lines),
        tuple(Tick((mark - low) / span, figure(mark, chart.unit, language)) for mark in marks),
        tuple(Tick(at / across, label) for at, label in enumerate(chart.categories) if at % every == 0),
    )


def _heights(low: float, high: float) -> list[float]:
    """Four to six rounded heights that hold everything."""
    span = (high - low) or 1
    power = 10 ** math.floor(math.log10(span / 4))
    step = next(one * power for one in STEPS if one * power * 5 >= span)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(at * step, 10) for at in range(first, max(last, first + 1) + 1)]
