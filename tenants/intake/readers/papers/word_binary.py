"""Old binary Word files (.doc, Word 97 to 2003) as papers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tenants.intake.readers.limits import MEGABYTE, Limits
from tenants.intake.readers.ole import SIGNATURE as OLE_SIGNATURE
from tenants.intake.readers.package import starts_like_zip
from tenants.intake.readers.papers.line_text import line_text
from tenants.intake.readers.papers.other_documents import refuse_other
from tenants.intake.readers.papers.paper import Cell, Line, Paper, Table
from tenants.intake.readers.papers.word_binary_file import PARAGRAPHS, RUNS, BinaryWord, properties_in
from tenants.intake.readers.papers.word_binary_lists import (
    BOLD,
    DELETED,
    HIDDEN,
    IN_TABLE,
    ITALIC,
    LIST_LEVEL,
    LIST_USE,
    OUTLINE,
    ROW_END,
    STYLE,
    SYMBOL,
    numbers_of,
    on,
    styles_of,
)
from tenants.intake.readers.unreadable import (
    BrokenFile,
    BrokenPaper,
    EmptyFile,
    EmptyPaper,
    NotADocument,
    TooLarge,
    TooManyLines,
    TruncatedFile,
)

PARAGRAPH_END, CELL_END, SECTION_END = "\r", "\x07", "\x0c"
ENDS = re.compile("[\r\x07\x0c]")
ASKS, ANSWERS, ANSWERED = "\x13", "\x14", "\x15"
NOTE, BREAKS = "\x02", str.maketrans({"\x0b": " ", "\x0e": " ", "\t": " ", "\x1e": "-", "\x1f": None})
UNSEEN, THICK, SLANTED, THIN, UPRIGHT = 1, 2, 4, 8, 16
LONGEST = 50_000_000


def paper_from_doc(path: Path, limits: Limits) -> Paper:
    """The text of an old Word file with the numbers that Word counts. The format does not keep where pages turn.

    Raises a subclass of Unreadable, nothing else.
    """
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > limits.max_bytes:
        raise TooLarge(limit=limits.max_bytes // MEGABYTE)
    content = path.read_bytes()
    if starts_like_zip(content):
        from tenants.intake.readers.papers.word import paper_from_docx

        return paper_from_docx(path, limits)
    if not content.startswith(OLE_SIGNATURE):
        refuse_other(content[:4096])
    try:
        paper = _Reading(BinaryWord(content), limits).paper()
    except (TruncatedFile, NotADocument):
        raise
    except (BrokenFile, struct.error, IndexError, KeyError, MemoryError, OverflowError) as error:
        raise BrokenPaper from error
    if not paper.lines and not paper.tables:
        raise EmptyPaper
    return paper


class _Reading:
    """One pass over one file."""

    def __init__(self, file: BinaryWord, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.styles = styles_of(file)
        self.numbers = numbers_of(file, self.styles)
        self.text = file.text()
        if len(self.text) > LONGEST:
            raise TooManyLines(limit=limits.max_rows)
        self.marks = bytearray(len(self.text))
        self._mark_runs()
        self.paragraphs = self._paragraph_properties()
        self.asking: list[bool] = []
        self.notes = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []

    def _mark_runs(self) -> None:
        """What is deleted, hidden or a symbol, and what is bold or italic, for each character."""
        for start, end, _style, held in self.file.formatted(RUNS):
            if not held:
                continue
            said = properties_in(held)
            mark = UNSEEN if on(said.get(DELETED)) or on(said.get(HIDDEN)) or SYMBOL in said else 0
            mark |= {True: THICK, False: THIN, None: 0}[on(said.get(BOLD))]
            mark |= {True: SLANTED, False: UPRIGHT, None: 0}[on(said.get(ITALIC))]
            if mark:
                for first, last in self.file.positions(start, end):
                    self.marks[first:last] = bytes([mark]) * (min(last, len(self.marks)) - first)

    def _paragraph_properties(self) -> dict[int, tuple[str, dict[int, int]]]:
        """(style, properties) by the position of the last character of each paragraph."""
        found = {}
        for start, end, style, held in self.file.formatted(PARAGRAPHS):
            said = properties_in(held)
            for first, last in self.file.positions(start, end):
                for ending in ENDS.finditer(self.text, first, last):
                    found[ending.start()] = (str(said.get(STYLE, style)), said)
        return found

    def paper(self) -> Paper:
        counts = self.file.counts
        bounds = [0]
        for count in counts:
            bounds.append(bounds[-1] + count)
        self._body(0, bounds[1])
        self.asking = []
        for line in self._lines(bounds[6], bounds[7]):
            self.lines.append(replace(line, number=len(self.lines) + 1))
        notes = [*self._lines(bounds[1], bounds[2]), *self._lines(bounds[5], bounds[6])]
        margins = {one.text: one for one in [*self._lines(bounds[2], bounds[3]), *self._lines(bounds[7], bounds[8])]}
        return Paper(
            self.lines,
            margins=[replace(one, number=place) for place, one in enumerate(margins.values(), start=1)],
            notes=[replace(one, number=place) for place, one in enumerate(notes, start=1)],
            tables=self.tables,
        )

    def _body(self, start: int, end: int) -> None:
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        cell: list[str] = []
        first = 1
        for total, (line, ending, said) in enumerate(self._each(start, end), start=1):
            if total > self.limits.max_rows:
                raise TooManyLines(limit=self.limits.max_rows)
            if said.get(ROW_END):
                if any(one.lines for one in row):
                    first = first if rows else len(self.lines) + 1
                    rows.append(tuple(row))
                row, cell = [], []
            elif said.get(IN_TABLE):
                cell += [f"{line.label} {line.text}".strip()] if line else []
                if ending == CELL_END:
                    row.append(Cell(tuple(cell)))
                    cell = []
            else:
                rows, row = self._close(rows, row, first), []
                if line:
                    self.lines.append(replace(line, number=len(self.lines) + 1))
        self._close(rows, row, first)

    def _close(self, rows: list[tuple[Cell, ...]], row: list[Cell], first: int) -> list[tuple[Cell, ...]]:
        if any(one.lines for one in row):  # a table whose last row's end was lost
            rows.append(tuple(row))
        if rows:
            self.tables.append(Table(tuple(rows), first))
        return []

    def _lines(self, start: int, end: int) -> Iterator[Line]:
        for line, _ending, _said in self._each(start, end):
            if line:
                yield line

    def _each(self, start: int, end: int) -> Iterator[tuple[Line | None, str, dict[int, int]]]:
        """(the line or None where it is empty, what ended it, its properties) of each paragraph between positions."""
        begins, words = start, ""
        counted = ""
        bold = italic = letters = 0
        while begins < min(end, len(self.text)):
            found = ENDS.search(self.text, begins, end)
            finish = found.start() if found else end
            style, said = self.paragraphs.get(finish, ("0", {}))
            text, note, thick, slanted = self._seen(begins, finish, style)
            words, counted = words + text, counted or note
            bold, italic, letters = bold + thick, italic + slanted, letters + len(text)
            begins = finish + 1
            if found and found.group() == PARAGRAPH_END and self.marks[finish] & UNSEEN and begins < end:
                continue  # a deleted paragraph mark: the paragraph goes on
            # A field that asks and never answers would swallow the rest of the paper.
            self.asking = [one for one in self.asking if not one]
            plain = line_text(words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
            label = self._label(style, said) if not said.get(ROW_END) else ""
            outline = said.get(OUTLINE)
            heading = self.styles.heading(style) if outline is None else outline + 1 if outline < 9 else 0
            line = Line(
                plain, 0, None, True, line_text(label) or counted, bold * 2 > letters, italic * 2 > letters, heading
            ) if plain else None  # fmt: skip
            yield line, found.group() if found else "", said
            words, counted, bold, italic, letters = "", "", 0, 0, 0

    def _label(self, style: str, said: dict[int, int]) -> str:
        named = str(said[LIST_USE]) if LIST_USE in said else ""
        return self.numbers.counted(named, said.get(LIST_LEVEL), style)

    def _seen(self, start: int, end: int, style: str) -> tuple[str, str, int, int]:
        """(words, number of the note that begins here, bold letters, italic letters) between two positions."""
        styled_bold, styled_italic = self.styles.bold(style), self.styles.italic(style)
        hidden = self.styles.hidden(style)
        kept: list[str] = []
        note = ""
        bold = italic = 0
        for place in range(start, end):
            letter = self.text[place]
            if letter < " ":
                if letter == ASKS:
                    self.asking.append(True)
                elif letter == ANSWERS and self.asking:
                    self.asking[-1] = False
                elif letter == ANSWERED and self.asking:
                    self.asking.pop()
                elif letter == NOTE and place >= self.file.counts[0]:
                    self.notes += 1
                    note = str(self.notes)
            mark = self.marks[place]
            if mark & UNSEEN or hidden or True in self.asking:
                continue
            kept.append(letter)
            bold += bool(mark & THICK or (styled_bold and not mark & THIN))
            italic += bool(mark & SLANTED or (styled_italic and not mark & UPRIGHT))
        return "".join(kept).translate(BREAKS), note, bold, italic
