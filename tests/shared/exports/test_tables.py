import datetime
import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from shared.exports.tables import csv_table, harmless, safe_file_name, with_reasons, xlsx_table

HEADERS = ["Text", "Count", "Date"]
DANGEROUS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"]


def csv_text(*rows: list[object], headers: list[str] = HEADERS) -> str:
    return b"".join(csv_table("list", headers, rows).chunks).decode("utf-8")


def sheet_of(*rows: list[object], language: str = "en", headers: list[str] = HEADERS):
    content = b"".join(xlsx_table("list", headers, rows, language=language).chunks)
    return load_workbook(io.BytesIO(content)).active


def test_csv_begins_with_a_byte_order_mark_and_quotes_what_needs_it() -> None:
    text = csv_text(['He said "no", twice', 5, datetime.date(2026, 2, 3)], ["سن قانون", None, True])
    assert text == '\ufeffText,Count,Date\r\n"He said ""no"", twice",5,2026-02-03\r\nسن قانون,,TRUE\r\n'


@pytest.mark.parametrize("value", DANGEROUS)
def test_csv_never_holds_a_formula(value: str) -> None:
    assert harmless(value) == f"'{value}"
    assert csv_text([value, 1, None]).splitlines()[-1].lstrip('"').startswith("'") or "\r" in value or "\n" in value


def test_a_header_is_made_harmless_too() -> None:
    assert csv_text(headers=["=1+1"]).startswith("\ufeff'=1+1")


@pytest.mark.parametrize("value", [-5, 2.5, "5 - 3", "a=b", "", None])
def test_numbers_and_plain_text_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value


def test_csv_is_made_while_it_is_read() -> None:
    taken = 0

    def rows() -> Iterator[list[object]]:
        nonlocal taken
        for taken in range(1, 10_001):
            yield ["x", taken, None]

    next(iter(csv_table("list", HEADERS, rows()).chunks))
    assert taken < 1_000


@pytest.mark.parametrize("value", [*DANGEROUS, "#REF!"])
def test_a_workbook_never_holds_a_formula(value: str) -> None:
    cell = sheet_of([value, 1, None])["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == value.strip()


def test_a_long_text_like_a_formula_is_text() -> None:
    assert sheet_of(["=" + "1+" * 60 + "1", 1, None])["A2"].data_type == "s"


def test_dates_in_a_workbook_are_dates() -> None:
    aware = datetime.datetime(2026, 2, 3, 14, 30, tzinfo=datetime.UTC)
    sheet = sheet_of(["a", 5, datetime.date(2026, 2, 3)], ["b", 6, aware])
    assert (sheet["C2"].value, sheet["C3"].value) == (
        datetime.datetime(2026, 2, 3),
        datetime.datetime(2026, 2, 3, 14, 30),
    )
    assert sheet["B2"].value == 5


def test_an_arabic_sheet_reads_from_right_to_left() -> None:
    assert sheet_of(language="ar").sheet_view.rightToLeft
    assert not sheet_of(language="fr").sheet_view.rightToLeft


def test_the_header_stands_out_and_stays_in_sight() -> None:
    sheet = sheet_of(["a", 1, None])
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_columns_are_as_wide_as_their_content_within_reason() -> None:
    sheet = sheet_of(["a" * 500, 1, "twenty letters or so"])
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [60, 10, 22]


def test_a_workbook_takes_characters_that_excel_refuses() -> None:
    assert sheet_of(["bell\x07rung", 1, None])["A2"].value == "bellrung"
    assert len(sheet_of(["a" * 40_000, 1, None])["A2"].value) == 32_767


def test_a_sheet_s_name_is_one_that_excel_takes() -> None:
    content = b"".join(xlsx_table("a/b: [very] long name of a list of things?", HEADERS, [], language="en").chunks)
    assert len(load_workbook(io.BytesIO(content)).active.title) <= 31


def test_more_rows_than_the_first_are_written() -> None:
    assert sheet_of(*[["x", number, None] for number in range(450)]).max_row == 451


def test_a_file_s_name_is_safe_in_any_script() -> None:
    assert safe_file_name("../../etc/passwd\r\n", "csv") == "etc-passwd.csv"
    assert safe_file_name("توصيات المغرب", "xlsx") == "توصيات-المغرب.xlsx"
    assert safe_file_name("///", "csv") == "table.csv"
    assert len(safe_file_name("a" * 500, "csv")) == 104


def test_the_name_is_given_in_ascii_and_in_full() -> None:
    arabic = csv_table("توصيات", HEADERS, []).disposition
    assert arabic.startswith("attachment; filename=\"table.csv\"; filename*=UTF-8''%D8%AA")
    assert csv_table("list", HEADERS, []).disposition == "attachment; filename=\"list.csv\"; filename*=UTF-8''list.csv"
    assert arabic.isascii()


def test_rejected_rows_carry_their_number_and_reasons() -> None:
    refused = with_reasons([(7, ["a"], ["No text.", "No State."]), (9, ["a", "b", "c"], [])], width=2)
    assert list(refused) == [["a", "", 7, "No text. | No State."], ["a", "b", 9, ""]]
