"""Text tables: CSV as people hold them, with any line end, delimiter and encoding."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tenants.intake.readers.columns import recognised
from tenants.intake.readers.encodings import Encoding, detect_encoding
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.table import Row, Sniffed, trimmed
from tenants.intake.readers.unreadable import (
    BrokenFile,
    CellTooLong,
    EmptySheet,
    Place,
    TooManyColumns,
    TooManyRows,
    TruncatedFile,
    Unreadable,
)

DELIMITERS = (",", ";", "\t", "|")
DEFUSED = ("'=", "'+", "'-", "'@")  # as our own and other careful exports write what begins like a formula
BLOCK = 1024 * 1024
SAMPLE_CHARACTERS = 256 * 1024
SAMPLE_ROWS = 50


def encoding_of(path: Path) -> Encoding:
    """The encoding of a text file, told from all of its bytes."""
    with path.open("rb") as stream:
        return detect_encoding(iter(lambda: stream.read(BLOCK), b""))


def sample_of(path: Path, encoding: str) -> str:
    """The beginning of the text, long enough to tell delimiter and line end from."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        return stream.read(SAMPLE_CHARACTERS)


def newline_of(sample: str) -> str:
    """The line end used most: CRLF, LF or a bare CR."""
    pairs = sample.count("\r\n")
    counts = {"\r\n": pairs, "\n": sample.count("\n") - pairs, "\r": sample.count("\r") - pairs}
    return max(counts, key=lambda newline: counts[newline]) if any(counts.values()) else "\n"


def delimiter_of(sample: str) -> str:
    """The delimiter under which the rows are most alike and the first of them holds most known column names."""
    return max(DELIMITERS, key=lambda delimiter: _plausibility(sample, delimiter))


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows with a filled cell, as far as they make a table."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # a cell beyond the library's limit, which the reading of the table will name with its place
    return [row for row in rows if any(row)]


def _plausibility(sample: str, delimiter: str) -> tuple[int, float, int]:
    rows = _sample_rows(sample, delimiter)
    if not rows:
        return (0, 0.0, 0)
    width = max(len(row) for row in rows[:SAMPLE_ROWS])
    if width == 1:
        return (0, 0.0, 1)
    alike = sum(len(row) == width for row in rows) / len(rows)
    return (max(recognised(row) for row in rows[:10]), alike, width)


def is_prose(sample: str, delimiter: str) -> bool:
    """Whether a text is paragraphs and no table: its commas stand where sentences have them.

    A table names its columns or divides its rows alike, and puts no space after the delimiter.
    """
    known, alike, width = _plausibility(sample, delimiter)
    if known >= 2:
        return False
    rows = _sample_rows(sample, delimiter)
    following = [cell for row in rows for cell in row[1:] if cell.strip()]
    if width < 2 or alike < 0.6 or sum(any(row[1:]) for row in rows) < 2:
        return True
    return delimiter != "\t" and 2 * sum(cell[0].isspace() for cell in following) > len(following)


def names_its_delimiter(sample: str) -> str:
    """The delimiter of a first line `sep=;`, which Excel obeys and never shows; empty when there is none."""
    line = sample.lstrip("\ufeff")[:8].splitlines()[0] if sample.strip() else ""
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else ""


class _Lines:
    """Hands out the lines of a text, remembers those of the record at hand, refuses endless ones and NUL."""

    def __init__(self, stream: io.TextIOBase, limits: Limits) -> None:
        self.stream = stream
        self.longest = limits.max_cell * limits.max_columns
        self.limits = limits
        self.record: list[str] = []
        self.number = 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.longest)
        if not line:
            raise StopIteration
        if "\x00" in line:
            raise BrokenFile(Place(row=self.number))
        self.record.append(line)
        if len(line) == self.longest:
            raise csv.Error("endless line")
        return line


def read_delimited(path: Path, sniffed: Sniffed, limits: Limits) -> Iterator[Row]:
    """Every row with a filled cell, titles and header included, streaming.

    Raises CellTooLong, TooManyColumns, TooManyRows, TruncatedFile (a quotation left open at the end), BrokenFile.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_cell + 1))
    with path.open(encoding=sniffed.encoding, errors="replace", newline="") as stream:
        lines = _Lines(stream, limits)
        if sniffed.names_delimiter:
            stream.readline()
        records = csv.reader(lines, delimiter=sniffed.delimiter)
        filled = 0
        try:
            for number, record in enumerate(records, start=1):
                row = _row(number, record, limits)
                _refuse_open_quotation(lines.record, record, sniffed.delimiter)
                lines.record.clear()
                lines.number = number + 1
                if row.cells:
                    filled += 1
                    if filled > limits.max_rows + 1:
                        raise TooManyRows(Place(row=number), limit=limits.max_rows)
                    yield row
        except csv.Error as error:
            raise _refusal_of_long_record(lines, sniffed.delimiter, limits) from error


def _row(number: int, record: list[str], limits: Limits) -> Row:
    cells = tuple(cell[1:] if cell.startswith(DEFUSED) else cell for cell in trimmed(record))
    if len(cells) > limits.max_columns:
        raise TooManyColumns(Place(row=number, column=limits.max_columns), limit=limits.max_columns)
    formula_like = []
    for index, cell in enumerate(cells):
        if len(cell) > limits.max_cell:
            raise CellTooLong(Place(row=number, column=index), limit=limits.max_cell)
        if cell.startswith("=") and len(cell) > 1:
            formula_like.append(index)
    return Row(number, cells, tuple(formula_like))


def _refuse_open_quotation(lines: list[str], record: list[str], delimiter: str) -> None:
    """A record of several lines that ends without a line end may be a quotation cut off at the file's end."""
    if lines[-1].endswith(("\n", "\r")) and not (record and record[-1].endswith(("\n", "\r"))):
        return
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise TruncatedFile from error


def _refusal_of_long_record(lines: _Lines, delimiter: str, limits: Limits) -> Unreadable:
    """Counts the cells of a record that the csv module gave up, until one is too long or they are too many."""
    quoted, column, start = False, 0, 0
    for index, character in enumerate("".join(lines.record)):
        if character == '"':
            quoted = not quoted
        elif character == delimiter and not quoted:
            column, start = column + 1, index
        if column >= limits.max_columns:
            return TooManyColumns(Place(row=lines.number, column=column), limit=limits.max_columns)
        if index - start > limits.max_cell:
            break
    return CellTooLong(Place(row=lines.number, column=column), limit=limits.max_cell)


def refuse_blank(sample: str) -> None:
    """Raises EmptySheet for a text of nothing but spaces, delimiters and line ends."""
    if not sample.strip(' \t\r\n,;|"\ufeff'):
        raise EmptySheet
