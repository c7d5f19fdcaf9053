"""Tables as files: CSV for any program, XLSX for people, both harmless to open.

A cell that a spreadsheet would run as a formula is written as text: in CSV an apostrophe is put before it (OWASP,
"CSV Injection"), in XLSX its type says text. Rows are consumed one by one; the CSV comes out as it is made.
"""

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | bool | datetime.date | datetime.datetime | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RIGHT_TO_LEFT = frozenset({"ar"})

LONGEST_CELL = 32_767  # Excel's limit, characters
LONGEST_SHEET_NAME = 31  # Excel's limit, characters
ROWS_AT_ONCE = 200
WIDEST, NARROWEST, NEEDS_WRAPPING = 60, 10, 40
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
HEADER_FONT, HEADER_FILL = Font(bold=True), PatternFill("solid", fgColor="E8EDF0")

WRAPPED, UNWRAPPED = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")


@dataclass(frozen=True, slots=True)
class Download:
    """A file ready for a response: its content as chunks of bytes, its type, its name and the header that names it."""

    chunks: Iterable[bytes]
    content_type: str
    file_name: str

    @property
    def disposition(self) -> str:
        """The value of Content-Disposition (RFC 6266, RFC 5987): an ASCII name and the full one beside it."""
        plain = self.file_name.encode("ascii", "ignore").decode().strip("-_. ") or "table"
        stem, dot, extension = self.file_name.rpartition(".")
        if plain == extension:
            plain = f"table.{extension}" if dot and stem else plain
        return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.file_name, safe='')}"


def csv_table(name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Download:
    """UTF-8 with a byte order mark (Excel needs it), CRLF, streamed: `chunks` takes rows as it is read, once."""
    return Download(_csv_chunks(headers, rows), CSV_TYPE, safe_file_name(name, "csv"))


def xlsx_table(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, language: str, sheet: str = ""
) -> Download:
    """A workbook of one sheet, read from right to left in Arabic; dates are real dates. `sheet` is its tab's name."""
    return Download(_xlsx_chunks(headers, rows, language, sheet or name), XLSX_TYPE, safe_file_name(name, "xlsx"))


def with_reasons(rows: Iterable[tuple[int, Sequence[Cell], Sequence[str]]], width: int) -> Iterator[list[Cell]]:
    """Rows refused by an import, to be corrected and sent again: the row as it came, filled to `width` columns, then
    its number in the sheet it came from, then the reasons. `rows` gives (row number, cells, reasons)."""
    for number, cells, reasons in rows:
        filled = [*cells[:width], *[""] * (width - len(cells))]
        yield [*filled, number, " | ".join(reasons)]


def safe_file_name(name: str, extension: str) -> str:
    """A file name of letters (of any script), digits, dots and hyphens, at most 100 characters before its extension."""
    stem = NOT_IN_FILE_NAMES.sub("-", name).strip("-._")[:100].strip("-._") or "table"
    return f"{stem}.{extension}"


def harmless(value: Cell) -> Cell:
    """The value as CSV may hold it: text that would run as a formula gets an apostrophe, numbers stay as they are."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \u00a0").startswith(FORMULA_STARTS) else value
    return _plain(value)


def _plain(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _csv_chunks(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([harmless(header) for header in headers])
    for count, row in enumerate(rows, start=1):
        writer.writerow([harmless(value) for value in row])
        if count % ROWS_AT_ONCE == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _xlsx_chunks(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], language: str, sheet_name: str
) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_SHEET_NAMES.sub(" ", sheet_name).strip("' ")[:LONGEST_SHEET_NAME] or "1")
    right_to_left = language.partition("-")[0] in RIGHT_TO_LEFT
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.freeze_panes = "A2"
    rows = iter(rows)
    first = list(islice(rows, ROWS_AT_ONCE))
    for index, header in enumerate(headers):
        longest = max([len(header), *(_shown_length(row[index]) for row in first if index < len(row))])
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(max(longest + 2, NARROWEST), WIDEST)
    order = 2 if right_to_left else 1  # readingOrder of ECMA-376: 1 left to right, 2 right to left
    sheet.append([_header_cell(sheet, header, order) for header in headers])
    last = 1
    for row in chain(first, rows):
        sheet.append([_cell(sheet, value) for value in row])
        last += 1
    if headers:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{last}"
    with tempfile.TemporaryFile() as stream:
        book.save(stream)
        stream.seek(0)
        yield from iter(lambda: stream.read(64 * 1024), b"")


def _shown_length(value: Cell) -> int:
    return len(str(_plain(value))) if value is not None else 0


def _header_cell(sheet: WriteOnlyWorksheet, header: str, order: int) -> SheetCell:
    cell = _text_cell(sheet, header)
    cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    cell.alignment = Alignment(vertical="top", wrap_text=True, readingOrder=order)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> Cell | SheetCell:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.replace(tzinfo=None)  # Excel knows no time zones; the caller gives local time
    if not isinstance(value, str):
        return value
    if len(value) <= NEEDS_WRAPPING and not value.startswith((*FORMULA_STARTS, "#")) and value.isprintable():
        return value
    cell = _text_cell(sheet, value)
    cell.alignment = WRAPPED if len(value) > NEEDS_WRAPPING else UNWRAPPED
    return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    """A cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = TYPE_STRING
    return cell
