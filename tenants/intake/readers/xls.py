"""Old binary workbooks (.xls, BIFF8 and BIFF5): the container is read here, the cells by xlrd."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as Worksheet

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.ole import CompoundFile
from tenants.intake.readers.table import Row, trimmed
from tenants.intake.readers.unreadable import (
    BrokenFile,
    CellTooLong,
    FormulaCell,
    PasswordProtected,
    Place,
    TooManyColumns,
    TooManyRows,
    TruncatedFile,
    UnknownSheet,
    Unreadable,
)

# Record types of [MS-XLS] 2.3.
END_OF_SUBSTREAM, FILE_PASSWORD, SUBSTREAM = 0x000A, 0x002F, 0x0809
MERGED_CELLS = 0x00E5
FORMULAS = frozenset({0x0006, 0x0206, 0x0406})


def workbook_stream(container: CompoundFile) -> bytes:
    """The stream that holds the workbook. Raises PasswordProtected, TruncatedFile; KeyError when there is none."""
    content = container.stream("Workbook" if "Workbook" in container.names else "Book")
    if any(kind == FILE_PASSWORD for kind, _start, _length in _records(content)):
        raise PasswordProtected
    return content


def _records(content: bytes, position: int = 0) -> Iterator[tuple[int, int, int]]:
    """(type, start of its data, length) of every record of one substream. Raises TruncatedFile when it never ends."""
    depth = 0
    while position + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, position)
        depth += (kind == SUBSTREAM) - (kind == END_OF_SUBSTREAM)
        yield kind, position + 4, length
        if depth <= 0:
            return
        position += 4 + length
    raise TruncatedFile


def open_xls(path: Path) -> Book:
    """The opened workbook. Raises PasswordProtected, TruncatedFile, BrokenFile."""
    try:
        content = workbook_stream(CompoundFile(path.read_bytes()))
    except (struct.error, KeyError, IndexError) as error:
        raise BrokenFile from error
    try:
        return xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    except Exception as error:  # damage makes xlrd fail in whatever way its parser happens to
        raise _damage(error) from error


def _damage(error: Exception) -> Unreadable:
    if isinstance(error, Unreadable):
        return error
    words = str(error).lower()
    if "password" in words or "encrypt" in words:
        return PasswordProtected()
    return TruncatedFile() if "eof" in words else BrokenFile()


def xls_sheets(book: Book) -> list[tuple[str, bool]]:
    """Names of the sheets in their order, each with whether it is hidden."""
    return [(name, bool(book._sheet_visibility[index])) for index, name in enumerate(book.sheet_names())]


def read_xls(book: Book, name: str, limits: Limits) -> Iterator[Row]:
    """Every row of a sheet with a filled cell. xlrd holds one sheet in memory; at most 65,536 rows of 256 columns."""
    try:
        index = book.sheet_names().index(name)
    except ValueError as error:
        raise UnknownSheet(Place(sheet=name)) from error
    formula = _first_formula(book, index, name)
    try:
        sheet = book.sheet_by_index(index)
    except Exception as error:  # as above
        raise _damage(error) from error
    filled = 0
    for row in range(sheet.nrows):
        if formula and formula.row == row + 1:
            raise FormulaCell(formula)
        cells = trimmed(_cells(book, sheet, row, name))
        if not cells:
            continue
        filled += 1
        if filled > limits.max_rows + 1:
            raise TooManyRows(Place(sheet=name, row=row + 1), limit=limits.max_rows)
        if len(cells) > limits.max_columns:
            raise TooManyColumns(Place(name, row + 1, limits.max_columns), limit=limits.max_columns)
        for column, cell in enumerate(cells):
            if len(cell) > limits.max_cell:
                raise CellTooLong(Place(name, row + 1, column), limit=limits.max_cell)
        yield Row(row + 1, cells)


def _first_formula(book: Book, index: int, name: str) -> Place | None:
    """xlrd shows a formula's last result and never says so; the records tell. None when the sheet has no formula."""
    cells: list[tuple[int, int]] = []
    try:
        for kind, start, length in _records(book.mem, book._sh_abs_posn[index]):
            if kind in FORMULAS and length >= 4:
                cells.append(struct.unpack_from("<HH", book.mem, start))
    except (struct.error, IndexError, TypeError) as error:
        raise BrokenFile(Place(sheet=name)) from error
    if not cells:
        return None
    row, column = min(cells)
    return Place(name, row + 1, column)


def merged_in_xls(book: Book, name: str) -> list[tuple[int, int, int, int]]:
    """Merged cells: first and last row as Excel counts them, first and last column from 0 ([MS-XLS] 2.4.168)."""
    found: list[tuple[int, int, int, int]] = []
    try:
        index = book.sheet_names().index(name)
        for kind, start, length in _records(book.mem, book._sh_abs_posn[index]):
            if kind == MERGED_CELLS:
                for at in range(start + 2, start + length - 7, 8):
                    top, bottom, left, right = struct.unpack_from("<HHHH", book.mem, at)
                    found.append((top + 1, bottom + 1, left, right))
    except (struct.error, IndexError, TypeError, ValueError) as error:
        raise BrokenFile(Place(sheet=name)) from error
    return found


def _cells(book: Book, sheet: Worksheet, row: int, name: str) -> list[str]:
    try:
        return [_text(book, cell.ctype, cell.value) for cell in sheet.row(row)]
    except Exception as error:  # as above
        raise BrokenFile(Place(sheet=name, row=row + 1)) from error


def _text(book: Book, kind: int, value: object) -> str:
    if kind == xlrd.XL_CELL_TEXT:
        return str(value).replace("\x00", "")
    if kind == xlrd.XL_CELL_NUMBER and isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _date_text(book, value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    return ""


def _date_text(book: Book, value: float) -> str:
    try:
        moment = xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return repr(value)
    return moment.date().isoformat() if value.is_integer() else moment.isoformat(sep=" ", timespec="seconds")
