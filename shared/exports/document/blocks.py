"""A document before it has a format: what a dossier says, in parts that Word and PDF both know how to set.

Texts are data: nothing in them is markup, and any letter may stand anywhere. A run is of one language; the renderers
isolate it, so a Latin symbol or a figure keeps its own order inside an Arabic line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

ParagraphStyle = Literal["body", "quote", "note", "caption"]
ColumnKind = Literal["text", "number", "date"]
ChartKind = Literal["bar", "stacked", "line"]
Language = Literal["ar", "en", "fr"]
Level = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language ("" is the document's own). `href` (http, https, mailto, or #anchor of a
    heading) makes it a link; another scheme is printed as plain text. A line feed in `text` breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: body, a quotation (a text somebody adopted), a note in small letters, a caption."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = "body"

    @classmethod
    def of(cls, text: str, style: ParagraphStyle = "body", language: str = "") -> Paragraph:
        """A paragraph of a single run."""
        return cls((Run(text, language=language),), style)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; it enters the table of contents. `anchor` is what a link to it names, without #."""

    level: Level
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or (ordered) with numbers from 1."""

    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width (any positive number), and what its cells hold."""

    title: str
    width: float = 1.0
    kind: ColumnKind = "text"


Cell = tuple[Run, ...] | str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Raises ValueError where a row has not one cell for each column, or no column is given."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    repeat_header: bool = True

    def __post_init__(self) -> None:
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("a table needs columns, each wider than nothing")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row needs one cell for each column")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures of a chart, one for each category; None is a figure nobody has."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures that are drawn, and given as a table beneath. Raises ValueError where a series has not one value for
    each category, or a stacked chart has a negative one."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("a series needs one value for each category")
        if self.kind == "stacked" and any(value is not None and value < 0 for s in self.series for value in s.values):
            raise ValueError("a stack has no negative parts")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Heading | Items | Grid | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """The whole paper. `dated` stands on the cover and is the only date in the file, so that the same document gives
    the same file twice; `lines_on_cover` are (label, value); a `draft` says so on every page."""

    title: str
    subtitle: str
    language: Language
    institution: str
    dated: date
    blocks: Sequence[Block]
    lines_on_cover: tuple[tuple[str, str], ...] = ()
    contents: bool = True
    draft: bool = False
