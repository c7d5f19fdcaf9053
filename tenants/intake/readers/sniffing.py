"""Which tables a file has, and where each begins, told from its content and never from its name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tenants.intake.readers import delimited
from tenants.intake.readers.columns import recognised
from tenants.intake.readers.formats import table_format_of
from tenants.intake.readers.headers import header_at
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.table import Format, Row, Sheet, Sniffed
from tenants.intake.readers.unreadable import (
    CellTooLong,
    EmptySheet,
    FormulaCell,
    HeaderOnly,
    Place,
    TooManyColumns,
    UnknownSheet,
    Unreadable,
)
from tenants.intake.readers.xls import open_xls, read_xls, xls_sheets
from tenants.intake.readers.xlsx import Workbook

HEADER_WITHIN = 30


def sniff(path: Path, filename: str, limits: Limits | None = None) -> Sniffed:
    """What the file at `path` is and which tables it has. `filename` is the name it came with, for the words only.

    Raises a subclass of Unreadable, nothing else; NoTable for a paper and for JSON.
    """
    limits = limits or Limits()
    named_as = Path(filename).suffix.lower().lstrip(".")
    match table_format_of(path, limits):
        case Format.XLSX:
            return _sniff_xlsx(path, named_as, limits)
        case Format.XLS:
            return _sniff_xls(path, named_as, limits)
        case _:
            return _sniff_text(path, named_as, limits)


def read_table(path: Path, sniffed: Sniffed, sheet: str | None = None, limits: Limits | None = None) -> Iterator[Row]:
    """The table's rows with a filled cell, the header first; titles above it are in `sniffed` and left out.

    Raises UnknownSheet, HeaderOnly and every Unreadable that only shows on the way; nothing else.
    """
    limits = limits or Limits()
    chosen = sniffed.sheet(sheet)
    if chosen is None:
        raise UnknownSheet(Place(sheet=sheet or ""))
    count = 0
    for row in every_row(path, sniffed, chosen.name, limits):
        if row.number >= chosen.header_row:
            count += 1
            yield row
    if count < 2:
        raise HeaderOnly(Place(sheet=chosen.name))


def every_row(path: Path, sniffed: Sniffed, sheet: str, limits: Limits) -> Iterator[Row]:
    """All filled rows of a sheet, those above its header among them. Raises like `read_table`."""
    match sniffed.format:
        case Format.CSV:
            yield from delimited.read_delimited(path, sniffed, limits)
        case Format.XLS:
            yield from read_xls(open_xls(path), sheet, limits)
        case Format.XLSX:
            workbook = Workbook(path, limits)
            try:
                yield from workbook.rows(sheet)
            finally:
                workbook.close()


def _sniff_text(path: Path, named_as: str, limits: Limits) -> Sniffed:
    encoding = delimited.encoding_of(path)
    sample = delimited.sample_of(path, encoding.name)
    delimited.refuse_blank(sample)
    named = delimited.names_its_delimiter(sample)
    sniffed = Sniffed(
        format=Format.CSV,
        named_as=named_as,
        sheets=(),
        encoding=encoding.name,
        delimiter=named or delimited.delimiter_of(sample),
        newline=delimited.newline_of(sample),
        evidence=encoding.evidence,
        damaged_characters=encoding.damaged,
        names_delimiter=bool(named),
    )
    return _with_sheets(sniffed, [_sheet("", False, delimited.read_delimited(path, sniffed, limits))])


def _sniff_xls(path: Path, named_as: str, limits: Limits) -> Sniffed:
    book = open_xls(path)
    sheets = [_sheet(name, hidden, read_xls(book, name, limits)) for name, hidden in xls_sheets(book)]
    return _with_sheets(Sniffed(Format.XLS, named_as, ()), sheets)


def _sniff_xlsx(path: Path, named_as: str, limits: Limits) -> Sniffed:
    workbook = Workbook(path, limits)
    try:
        sheets = [_sheet(name, hidden, workbook.rows(name)) for name, hidden in workbook.sheets]
    finally:
        workbook.close()
    return _with_sheets(Sniffed(Format.XLSX, named_as, ()), sheets)


def _with_sheets(sniffed: Sniffed, found: Iterable[Sheet | None]) -> Sniffed:
    """Raises EmptySheet when no sheet has a filled cell, and the refusal of the sheet that would be read."""
    sheets = tuple(sheet for sheet in found if sheet is not None)
    if not sheets:
        raise EmptySheet
    sniffed = replace(sniffed, sheets=sheets)
    chosen = sniffed.sheet()
    if chosen is not None and chosen.refusal is not None:
        raise chosen.refusal
    return sniffed


def _sheet(name: str, hidden: bool, rows: Iterator[Row]) -> Sheet | None:
    """The sheet with its header: the row among the first with most known names, else the first of several cells."""
    first: list[Row] = []
    refusal: Unreadable | None = None
    try:
        for row in islice(rows, HEADER_WITHIN):
            first.append(row)
    except (FormulaCell, TooManyColumns, CellTooLong) as error:  # damage, unlike these, condemns the whole file
        refusal = error
    if not first:
        return Sheet(name, 1, (), hidden=hidden, refusal=refusal) if refusal else None
    known = [recognised(row.cells) for row in first]
    if max(known) >= 2:
        place = known.index(max(known))
    else:
        place = next((index for index, row in enumerate(first) if sum(map(bool, row.cells)) > 1), 0)
    return replace(header_at(name, first, place), hidden=hidden, refusal=refusal)
