"""Geometry of the charts. Bars run from the start edge and the style sheet mirrors them, so no text is turned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mutabaa.design.glyphs import LADDER, Glyph

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH = 1000
GAP = 3
RUNGS = ("done", "part", "going", "none", "not")


@dataclass(frozen=True)
class Segment:
    """One stretch of a bar: where it starts and how wide it is, in thousandths of the bar."""

    rung: str
    count: int
    glyph: Glyph
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """One row of a progress chart, with its figures for the table beside it."""

    label: StrOrPromise
    url: str
    counts: list[tuple[Glyph, int, str]]
    """Rung by rung: its glyph, its figure, and the address of what is counted ("" for none)."""
    total: int
    percent: int
    segments: list[Segment] = field(default_factory=list)


def bar(label: StrOrPromise, counts: Mapping[str, int], url: str = "", urls: Mapping[str, str] | None = None) -> Bar:
    """Lay the counts of one row along a bar of 1000 units; empty rungs take neither room nor gap."""
    total = sum(counts.get(rung, 0) for rung in RUNGS)
    segments: list[Segment] = []
    filled = [rung for rung in RUNGS if counts.get(rung, 0) > 0]
    room = WIDTH - GAP * max(len(filled) - 1, 0)
    x = 0.0
    for rung in filled:
        width = room * counts[rung] / total
        segments.append(Segment(rung, counts[rung], LADDER[rung], round(x, 1), round(width, 1)))
        x += width + GAP
    percent = round(100 * counts.get("done", 0) / total) if total else 0
    figures = [(LADDER[rung], counts.get(rung, 0), (urls or {}).get(rung, "")) for rung in RUNGS]
    return Bar(label, url, figures, total, percent, segments)


def bars(rows: Iterable[Mapping[str, object]]) -> list[Bar]:
    """Bars for rows of `label`, `counts` (rung -> number) and perhaps `url` and `urls` (rung -> address)."""
    return [
        bar(row["label"], row["counts"], str(row.get("url") or ""), row.get("urls"))  # type: ignore[arg-type]
        for row in rows
    ]
