"""Word files (.docx, .docm, .dotx) as papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.line_text import line_text
from tenants.intake.readers.papers.paper import Cell, Line, Paper, Table
from tenants.intake.readers.papers.word_numbers import Numbers
from tenants.intake.readers.papers.word_package import Element, WordPackage, child, name_of, number, switched_on, value
from tenants.intake.readers.papers.word_runs import Pages, Runs, Words, chosen, mark_deleted, outline_of
from tenants.intake.readers.papers.word_styles import Styles
from tenants.intake.readers.unreadable import (
    BrokenFile,
    BrokenPaper,
    DocumentBomb,
    EmptyPaper,
    ForbiddenInDocument,
    ForbiddenXml,
    TooManyLines,
    ZipBomb,
)

WITHIN = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def paper_from_docx(path: Path, limits: Limits) -> Paper:
    """The text of a Word file with the numbers that Word counts by itself. Macros are not looked at.

    Pages are told where Word wrote down its page breaks. Raises a subclass of Unreadable, nothing else.
    """
    try:
        package = WordPackage(path, limits)
        try:
            paper = _Reading(package, limits).paper()
        finally:
            package.close()
    except ZipBomb as error:
        raise DocumentBomb from error
    except ForbiddenXml as error:
        raise ForbiddenInDocument from error
    except (BrokenFile, RecursionError, OSError) as error:
        raise BrokenPaper from error
    if not paper.lines and not paper.tables:
        raise EmptyPaper
    return paper


class _Reading:
    """One pass over one Word file."""

    def __init__(self, package: WordPackage, limits: Limits) -> None:
        self.package = package
        self.limits = limits
        self.styles = Styles(self._part("styles"))
        self.numbers = Numbers(self._part("numbering"), self.styles)
        self.runs = Runs(self.styles)
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.cells = 0
        self.open = Words()

    def _part(self, kind: str) -> Element | None:
        found = self.package.related(kind)
        return self.package.tree(found[0]) if found else None

    def paper(self) -> Paper:
        for block in self.package.blocks():
            self._block(block)
        notes = list(self._notes())
        margins = self._margins()
        if not self.runs.pages.told:
            return Paper([replace(one, page=None) for one in self.lines], 0, margins, notes, self.tables)
        return Paper(self.lines, self.runs.pages.now, margins, notes, self.tables)

    def _block(self, block: Element) -> None:
        match name_of(block):
            case "p":
                for line in self._paragraph(block, self.runs.pages.now):
                    self.lines.append(replace(line, number=len(self.lines) + 1))
                self._count(len(self.lines) + self.cells)
            case "tbl":
                table = Table(tuple(self._rows(block)), len(self.lines) + 1)
                if any(cell.lines for row in table.rows for cell in row):
                    self.tables.append(table)
            case "AlternateContent":
                self._all(chosen(block))
            case "sdt":
                content = child(block, "sdtContent")
                if content is not None and child(block, "sdtPr", "showingPlcHdr") is None:
                    self._all(content)
            case name if name in WITHIN:
                self._all(block)

    def _all(self, blocks: Iterable[Element]) -> None:
        for block in blocks:
            self._block(block)

    def _count(self, lines: int) -> None:
        if lines > self.limits.max_rows:
            raise TooManyLines(limit=self.limits.max_rows)

    def _paragraph(self, paragraph: Element, page: int) -> list[Line]:
        """The paragraph and its text boxes; nothing where it is empty or goes on in the next. Numbers come later."""
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.default
        if switched_on(child(properties, "pageBreakBefore")) and self.lines:
            self.runs.pages.break_by_hand()
        words = self.open
        self.runs.gather(paragraph, words, style)
        if mark_deleted(properties):
            return []
        self.open = Words()
        found = []
        text = line_text("".join(words.pieces))
        label = self.numbers.label(properties, style)
        if text:
            outline = outline_of(properties)
            found.append(
                Line(
                    text,
                    0,
                    page=words.page or page,
                    begins=True,
                    label=line_text(label),
                    bold=words.bold * 2 > words.letters,
                    italic=words.italic * 2 > words.letters,
                    heading=outline if outline is not None else self.styles.heading(style),
                )
            )
        for box in words.boxes:
            found.extend(self._within(box, words.page or page))
        return found

    def _within(self, container: Element, page: int) -> Iterator[Line]:
        """All paragraphs inside a cell, a box, a note or a margin, tables in it included."""
        for one in container:
            name = name_of(one)
            if name == "p":
                yield from self._paragraph(one, page)
            elif name == "AlternateContent":
                yield from self._within(chosen(one), page)
            elif name in {"del", "moveFrom"} or (name == "sdt" and child(one, "sdtPr", "showingPlcHdr") is not None):
                continue
            elif len(one):
                yield from self._within(one, page)

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in _children(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            before = number(child(properties, "gridBefore")) or 0
            cells = [Cell((), before)] if before > 0 else []
            page, reached = self.runs.pages.now, self.runs.pages.now
            for cell in _children(row, "tc"):
                # The cells of a row stand side by side: each begins on the row's first page.
                self.runs.pages.now = page
                cells.append(self._cell(cell, page))
                reached = max(reached, self.runs.pages.now)
            self.runs.pages.now = reached
            yield tuple(cells)

    def _cell(self, cell: Element, page: int) -> Cell:
        properties = child(cell, "tcPr")
        span = max(number(child(properties, "gridSpan")) or 1, 1)
        lines = tuple(f"{one.label} {one.text}".strip() for one in self._within(cell, page))
        self.cells += max(len(lines), 1)
        self._count(len(self.lines) + self.cells)
        merged = child(properties, "vMerge")
        if merged is not None and value(merged) != "restart":
            return Cell((), span)
        return Cell(lines, span)

    def _notes(self) -> Iterator[Line]:
        noted = list(self.runs.noted)
        by_kind = {kind: self._notes_of(kind) for kind in {one.kind for one in noted}}
        for count, one in enumerate(noted, start=1):
            page = one.page if self.runs.pages.told else None
            for line in by_kind[one.kind].pop(one.key, []):
                yield replace(line, number=count, page=page, label=one.mark)

    def _notes_of(self, kind: str) -> dict[str, list[Line]]:
        part = self._part(f"{kind}s")
        if part is None:
            return {}
        return {value(note, "id"): self._aside(note) for note in part if name_of(note) == kind}

    def _margins(self) -> list[Line]:
        """Running headers and footers, each text once."""
        parts = [*self.package.related("header"), *self.package.related("footer")]
        found = [line for part in parts for line in self._aside(self.package.tree(part))]
        once = {(one.label, one.text): one for one in found}
        return [replace(one, number=place, page=None) for place, one in enumerate(once.values(), start=1)]

    def _aside(self, container: Element) -> list[Line]:
        """Lines of a part of its own, whose page breaks are not the text's."""
        pages, self.runs.pages, self.open = self.runs.pages, Pages(), Words()
        lines = list(self._within(container, 1))
        self.runs.pages = pages
        return lines


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls and tracked insertions too."""
    for one in parent:
        if name_of(one) == name:
            yield one
        elif name_of(one) == "sdt":
            content = child(one, "sdtContent")
            if content is not None:
                yield from _children(content, name)
        elif name_of(one) in WITHIN:
            yield from _children(one, name)
