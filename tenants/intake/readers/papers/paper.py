"""A paper as its readers see it, whether it came as PDF, as Word or as pasted text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a PDF, one paragraph of a Word file or a paste.

    `page` and `number` are where a person finds it, both from 1; `page` is None where the format knows none. `text`
    holds no soft hyphens and no control characters, its spaces are single; a word divided at the end of a PDF line
    still ends in its hyphen. `begins` says whether a paragraph begins here; None where the format does not tell, as
    in PDF. `label` is the number or bullet that Word counts by itself, such as "140.7." or "(a)", not part of `text`.
    `left`, `top` and `size` are points from the page's left and upper edge and of the type; 0 outside PDF.
    """

    text: str
    number: int
    page: int | None = None
    begins: bool | None = None
    label: str = ""
    bold: bool = False
    italic: bool = False
    heading: int = 0
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a Word table: its lines, and over how many columns it reaches."""

    lines: tuple[str, ...]
    span: int = 1

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a Word file. `number` is the place of its first row among the lines; rows keep merged cells."""

    rows: tuple[tuple[Cell, ...], ...]
    number: int = 0


@dataclass(slots=True)
class Paper:
    """A whole paper in reading order, without running headers, footers and footnotes; those stand in `margins` and
    `notes`, for symbol and date are often printed there. Text inside tables is in `tables` and not among `lines`.
    `pages` is 0 where the format knows none.
    """

    lines: list[Line]
    pages: int = 0
    margins: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
