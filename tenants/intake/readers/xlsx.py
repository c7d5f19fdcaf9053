"""Workbooks (.xlsx, .xlsm), read part by part as a stream ([ECMA-376] Part 1, 18).

Read here and not through openpyxl because openpyxl takes a whole cell and all shared strings into memory before
anything can be said about them, and gives a formula's cell without its being refused; number formats and dates are
openpyxl's. Macros, drawings and links to other workbooks are parts that are never opened.
"""

import datetime
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.package import Package, guarded_parser, local
from tenants.intake.readers.sheet_xml import SheetParser
from tenants.intake.readers.table import Row, trimmed
from tenants.intake.readers.unreadable import (
    BrokenFile,
    CellTooLong,
    Place,
    TooManyColumns,
    TooManyRows,
    UnknownSheet,
    ZipBomb,
)

WORKBOOK = "xl/workbook.xml"
SHARED_STRINGS = "xl/sharedstrings.xml"
STYLES = "xl/styles.xml"
NOT_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Workbook:
    """An opened .xlsx: its sheets, shared strings and which cell styles show dates."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self.package = Package(path, limits)
        self.since_1904 = False
        self.sheets: list[tuple[str, bool]] = []
        self._parts: dict[str, str] = {}
        self._read_sheet_list()
        self._strings: list[str] | None = None
        self._date_styles: frozenset[int] | None = None

    def close(self) -> None:
        self.package.close()

    def _read_sheet_list(self) -> None:
        listed: list[tuple[str, str, bool]] = []
        targets: dict[str, str] = {}

        def seen_in_workbook(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "workbookPr":
                self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}
            elif local(name) == "sheet":
                identifier = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                listed.append((attributes.get("name", ""), identifier, attributes.get("state", "visible") != "visible"))

        def seen_in_relations(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
                target = posixpath.join("/xl", attributes.get("Target", ""))
                targets[attributes.get("Id", "")] = posixpath.normpath(target)

        for part, handler in ((WORKBOOK, seen_in_workbook), ("xl/_rels/workbook.xml.rels", seen_in_relations)):
            parser = guarded_parser()
            parser.StartElementHandler = handler
            self.package.read_xml(part, parser)
        for name, identifier, hidden in listed:
            if identifier in targets:
                self.sheets.append((name, hidden))
                self._parts[name] = targets[identifier].lstrip("/")
        if not self.sheets:
            raise BrokenFile

    @property
    def strings(self) -> list[str]:
        """The shared strings in order, without phonetic readings."""
        if self._strings is None:
            self._strings = self._read_strings() if SHARED_STRINGS in self.package else []
        return self._strings

    def _read_strings(self) -> list[str]:
        strings: list[str] = []
        pieces: list[str] = []
        state = {"text": False, "phonetic": False, "length": 0}
        longest = self.limits.max_cell

        def start(name: str, _attributes: dict[str, str]) -> None:
            name = local(name)
            if name == "t":
                state["text"] = not state["phonetic"]
            elif name == "rPh":
                state["phonetic"] = True

        def text(data: str) -> None:
            if state["text"]:
                pieces.append(data)
                state["length"] += len(data)
                if state["length"] > longest:
                    raise CellTooLong(limit=longest)

        def end(name: str) -> None:
            name = local(name)
            if name == "t":
                state["text"] = False
            elif name == "rPh":
                state["phonetic"] = False
            elif name == "si":
                strings.append(clean("".join(pieces)))
                pieces.clear()
                state["length"] = 0
                if len(strings) > self.limits.max_rows * self.limits.max_columns:
                    raise ZipBomb

        parser = guarded_parser()
        parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
        self.package.read_xml(SHARED_STRINGS, parser)
        return strings

    @property
    def date_styles(self) -> frozenset[int]:
        """Indexes of cell styles whose number format shows a date."""
        if self._date_styles is None:
            self._date_styles = self._read_date_styles() if STYLES in self.package else frozenset()
        return self._date_styles

    def _read_date_styles(self) -> frozenset[int]:
        formats: dict[int, str] = {}
        styles: list[int] = []
        state = {"in_cell_styles": False}

        def start(name: str, attributes: dict[str, str]) -> None:
            name = local(name)
            if name == "numFmt":
                formats[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                state["in_cell_styles"] = True
            elif name == "xf" and state["in_cell_styles"]:
                styles.append(int(attributes.get("numFmtId", "0")))

        def end(name: str) -> None:
            if local(name) == "cellXfs":
                state["in_cell_styles"] = False

        parser = guarded_parser()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        self.package.read_xml(STYLES, parser)
        known = {**BUILTIN_FORMATS, **formats}
        return frozenset(index for index, number in enumerate(styles) if is_date_format(known.get(number)))

    def part(self, name: str) -> str:
        """The part that holds a sheet. Raises UnknownSheet."""
        part = self._parts.get(name)
        if part is None:
            raise UnknownSheet(Place(sheet=name))
        return part

    def rows(self, name: str) -> Iterator[Row]:
        """Every row of a sheet with a filled cell, streaming. Raises with the sheet's name and the cell's address."""
        part = self.part(name)
        sheet = SheetParser(name, self.limits)
        strings, dates, filled = self.strings, self.date_styles, 0
        for number, raw in self.package.parse(part, sheet.parser, sheet.take):
            cells: list[str] = []
            for column, kind, style, value in raw:
                if not value:
                    continue
                shown = self._shown(kind, style, value, strings, dates, Place(name, number, column))
                if not shown or shown.isspace():
                    continue
                if column >= self.limits.max_columns:
                    raise TooManyColumns(Place(name, number, column), limit=self.limits.max_columns)
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = shown
            tidy = trimmed(cells)
            if tidy:
                filled += 1
                if filled > self.limits.max_rows + 1:
                    raise TooManyRows(Place(sheet=name, row=number), limit=self.limits.max_rows)
                yield Row(number, tidy)

    def _shown(self, kind: str, style: int, value: str, strings: list[str], dates: frozenset[int], place: Place) -> str:
        if kind == "s":
            try:
                return strings[int(value)]
            except (ValueError, IndexError) as error:
                raise BrokenFile(place) from error
        if kind == "n":
            return date_text(value, self.since_1904) if style in dates else number_text(value)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return value if kind in {"e", "d"} else clean(value)


def clean(text: str) -> str:
    """Text without Excel's _x000D_ escapes and without control characters."""
    if "_x" in text:
        text = unescape(text).encode("utf-8", "replace").decode()
    return NOT_CONTROL.sub("", text)


@lru_cache(maxsize=4096)
def number_text(value: str) -> str:
    """A number as a person would write it: 5 for 5.0 and 5E0."""
    try:
        number = float(value)
    except ValueError:
        return value.strip()
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def date_text(value: str, since_1904: bool) -> str:
    """An Excel serial as YYYY-MM-DD, with the time when it has one; the number itself when it is no date."""
    try:
        moment = from_excel(float(value), CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return number_text(value)
    if isinstance(moment, datetime.datetime) and moment.time() == datetime.time(0):
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="seconds") if isinstance(moment, datetime.datetime) else str(moment)
