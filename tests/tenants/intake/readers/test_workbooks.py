import datetime
import struct
from pathlib import Path

import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.package import Package
from tenants.intake.readers.unreadable import (
    BrokenFile,
    CellTooLong,
    ForbiddenXml,
    TooManyColumns,
    TooManyRows,
    TruncatedFile,
    ZipBomb,
)
from tests.tenants.intake.readers.conftest import Reader
from tests.tenants.intake.readers.made_files import (
    HEADER,
    ROWS,
    kept,
    part_of,
    with_part,
    with_shared_strings,
    xls_bytes,
    xlsx_bytes,
)

TABLE = [HEADER, *ROWS]
SHEET = "xl/worksheets/sheet1.xml"


def cell_of(value: object, read: Reader) -> str:
    return read("a.xlsx", xlsx_bytes({"Data": [["To", "Text"], ["Valdoria", value]]}))[1][1].cells[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (datetime.date(2026, 2, 3), "2026-02-03"),
        (datetime.datetime(2026, 2, 3, 14, 30), "2026-02-03 14:30:00"),
        ("  with spaces ", "with spaces"),
        ("سن قانون", "سن قانون"),
        ("#N/A", "#N/A"),
    ],
)
def test_values_are_read_as_a_person_sees_them(value: object, text: str, read: Reader) -> None:
    assert cell_of(value, read) == text


def test_numbers_of_old_workbooks_have_no_needless_fraction(read: Reader) -> None:
    assert read("a.xls", xls_bytes([["To", "Session"], ["Valdoria", 18]]))[1][1].cells[1] == "18"


def test_row_numbers_are_those_of_the_sheet(read: Reader) -> None:
    content = xlsx_bytes({"Data": [["Title"], [], HEADER, [], ROWS[0]]})
    assert [row.number for row in read("a.xlsx", content)[1]] == [3, 5]


def test_inline_strings_and_strings_of_several_runs_are_read(read: Reader) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b"<row><c t='inlineStr'><is><r><t>To</t></r></is></c><c t='inlineStr'><is><t>Text</t></is></c></row>"
        b"<row><c t='inlineStr'><is><r><t>Val</t></r><r><t>doria</t></r><rPh><t>no</t></rPh></is></c></row>"
        b"</sheetData></worksheet>"
    )
    rows = read("a.xlsx", with_part(xlsx_bytes({"Data": TABLE}), SHEET, sheet))[1]
    assert [row.cells for row in rows] == [("To", "Text"), ("Valdoria",)]


def test_shared_strings_are_read(read: Reader) -> None:
    assert [list(row.cells) for row in read("a.xlsx", with_shared_strings(TABLE))[1]] == TABLE


def test_macros_are_never_touched(read: Reader) -> None:
    content = with_part(xlsx_bytes({"Data": TABLE}), "xl/vbaProject.bin", b"not even a project")
    assert len(read("a.xlsm", content)[1]) == 5


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "definition",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_it_refuses_document_types_in_every_part_it_reads(read: Reader, part: str, definition: bytes) -> None:
    workbook = with_shared_strings(TABLE)
    content = part_of(workbook, part)
    cut = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
    with pytest.raises(ForbiddenXml):
        read("a.xlsx", with_part(workbook, part, content[:cut] + definition + content[cut:]))


def test_it_refuses_a_zip_bomb_by_its_ratio(read: Reader) -> None:
    sheet = part_of(xlsx_bytes({"Data": TABLE}), SHEET).replace(b"<sheetData>", b"<sheetData>" + b" " * 20_000_000)
    with pytest.raises(ZipBomb):
        read("a.xlsx", with_part(xlsx_bytes({"Data": TABLE}), SHEET, sheet))


def test_it_refuses_a_zip_bomb_by_its_size(read: Reader) -> None:
    with pytest.raises(ZipBomb):
        read("a.xlsx", xlsx_bytes({"Data": TABLE}), limits=Limits(max_uncompressed=3_000))


def test_it_counts_what_is_inflated_whatever_the_directory_says(read: Reader) -> None:
    sheet = part_of(xlsx_bytes({"Data": TABLE}), SHEET).replace(b"<sheetData>", b"<sheetData>" + b" " * 20_000_000)
    content = bytearray(with_part(xlsx_bytes({"Data": TABLE}), SHEET, sheet))
    true_size, said = struct.pack("<I", len(sheet)), struct.pack("<I", 1_000)
    assert content.count(true_size) == 2
    with pytest.raises((ZipBomb, BrokenFile)):
        read("a.xlsx", bytes(content.replace(true_size, said)))


def test_it_refuses_too_many_parts(read: Reader) -> None:
    with pytest.raises(ZipBomb):
        read("a.xlsx", xlsx_bytes({"Data": TABLE}), limits=Limits(max_parts=3))


def test_it_refuses_two_hundred_columns_and_says_where(read: Reader) -> None:
    with pytest.raises(TooManyColumns) as refused:
        read("a.xlsx", xlsx_bytes({"Data": [HEADER + ["x"] * 189, *ROWS]}))
    assert refused.value.place.address == "CW1"


def test_old_workbooks_have_the_same_limits(read: Reader) -> None:
    with pytest.raises(TooManyColumns):
        read("a.xls", xls_bytes([HEADER + ["x"] * 189, *ROWS]))
    with pytest.raises(TooManyRows):
        read("a.xls", xls_bytes(TABLE), limits=Limits(max_rows=3))
    with pytest.raises(CellTooLong):
        read("a.xls", xls_bytes(TABLE), limits=Limits(max_cell=20))


def test_it_refuses_a_hundred_megabyte_cell(read: Reader) -> None:
    sheet = (
        b"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>To</t></is></c></row><row r='7'>"
        b"<c r='D7' t='inlineStr'><is><t>" + b"a" * 100_000_000 + b"</t></is></c></row></sheetData></worksheet>"
    )
    generous = Limits(max_bytes=200_000_000, max_ratio=10_000)
    with pytest.raises(CellTooLong) as refused:
        read("a.xlsx", with_part(xlsx_bytes({"Data": TABLE}), SHEET, sheet), limits=generous)
    assert refused.value.place.address == "D7"


def test_it_refuses_too_many_rows(read: Reader) -> None:
    assert len(read("a.xlsx", xlsx_bytes({"Data": TABLE}), limits=Limits(max_rows=4))[1]) == 5
    with pytest.raises(TooManyRows):
        read("a.xlsx", xlsx_bytes({"Data": TABLE}), limits=Limits(max_rows=3))


def test_it_refuses_a_sheet_cut_off_in_the_middle(read: Reader) -> None:
    content = xlsx_bytes({"Data": TABLE})
    with pytest.raises(BrokenFile):
        read("a.xlsx", with_part(content, SHEET, part_of(content, SHEET)[:-300]))


def test_it_refuses_an_old_workbook_whose_sectors_are_lost(read: Reader) -> None:
    with pytest.raises((BrokenFile, TruncatedFile)):
        read("a.xls", xls_bytes(TABLE)[:1024] + b"\x00" * 3_000)


def test_it_refuses_an_old_workbook_shorter_than_it_says(read: Reader) -> None:
    content = bytearray(xls_bytes(TABLE))
    entry = content.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<I", content, entry + 120, 10_000_000)
    with pytest.raises(TruncatedFile):
        read("a.xls", bytes(content))


@pytest.mark.parametrize("limits", [Limits(max_uncompressed=100), Limits(ratio_from=100, max_ratio=1)])
def test_unpacking_stops_at_the_limit(tmp_path: Path, limits: Limits) -> None:
    package = Package(kept(tmp_path, "a.xlsx", xlsx_bytes({"Data": TABLE})), Limits())
    package.limits = limits
    with pytest.raises(ZipBomb):
        list(package.blocks(SHEET))
