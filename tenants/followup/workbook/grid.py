"""An uploaded workbook as sheets of cells, whoever wrote it: bombs refused, formulas told from what was typed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter
from xlrd.book import Book

from tenants.intake.readers.formats import ZIP_CONTENTS
from tenants.intake.readers.limits import MEGABYTE, Limits
from tenants.intake.readers.ole import SIGNATURE, CompoundFile
from tenants.intake.readers.package import local, part_names, starts_like_zip
from tenants.intake.readers.sheet_xml import SheetParser
from tenants.intake.readers.table import Format
from tenants.intake.readers.unreadable import (
    EmptyFile,
    PasswordProtected,
    Place,
    TooLarge,
    TooManyColumns,
    TooManyRows,
    TruncatedFile,
    Unreadable,
)
from tenants.intake.readers.xls import open_xls, read_xls, xls_sheets
from tenants.intake.readers.xlsx import WORKBOOK, Workbook

FORMULA, ERROR = "formula", "error"
MOST_ROWS, MOST_COLUMNS = 20_000, 200


class NotAWorkbook(Unreadable):
    """`kind` says what the file really is."""

    code = "not_a_workbook"
    explanation = _("This is %(kind)s. Send the workbook itself, saved as .xlsx.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell. `fault` is set where it holds no words of a person: a formula, an error."""

    words: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it; `number` as Excel shows it, cells by column from 0."""

    number: int
    cells: dict[int, Cell]

    def words(self, column: int) -> str:
        return self.cells[column].words if column in self.cells else ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet, by whatever name it has now."""

    name: str
    hidden: bool
    lines: list[Line]


def address(column: int, row: int) -> str:
    """A cell's name, such as D7; columns from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def kind_of(path: Path, limits: Limits) -> Format:
    """Whether it is an .xlsx or an .xls. Raises Unreadable for all else, told from its content."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > limits.max_bytes:
        raise TooLarge(limit=limits.max_bytes // MEGABYTE)
    with path.open("rb") as stream:
        beginning = stream.read(8)
    if starts_like_zip(beginning):
        with path.open("rb") as stream:
            names = part_names(stream)
        if not names:
            raise TruncatedFile
        if WORKBOOK in names:
            return Format.XLSX
        raise NotAWorkbook(kind=next((kind for part, kind in ZIP_CONTENTS if part in names), _("a packed archive")))
    if beginning.startswith(SIGNATURE):
        try:
            inside = CompoundFile(path.read_bytes()).names
        except (struct.error, IndexError) as error:
            raise TruncatedFile from error
        if {"EncryptedPackage", "EncryptionInfo"} & inside:
            raise PasswordProtected
        if {"Workbook", "Book"} & inside:
            return Format.XLS
    raise NotAWorkbook(kind=_("a file of another kind"))


def read_leaves(path: Path, limits: Limits) -> list[Leaf]:
    """All sheets of an .xlsx or .xls with their filled cells. Raises Unreadable."""
    if kind_of(path, limits) is Format.XLSX:
        return _xlsx(path, limits)
    book = open_xls(path)
    return [Leaf(name, hidden, list(_old_lines(book, name, limits))) for name, hidden in xls_sheets(book)]


def _old_lines(book: Book, name: str, limits: Limits) -> Iterator[Line]:
    for row in read_xls(book, name, limits):
        yield Line(row.number, {column: Cell(words) for column, words in enumerate(row.cells) if words})


def _xlsx(path: Path, limits: Limits) -> list[Leaf]:
    book = _Tolerant(path, limits)
    try:
        return [Leaf(name, hidden, list(book.lines(name))) for name, hidden in book.sheets]
    finally:
        book.close()


class _Sheet(SheetParser):
    """Marks a formula's cell instead of refusing its sheet: other cells are not to blame."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "f":
            self.kind = FORMULA
            self.pieces.append(" ")
            return
        super()._start(name, attributes)


class _Tolerant(Workbook):
    def lines(self, name: str) -> Iterator[Line]:
        """Rows of a sheet with a filled cell. Raises Unreadable."""
        sheet = _Sheet(name, self.limits)
        strings, dates, filled = self.strings, self.date_styles, 0
        for number, raw in self.package.parse(self._parts[name], sheet.parser, sheet.take):
            cells: dict[int, Cell] = {}
            for column, kind, style, value in raw:
                if kind == FORMULA:
                    cells[column] = Cell("", FORMULA)
                elif kind == "e":
                    cells[column] = Cell(value, ERROR)
                else:
                    words = self._shown(kind, style, value, strings, dates, Place(name, number, column))
                    if words.strip():
                        cells[column] = Cell(words)
                if column >= MOST_COLUMNS and column in cells:
                    raise TooManyColumns(Place(name, number, column), limit=MOST_COLUMNS)
            if cells:
                filled += 1
                if filled > MOST_ROWS:
                    raise TooManyRows(Place(sheet=name, row=number), limit=MOST_ROWS)
                yield Line(number, cells)
