import pytest
from django.utils import translation

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.table import Format
from tenants.intake.readers.unreadable import (
    BrokenFile,
    EmptyFile,
    EmptySheet,
    FormulaCell,
    HeaderOnly,
    PasswordProtected,
    TooLarge,
    TruncatedFile,
    UnknownSheet,
    WrongType,
)
from tests.tenants.intake.readers.conftest import Reader
from tests.tenants.intake.readers.made_files import (
    HEADER,
    ROWS,
    biff,
    compound,
    csv_bytes,
    with_part,
    xls_bytes,
    xlsx_bytes,
    zip_bytes,
)

TABLE = [HEADER, *ROWS]


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (xlsx_bytes({"Data": TABLE}), Format.XLSX),
        (xls_bytes(TABLE), Format.XLS),
        (csv_bytes(TABLE), Format.CSV),
    ],
)
@pytest.mark.parametrize("name", ["export.csv", "export.xls", "export.xlsx", "export"])
def test_the_content_decides_and_not_the_name(read: Reader, content: bytes, format_: Format, name: str) -> None:
    sniffed, rows = read(name, content)
    assert sniffed.format is format_
    assert [list(row.cells) for row in rows] == TABLE


def test_a_wrong_name_is_said(read: Reader) -> None:
    sniffed, _ = read("export.csv", xlsx_bytes({"Data": TABLE}))
    assert sniffed.misnamed
    with translation.override("en"):
        assert "ends in .csv" in sniffed.words


def test_a_right_name_is_not_remarked(read: Reader) -> None:
    assert not read("export.XLSX", xlsx_bytes({"Data": TABLE}))[0].misnamed


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "picture"),
        (zip_bytes({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "Word"),
        (zip_bytes({"xl/workbook.bin": b"\x00"}), "xlsb"),
        (zip_bytes({"content.xml": b"<o/>"}), "OpenDocument"),
        (zip_bytes({"photo.jpg": b"\xff"}), "archive"),
        (compound({"WordDocument": b"\x00" * 50}), "Word"),
        (b"<html><body><table><tr><td>To</td></tr></table></body></html>", "web page"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "binary"),
    ],
)
def test_it_refuses_what_is_no_table_and_says_what_it_is(read: Reader, content: bytes, kind: str) -> None:
    with translation.override("en"), pytest.raises(WrongType) as refused:
        read("export.xls", content)
    with translation.override("en"):
        assert kind in refused.value.message


def test_it_refuses_an_empty_file(read: Reader) -> None:
    with pytest.raises(EmptyFile):
        read("export.csv", b"")


@pytest.mark.parametrize("content", [xlsx_bytes({"Data": []}), xls_bytes([]), b"\r\n \r\n"])
def test_it_refuses_an_empty_sheet(read: Reader, content: bytes) -> None:
    with pytest.raises(EmptySheet):
        read("export.xlsx", content)


@pytest.mark.parametrize("content", [xlsx_bytes({"Data": [HEADER]}), xls_bytes([HEADER])])
def test_it_refuses_a_header_alone(read: Reader, content: bytes) -> None:
    with pytest.raises(HeaderOnly):
        read("export.xlsx", content)


def test_it_refuses_a_file_over_the_size_limit(read: Reader) -> None:
    with pytest.raises(TooLarge):
        read("export.csv", csv_bytes(TABLE), limits=Limits(max_bytes=100))


@pytest.mark.parametrize(
    "content", [compound({"EncryptedPackage": b"x"}), compound({"Workbook": biff(TABLE, None, True)})]
)
def test_it_refuses_a_protected_workbook(read: Reader, content: bytes) -> None:
    with pytest.raises(PasswordProtected):
        read("export.xlsx", content)


@pytest.mark.parametrize("content", [xlsx_bytes({"Data": TABLE}), xls_bytes(TABLE)])
def test_it_refuses_half_a_workbook(read: Reader, content: bytes) -> None:
    with pytest.raises(TruncatedFile):
        read("export.xlsx", content[: len(content) // 2])


def test_it_takes_the_sheet_with_most_known_columns(read: Reader) -> None:
    sniffed, rows = read("export.xlsx", xlsx_bytes({"Cover": [["Notes", "of"], ["the", "author"]], "Data": TABLE}))
    assert sniffed.sheet().name == "Data"
    assert len(rows) == 5


def test_a_named_sheet_is_read(read: Reader) -> None:
    content = xlsx_bytes({"Data": TABLE, "Second": [HEADER, ROWS[3]]})
    assert len(read("export.xlsx", content, sheet="Second")[1]) == 2


def test_it_refuses_a_sheet_that_is_not_there(read: Reader) -> None:
    with pytest.raises(UnknownSheet):
        read("export.xlsx", xlsx_bytes({"Data": TABLE}), sheet="Second")


def test_a_formula_on_another_sheet_does_not_matter(read: Reader) -> None:
    content = xlsx_bytes({"Data": TABLE, "Sums": [["Count"], ["=1+1"]]})
    assert len(read("export.xlsx", content)[1]) == 5


def test_a_damaged_sheet_is_not_passed_over_for_another(read: Reader) -> None:
    content = with_part(xlsx_bytes({"Data": TABLE, "Second": TABLE}), "xl/worksheets/sheet1.xml", b"<worksheet><")
    with pytest.raises(BrokenFile):
        read("export.xlsx", content)


@pytest.mark.parametrize(
    "content",
    [
        xlsx_bytes({"Data": [*TABLE, ["Valdoria", "", "", "=A1"]]}),
        xls_bytes([*TABLE, ["Valdoria", "", "", "x"]], formula_at=(5, 3)),
    ],
)
def test_it_refuses_a_formula_and_gives_its_address(read: Reader, content: bytes) -> None:
    with pytest.raises(FormulaCell) as refused:
        read("export.xlsx", content)
    assert refused.value.place.address == "D6"
