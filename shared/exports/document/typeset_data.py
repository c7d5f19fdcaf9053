"""A document as plain data for the typesetter: everything a text says stays data, nothing of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from shared.exports.document import figures
from shared.exports.document.blocks import (
    Block,
    Cell,
    Chart,
    Document,
    Grid,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
)  # fmt: skip
from shared.exports.document.directions import (
    END_OF_ISOLATE,
    LEFT_TO_RIGHT_ISOLATE,
    Direction,
    base_of,
    isolated,
    stretches,
)  # fmt: skip
from shared.exports.document.links import Links
from shared.exports.document.printable import breakable, one_line, printable, shortened
from shared.exports.document.wording import spoken, words_of
from shared.languages.dates import written_day
from shared.languages.direction import LANGUAGES, direction

LONGEST_WORD, LONGEST_WORD_IN_CELL, LONGEST_RUNNING = 60, 18, 48
LONGEST_SYMBOL, LONGEST_SYMBOL_IN_CELL = 28, 12
_SYMBOL = re.compile(r"(?<![\w/.])([A-Z][A-Za-z.]{0,11}(?:/[\w.\-]*\w)+)(?![\w/])", re.ASCII)

Data = dict[str, Any]


def document_data(document: Document) -> Data:
    """The whole document, for document.typ."""
    setting = _Setting(document)
    words = words_of(document.language)
    page, _, after = words["page"].partition("%(page)s")
    between, _, last = after.partition("%(pages)s")
    return {
        "language": document.language,
        "title": setting.line(document.title),
        "plain_title": one_line(document.title),
        "short_title": setting.line(shortened(document.title, LONGEST_RUNNING)),
        "subtitle": setting.line(document.subtitle),
        "institution": setting.line(document.institution),
        "plain_institution": one_line(document.institution),
        "dated": setting.line(written_day(document.dated, document.language)),
        "date": [document.dated.year, document.dated.month, document.dated.day],
        "cover": [[setting.line(label), setting.line(value)] for label, value in document.lines_on_cover],
        "contents": document.contents and any(isinstance(block, Heading) for block in document.blocks),
        "draft": document.draft,
        "words": {**words, "page": [page, between, last]},
        "blocks": [made for block in document.blocks for made in setting.block(block)],
    }


def charts_data(charts: Iterable[Chart], language: str) -> Data:
    """Charts alone, each on a page of its own size, for pictures."""
    return {"language": language, "charts": [chart_data(chart, language) for chart in charts]}


def chart_data(chart: Chart, language: str) -> Data:
    """One chart as places and words."""
    base: Direction = direction(language)

    def said(text: str) -> str:
        return isolated(breakable(one_line(text), LONGEST_WORD_IN_CELL), base)

    made: Data = {
        "is": "chart",
        "kind": chart.kind,
        "title": said(chart.title),
        "alt": spoken(chart, language),
        "unit": said("" if chart.unit.strip() == "%" else chart.unit),
        "names": [said(one.name) for one in chart.series],
    }
    if chart.kind == "line":
        plot = figures.plot(chart, language)
        made["lines"] = plot.lines
        made["heights"] = [[tick.place, tick.words] for tick in plot.heights]
        made["labels"] = [[tick.place, said(tick.words)] for tick in plot.labels]
    else:
        made["rows"] = [
            {
                "label": said(label),
                "bars": [[[one.series, one.start, one.length, one.words] for one in bar] for bar in drawn],
            }
            for label, drawn in zip(chart.categories, figures.bars(chart, language), strict=True)
        ]
    return made


class _Setting:
    """Sets the parts of one document, in its language and with its links."""

    def __init__(self, document: Document) -> None:
        self.language: str = document.language
        self.base: Direction = direction(document.language)
        self.links = Links(document.blocks)
        self.category = words_of(document.language)["category"]

    def line(self, text: str) -> str:
        return isolated(breakable(one_line(text), LONGEST_WORD), self.base)

    def block(self, block: Block) -> Iterator[Data]:
        match block:
            case Heading():
                said = self._pieces(one_line(block.text), self.base, LONGEST_WORD)
                yield {
                    "is": "heading",
                    "level": block.level,
                    "text": said,
                    "at": self.links.anchor_of(block),
                }
            case Paragraph():
                yield {"is": "paragraph", **self.paragraph(block)}
            case Items():
                yield {"is": "items", "ordered": block.ordered, "items": [self.paragraph(one) for one in block.items]}
            case Grid():
                yield self.grid(block)
            case Chart():
                yield chart_data(block, self.language)
                yield {**self.grid(figures.as_grid(block, self.language, self.category)), "figures": True}
            case PageBreak():
                yield {"is": "break"}

    def paragraph(self, paragraph: Paragraph) -> Data:
        base, language = self.direction_of(paragraph.runs)
        made: Data = {"style": paragraph.style, "runs": self.runs(paragraph.runs, base, LONGEST_WORD)}
        if base != self.base:
            made |= {"direction": base, "language": language}
        return made

    def direction_of(self, runs: tuple[Run, ...]) -> tuple[Direction, str]:
        """Which way a paragraph runs: its runs' way when all are of one other language, else the document's."""
        languages = {run.language or self.language for run in runs if run.text.strip()}
        if len(languages) == 1 and (language := languages.pop()) != self.language:
            return base_of("", language, declared=True), language
        found = base_of("".join(run.text for run in runs), self.language, declared=len(languages) > 0)
        return found, self.language if found == self.base else ("ar" if found == "rtl" else "en")

    def grid(self, grid: Grid) -> Data:
        return {
            "is": "grid",
            "caption": self.line(grid.caption),
            "columns": [
                {
                    "title": self._pieces(one.title, self.base, LONGEST_WORD_IN_CELL),
                    "width": one.width,
                    "kind": one.kind,
                }
                for one in grid.columns
            ],
            "rows": [[self.cell(cell) for cell in row] for row in grid.rows],
            "repeat": grid.repeat_header,
        }

    def cell(self, cell: Cell) -> str | list[Any]:
        runs = (Run(cell),) if isinstance(cell, str) else cell
        made = self.runs(runs, self.base, LONGEST_WORD_IN_CELL)
        return made[0] if len(made) == 1 and isinstance(made[0], str) else made

    def runs(self, runs: Iterable[Run], base: Direction, longest: int) -> list[Any]:
        made: list[Any] = []
        for run in runs:
            language = run.language if run.language in LANGUAGES else ""
            own: Direction = direction(language) if language else base
            target = self.links.target_of(run.href)
            for piece in self._pieces(run.text, own, longest):
                look: Data = {"t": piece} if isinstance(piece, str) else dict(piece)
                if run.bold:
                    look["b"] = True
                if run.italic and self.base == "ltr":
                    look["i"] = True
                if language and language != self.language:
                    look["l"] = language
                if own != base and "d" not in look:
                    look["d"] = own
                if target:
                    look["h"] = target
                made.append(look["t"] if look.keys() == {"t"} else look)
        return made

    def _pieces(self, text: str, base: Direction, longest: int) -> list[str | Data]:
        """Strings with isolates. Symbols of papers stand in one piece; in a document from left to right Arabic
        stretches stand apart, for their own face."""
        made: list[str | Data] = []
        for at, part in enumerate(_kept(printable(text), longest)):
            if at % 2:
                made += [LEFT_TO_RIGHT_ISOLATE, {"t": part, "k": True, "d": "ltr"}, END_OF_ISOLATE]
            elif part:
                made += self._plain(breakable(part, longest), base)
        return made

    def _plain(self, text: str, base: Direction) -> Iterator[str | Data]:
        if self.base == "rtl":
            yield isolated(text, base)
            return
        for one in stretches(text, base):
            if one.direction == "rtl":
                yield {"t": isolated(one.text, "rtl"), "a": True, **({"d": "rtl"} if base == "ltr" else {})}
            else:
                yield {"t": one.text, "d": "ltr"} if base == "rtl" else one.text


def _kept(text: str, longest: int) -> list[str]:
    """The text cut at the symbols that must not be broken: text, symbol, text, ..."""
    most = LONGEST_SYMBOL_IN_CELL if longest == LONGEST_WORD_IN_CELL else LONGEST_SYMBOL
    parts, at = [], 0
    for found in _SYMBOL.finditer(text):
        if len(found[0]) <= most:
            parts += [text[at : found.start()], found[0]]
            at = found.end()
    return [*parts, text[at:]]
