"""What a file is, told from its content and never from its name."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.intake.readers import delimited
from tenants.intake.readers.columns import recognised
from tenants.intake.readers.limits import MEGABYTE, Limits
from tenants.intake.readers.ole import SIGNATURE as OLE_SIGNATURE
from tenants.intake.readers.ole import CompoundFile
from tenants.intake.readers.package import part_names, starts_like_zip
from tenants.intake.readers.table import Format, Row, Sheet, Sniffed
from tenants.intake.readers.unreadable import (
    CellTooLong,
    EmptyFile,
    EmptySheet,
    FormulaCell,
    HeaderOnly,
    PasswordProtected,
    Place,
    TooLarge,
    TooManyColumns,
    TruncatedFile,
    UnknownSheet,
    Unreadable,
    WrongType,
)
from tenants.intake.readers.xls import open_xls, read_xls, xls_sheets
from tenants.intake.readers.xlsx import Workbook

HEADER_WITHIN = 30
BEGINNING = 4096

SIGNATURES: tuple[tuple[bytes, Promise], ...] = (
    (b"%PDF", _("a PDF document")),
    (b"{\\rtf", _("a rich text document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"RIFF", _("a picture or a recording")),
    (b"\x1f\x8b", _("a packed archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed archive")),
    (b"Rar!", _("a packed archive")),
)
MARKUP: tuple[tuple[bytes, Promise], ...] = (
    (b"<!doctype html", _("a web page saved under a table's name")),
    (b"<html", _("a web page saved under a table's name")),
    (b"<table", _("a web page saved under a table's name")),
    (b"<?xml", _("an XML document")),
    (b"<", _("a document with markup")),
)
ZIP_CONTENTS: tuple[tuple[str, Promise], ...] = (
    ("word/document.xml", _("a Word document")),
    ("ppt/presentation.xml", _("a presentation")),
    ("xl/workbook.bin", _("a binary Excel workbook (.xlsb)")),
    ("content.xml", _("an OpenDocument file")),
)


def sniff(path: Path, filename: str, limits: Limits | None = None) -> Sniffed:
    """What the file at `path` is and which tables it has. `filename` is the name it came with, for the words only.

    Raises a subclass of Unreadable, nothing else.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > limits.max_bytes:
        raise TooLarge(limit=limits.max_bytes // MEGABYTE)
    named_as = Path(filename).suffix.lower().lstrip(".")
    with path.open("rb") as stream:
        beginning = stream.read(BEGINNING)
    match _format_of(path, beginning):
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
    for row in _all_rows(path, sniffed, chosen.name, limits):
        if row.number >= chosen.header_row:
            count += 1
            yield row
    if count < 2:
        raise HeaderOnly(Place(sheet=chosen.name))


def _all_rows(path: Path, sniffed: Sniffed, sheet: str, limits: Limits) -> Iterator[Row]:
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


def _format_of(path: Path, beginning: bytes) -> Format:
    if starts_like_zip(beginning):
        return _format_of_zip(path)
    if beginning.startswith(OLE_SIGNATURE):
        return _format_of_compound(path)
    for signature, kind in SIGNATURES:
        if beginning.startswith(signature):
            raise WrongType(kind=kind)
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in MARKUP:
        if text.startswith(signature):
            raise WrongType(kind=kind)
    if not beginning.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_binary(beginning):
        raise WrongType(kind=_("a binary file that is no table"))
    return Format.CSV


def _is_binary(beginning: bytes) -> bool:
    zeros = beginning.count(0)
    if zeros:
        # UTF-16 without a mark has its zeros in every other place only.
        in_both = min(beginning[0::2].count(0), beginning[1::2].count(0)) > 0.02 * len(beginning)
        return in_both or zeros < 0.1 * len(beginning)
    control = sum(beginning.count(code) for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")
    return control > 0.02 * len(beginning)


def _format_of_zip(path: Path) -> Format:
    with path.open("rb") as stream:
        names = part_names(stream)
    if not names:
        raise TruncatedFile
    if "xl/workbook.xml" in names:
        return Format.XLSX
    for part, kind in ZIP_CONTENTS:
        if part in names:
            raise WrongType(kind=kind)
    raise WrongType(kind=_("a packed archive"))


def _format_of_compound(path: Path) -> Format:
    try:
        names = CompoundFile(path.read_bytes()).names
    except (struct.error, IndexError) as error:
        raise TruncatedFile from error
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise PasswordProtected
    if {"Workbook", "Book"} & names:
        return Format.XLS
    if "WordDocument" in names:
        raise WrongType(kind=_("a Word document"))
    if "PowerPoint Document" in names:
        raise WrongType(kind=_("a presentation"))
    raise WrongType(kind=_("an old Office file that is no workbook"))


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
    titles = tuple(" ".join(filter(None, row.cells)) for row in first[:place])
    header = first[place]
    return Sheet(name, header.number, header.cells, titles, hidden, known[place], refusal)
