"""Files in the shapes that people hold, about States that do not exist."""

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

HEADER = [
    "To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response", "Action", "Issue", "Session",
]  # fmt: skip
ROWS = [
    ["Valdoria", "EEG", "EU, OIF", "Adopt a law on legal aid, with a budget.", "Côte d'Azurie", "Africa", "AU",
     "Accepted", "5", "Justice,Women's rights", "18"],
    ["Valdoria", "EEG", "EU, OIF", "Adopt a law on legal aid, with a budget", "São Lúcio", "GRULAC", "OAS",
     "Accepted", "5", "Justice", "18"],
    ["Valdoria", "EEG", "EU, OIF", "Abolish the death penalty.", "Marenne", "WEOG", "EU", "Noted", "5",
     "Death penalty", "18"],
    ["Marenne", "WEOG", "EU", "Continue to train judges.", "Valdoria", "EEG", "", "Accepted", "2", "Justice", "19"],
]  # fmt: skip


def csv_bytes(
    rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",", newline: str = "\r\n"
) -> bytes:
    """A text table in which every cell that needs it is quoted."""

    def quoted(cell: str) -> str:
        needs = any(character in cell for character in (delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if needs else cell

    return "".join(delimiter.join(map(quoted, row)) + newline for row in rows).encode(encoding)


def xlsx_bytes(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook made by openpyxl."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_shared_strings(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook as Excel writes it: texts stand once in a part of their own and cells point to them."""
    texts = sorted({cell for row in rows for cell in row})
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    sheet = "".join(
        f'<row r="{number}">' + "".join(f'<c t="s"><v>{texts.index(cell)}</v></c>' for cell in row) + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    made = with_part(
        xlsx_bytes({"Data": []}), "xl/sharedStrings.xml", f"<?xml version='1.0'?><sst>{strings}</sst>".encode()
    )
    return with_part(
        made, "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode()
    )


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part put in place of another, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def part_of(workbook: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def biff(rows: Sequence[Sequence[object]], formula_at: tuple[int, int] | None = None, password: bool = False) -> bytes:
    """The Workbook stream of an .xls of one sheet: text cells as LABEL, numbers as NUMBER records."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if password:
        start += _record(0x002F, b"\x00" * 6)
    start += _record(0x0042, struct.pack("<H", 1200))
    name = b"Sheet1"
    length = len(start) + 4 + 8 + len(name) + 4
    start += _record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(name), 0) + name) + _record(0x000A)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if formula_at == (row, column):
                sheet += _record(0x0006, place + struct.pack("<dHIH", 2.0, 0, 0, 3) + b"\x1e\x02\x00")
            elif isinstance(value, int):
                sheet += _record(0x0203, place + struct.pack("<d", float(value)))
            elif value:
                text = str(value)
                sheet += _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    return start + sheet + _record(0x000A)


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE container; every stream is filled up to 4,096 bytes at least, so that none is a short one."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // 512)
        for index in range(count):
            sectors.append(content[index * 512 : index * 512 + 512].ljust(512, b"\x00"))
            table.append(first + index + 1 if index + 1 < count else 0xFFFFFFFE)
        return first

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        encoded = (name + "\x00").encode("utf-16-le")
        head = encoded.ljust(64, b"\x00") + struct.pack("<HBB", len(encoded), kind, 1)
        return head + struct.pack("<III", *[0xFFFFFFFF] * 3) + b"\x00" * 36 + struct.pack("<IQ", start, size)

    entries = [entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        filled = content.ljust(4096, b"\x00")
        entries.append(entry(name, 2, put(filled), len(filled)))
    directory = put(b"".join(entries).ljust(512, b"\x00"))
    tables = -(-(len(sectors) + 8) // 128)
    places = [len(sectors) + index for index in range(tables)]
    table.extend([0xFFFFFFFD] * tables)
    table.extend([0xFFFFFFFF] * (tables * 128 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *(places + [0xFFFFFFFF] * (109 - tables)))
    return head + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def xls_bytes(rows: Sequence[Sequence[object]], formula_at: tuple[int, int] | None = None) -> bytes:
    return compound({"Workbook": biff(rows, formula_at)})


def kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
