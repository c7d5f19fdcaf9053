"""A section's text as the page shows it: paragraphs, lists, and the charts it places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from shared.languages.numbers import written_number
from tenants.reporting.dossiers.markup import Piece, parse

WIDTH = 1000
LINE_HEIGHT = 200
# The classes by which the face fills the rungs of a stack, in the order of its series; the last is what nobody knows.
FILLS = ("f-done", "f-part", "f-going", "f-none", "f-not", "f-unknown")


@dataclass(frozen=True)
class Segment:
    fill: str
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its label, its figure, and its stretches in thousandths."""

    label: str
    figure: str
    segments: list[Segment]


@dataclass(frozen=True)
class Picture:
    """A chart or table ready for the page; `heads` and `rows` say the same in words."""

    kind: str
    title: str
    heads: list[str]
    rows: list[list[str]]
    bars: list[Bar] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    paths: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """One part of the text."""

    kind: str
    lines: list[SafeString] = field(default_factory=list)
    level: int = 0
    picture: Picture | None = None
    name: str = ""


def paper_of(text: str, blocks: dict[str, Any], language: str, *, notes: bool = True) -> list[Shown]:
    """The parts of a text in order; a name that places nothing stands as it was typed. `notes` are for drafters."""
    found = []
    for node in parse(text):
        if node.kind == "note" and not notes:
            continue
        block = blocks.get(node.name) if node.kind == "placed" else None
        found.append(
            Shown(
                kind=node.kind,
                lines=[_inline(line) for line in node.lines],
                level=node.level,
                picture=picture_of(block, language) if block else None,
                name=node.name,
            )
        )
    return found


def _inline(line: tuple[Piece, ...]) -> SafeString:
    return format_html_join("", "{}", ((_run(piece),) for piece in line))


def _run(piece: Piece) -> SafeString:
    if piece.evidence:
        return format_html('<a class="why" href="#evidence"><bdi dir="ltr">[E{}]</bdi></a>', piece.evidence)
    if piece.bold:
        return format_html("<strong>{}</strong>", piece.words)
    return format_html("{}", piece.words)


def picture_of(block: dict[str, Any], language: str) -> Picture:
    """The block as the page draws it; its words are in the report's own language."""
    if block["kind"] == "table":
        return Picture("table", block["title"], [one["title"] for one in block["columns"]], block["rows"])
    series, categories = block["series"], block["categories"]
    rows = [[label, *(_figure(one["values"][at], language) for one in series)] for at, label in enumerate(categories)]
    heads = ["", *(one["name"] for one in series)]
    given: dict[str, Any] = {"kind": block["kind"], "title": block["title"], "heads": heads, "rows": rows}
    if block["kind"] == "line":
        return Picture(**given, paths=_paths(series), legend=_legend(series, ("ln", "ln2")))
    if block["kind"] == "stacked":
        bars = [
            _stack(label, [one["values"][at] or 0 for one in series], language) for at, label in enumerate(categories)
        ]
        return Picture(**given, bars=bars, legend=_legend(series, FILLS))
    return Picture(**given, bars=_bars(categories, series[0]["values"], language))


def _figure(value: float | None, language: str) -> str:
    if value is None:
        return "—"
    return written_number(value, 0 if float(value).is_integer() else 1, language)


def _bars(categories: list[str], values: list[float | None], language: str) -> list[Bar]:
    most = max((value or 0 for value in values), default=0) or 1
    return [
        Bar(label, _figure(value, language), [Segment("f-going", 0, round(WIDTH * (value or 0) / most, 1))])
        for label, value in zip(categories, values, strict=True)
    ]


def _stack(label: str, values: list[float], language: str) -> Bar:
    total = sum(values)
    segments, x = [], 0.0
    for fill, value in zip(FILLS, values, strict=False):
        width = WIDTH * value / total if total else 0
        if width:
            segments.append(Segment(fill, round(x, 1), round(width, 1)))
        x += width
    return Bar(label, _figure(total, language), segments)


def _legend(series: list[dict[str, Any]], classes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(fill, one["name"]) for fill, one in zip(classes, series, strict=False)]


def _paths(series: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The lines from the start edge; figures nobody has break them."""
    values = [value for one in series for value in one["values"] if value is not None]
    if not values:
        return []
    least, most = min([*values, 0]), max(values)
    room = (most - least) or 1
    found = []
    for name, one in zip(("ln", "ln2"), series, strict=False):
        steps, pen = [], "M"
        last = max(len(one["values"]) - 1, 1)
        for at, value in enumerate(one["values"]):
            if value is None:
                pen = "M"
                continue
            x, y = round(WIDTH * at / last, 1), round(LINE_HEIGHT * (1 - (value - least) / room), 1)
            steps.append(f"{pen}{x} {y}")
            pen = "L"
        found.append((name, "".join(steps)))
    return found
