import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.unreadable import (
    CellTooLong,
    EmptySheet,
    HeaderOnly,
    TooManyColumns,
    TooManyRows,
    TruncatedFile,
)
from tests.tenants.intake.readers.conftest import Reader
from tests.tenants.intake.readers.made_files import HEADER, ROWS, csv_bytes

TABLE = [HEADER, *ROWS]


@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_it_reads_what_people_hold(read: Reader, encoding: str, delimiter: str, newline: str) -> None:
    sniffed, rows = read("export.csv", csv_bytes(TABLE, encoding, delimiter, newline))
    assert (sniffed.delimiter, sniffed.newline) == (delimiter, newline)
    assert [list(row.cells) for row in rows] == TABLE
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]


def test_it_reads_arabic_of_windows(read: Reader) -> None:
    table = [["الدولة موضوع الاستعراض", "التوصية", "الدورة"], ["فالدوريا", "سن قانون بشأن المساعدة القانونية", "18"]]
    sniffed, rows = read("export.csv", csv_bytes(table, "cp1256", ";"))
    assert (sniffed.encoding, [list(row.cells) for row in rows]) == ("cp1256", table)


@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
def test_a_quoted_line_end_stays_in_its_cell_and_row(read: Reader, newline: str) -> None:
    table = [HEADER[:4], ["Valdoria", "EEG", "EU", f"First.{newline}Second."], ["Marenne", "", "", "Third."]]
    _, rows = read("export.csv", csv_bytes(table, newline=newline))
    assert [(row.number, row.cells[3]) for row in rows[1:]] == [(2, f"First.{newline}Second."), (3, "Third.")]


def test_blank_lines_count_as_rows_but_are_left_out(read: Reader) -> None:
    _, rows = read("export.csv", b"To,Text\n\n,,,\nValdoria,Train judges.\n")
    assert [row.number for row in rows] == [1, 4]


def test_it_obeys_the_line_that_names_the_delimiter(read: Reader) -> None:
    _, rows = read("export.csv", b"sep=|\r\nTo|Text\r\nValdoria|Train judges, now.\r\n")
    assert [(row.number, row.cells) for row in rows] == [(1, ("To", "Text")), (2, ("Valdoria", "Train judges, now."))]


def test_titles_above_the_header_are_left_out_and_told(read: Reader) -> None:
    sniffed, rows = read("export.csv", b"Export of 3 May\n\nTo,Text,Session\nValdoria,Train judges.,18\n")
    assert sniffed.sheets[0].titles == ("Export of 3 May",)
    assert [row.number for row in rows] == [3, 4]


def test_a_cell_like_a_formula_is_text_and_marked(read: Reader) -> None:
    _, rows = read("export.csv", b"To,Text\nValdoria,=1+1\n")
    assert (rows[1].cells[1], rows[1].formula_like) == ("=1+1", (1,))


def test_the_apostrophe_of_a_careful_export_is_taken_off(read: Reader) -> None:
    _, rows = read("export.csv", b"To,Text\nValdoria,'- train judges\nMarenne,'ulama\n")
    assert [row.cells[1] for row in rows[1:]] == ["- train judges", "'ulama"]


def test_a_stray_quotation_mark_within_a_cell_does_no_harm(read: Reader) -> None:
    _, rows = read("export.csv", b'To,Text\nValdoria,Build a 5" pipe\nMarenne,Train judges.\n')
    assert rows[1].cells[1] == 'Build a 5" pipe'


def test_it_refuses_a_quotation_that_is_cut_off(read: Reader) -> None:
    with pytest.raises(TruncatedFile):
        read("export.csv", b'To,Text\nValdoria,Train.\nMarenne,"Continue\nto train')


def test_it_refuses_a_hundred_megabyte_cell_and_says_where(read: Reader) -> None:
    content = b'To,Text\nValdoria,Train.\nMarenne,"' + b"a" * 100_000_000
    with pytest.raises(CellTooLong) as refused:
        read("export.csv", content, limits=Limits(max_bytes=200_000_000))
    assert refused.value.place.address == "B3"


def test_it_refuses_a_cell_over_the_limit_and_says_where(read: Reader) -> None:
    with pytest.raises(CellTooLong) as refused:
        read("export.csv", b"To,Text\nValdoria," + b"a" * 51 + b"\n", limits=Limits(max_cell=50))
    assert refused.value.place.address == "B2"


def test_it_refuses_two_hundred_columns(read: Reader) -> None:
    with pytest.raises(TooManyColumns):
        read("export.csv", csv_bytes([HEADER + ["x"] * 189, *ROWS]))


def test_empty_columns_at_the_end_are_no_columns(read: Reader) -> None:
    _, rows = read("export.csv", csv_bytes([row + [""] * 200 for row in TABLE]))
    assert len(rows[0].cells) == 11


def test_it_refuses_too_many_rows_but_not_the_last_allowed_one(read: Reader) -> None:
    assert len(read("export.csv", csv_bytes(TABLE), limits=Limits(max_rows=4))[1]) == 5
    with pytest.raises(TooManyRows):
        read("export.csv", csv_bytes(TABLE), limits=Limits(max_rows=3))


def test_it_refuses_a_table_without_rows(read: Reader) -> None:
    with pytest.raises(HeaderOnly):
        read("export.csv", csv_bytes([HEADER]))


def test_it_refuses_a_table_of_delimiters_alone(read: Reader) -> None:
    with pytest.raises(EmptySheet):
        read("export.csv", b",,,,\r\n,,,,\r\n")
