"""A list that came in is filled in place: its cells get words, nothing else of it changes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.table import Table

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.unreadable import BrokenFile
from tenants.reporting.matrix.added_column import narrowed
from tenants.reporting.matrix.filling import KeptList, filled_list
from tenants.reporting.matrix.word_xml import Paragraph, Words
from tests.tenants.evidence.conftest import PNG
from tests.tenants.intake.readers.thematic_list.made_lists import ARABIC, CYCLE_2, CYCLE_4, filled_table, made_list

SOURCE = "Source of Position: A/HRC/59/15/Add.1 - Para.3"
FIRST = (f"140.1 Ratify it (Tunisia);\n{SOURCE}", "Supported", "- Right to health\nGroups of persons:\n- Migrants", "")
SECOND = (f"140.2 Train judges (Morocco) (Jordan);\n{SOURCE}", "Noted", "- Right to education", "")
ROWS: list[Sequence[str] | str] = ["Theme: Right to health", FIRST, "Theme: Right to education", SECOND]
SAID = "Partly implemented – the act was published."


def says(row: NeutralRow) -> list[Paragraph]:
    """Something about 140.1 alone."""
    return [Paragraph((Words(SAID),), "en")] if row.paragraph == "140.1" else []


def filled(path: Path, assess=says) -> Path:
    content, _count = filled_list(KeptList(path, Limits(), catalogue_from_files()), assess)
    out = path.with_name(f"filled-{path.name}")
    out.write_bytes(content)
    return out


def table_of(path: Path) -> Table:
    return docx.Document(str(path)).tables[0]


def read(path: Path) -> list[NeutralRow]:
    return KeptList(path, Limits(), catalogue_from_files()).rows


def test_the_cells_of_the_assessment_column_are_filled(tmp_path: Path) -> None:
    table = table_of(filled(made_list(tmp_path / "a.docx", CYCLE_2, ROWS)))
    assert [table.cell(row, 3).text.strip() for row in (0, 2, 4)] == [CYCLE_2[3], SAID, ""]


def test_a_layout_without_that_column_gets_one_and_stays_as_wide(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, ROWS)
    widths = [column.width for column in table_of(path).columns]
    table = table_of(filled(path))
    assert [cell.text for cell in table.rows[0].cells] == [*CYCLE_4, "Assessment/comments on level of implementation"]
    assert [table.cell(row, 4).text for row in (2, 4)] == [SAID, ""]
    now = [column.width for column in table.columns]
    assert len(now) == 5
    assert abs(sum(now) - sum(widths)) < Inches(0.01)


def test_theme_rows_reach_over_the_new_column(tmp_path: Path) -> None:
    table = table_of(filled(made_list(tmp_path / "a.docx", CYCLE_4, ROWS)))
    assert [[cell.grid_span for cell in table.rows[row]._tr.tc_lst] for row in (1, 2)] == [[5], [1, 1, 1, 1, 1]]


def test_the_new_column_is_named_in_the_papers_language(tmp_path: Path) -> None:
    row = ("140.1 التصديق (تونس)", "مؤيدة", "- الحق في الصحة", "")
    path = made_list(tmp_path / "a.docx", ARABIC, [row], title="الاستعراض الدوري الشامل لتونس")
    assert table_of(filled(path)).cell(0, 4).text == "التقييم/التعليقات بشأن مستوى التنفيذ"


@pytest.mark.parametrize("header", [CYCLE_2, CYCLE_4])
def test_the_filled_list_reads_to_the_same_rows(tmp_path: Path, header: Sequence[str]) -> None:
    path = made_list(tmp_path / "a.docx", header, ROWS)
    assert read(filled(path)) == read(path)


def test_every_other_part_of_the_file_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UPR of Tunisia (4th Cycle - 48th Session)"
    (tmp_path / "logo.png").write_bytes(PNG)
    document.add_paragraph("Before").add_run().add_picture(str(tmp_path / "logo.png"))
    filled_table(document, CYCLE_4, ROWS)
    document.add_paragraph("After")
    document.save(str(path))
    with zipfile.ZipFile(path) as came, zipfile.ZipFile(filled(path)) as made:
        assert made.namelist() == came.namelist()
        same = [name for name in came.namelist() if came.read(name) == made.read(name)]
        assert set(came.namelist()) - set(same) == {"word/document.xml"}
        assert any(name.startswith("word/media/") for name in same)
    again = docx.Document(str(filled(path)))
    assert [one.text for one in again.paragraphs] == ["Before", "After"]
    assert len(again.inline_shapes) == 1


def test_all_words_that_came_are_still_there(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, ROWS)

    def words(of: Path) -> list[str]:
        return [one.text or "" for one in docx.Document(str(of)).element.iter(qn("w:t"))]

    left = words(filled(path))
    for word in words(path):
        left.remove(word)
    assert left == ["Assessment/comments on level of implementation", SAID]


def test_what_somebody_else_wrote_in_the_cell_stays_before_ours(tmp_path: Path) -> None:
    rows = [(*FIRST[:3], "Our own remark")]
    table = table_of(filled(made_list(tmp_path / "a.docx", CYCLE_2, rows)))
    assert table.cell(1, 3).text.split("\n") == ["Our own remark", SAID]


def test_filling_again_replaces_what_was_filled_before(tmp_path: Path) -> None:
    once = filled(made_list(tmp_path / "a.docx", CYCLE_2, [(*FIRST[:3], "Our own remark")]))
    twice = filled(once, lambda row: [Paragraph((Words("Implemented."),), "en")])
    assert table_of(twice).cell(1, 3).text.split("\n") == ["Our own remark", "Implemented."]
    same = filled(once)
    with zipfile.ZipFile(once) as first, zipfile.ZipFile(same) as second:
        assert first.read("word/document.xml") == second.read("word/document.xml")


def test_what_is_no_longer_said_is_taken_out(tmp_path: Path) -> None:
    once = filled(made_list(tmp_path / "a.docx", CYCLE_4, ROWS))
    assert table_of(filled(once, lambda row: [])).cell(2, 4).text == ""


def test_a_recommendation_under_two_themes_is_filled_in_both_places(tmp_path: Path) -> None:
    rows = ["Theme: Right to health", FIRST, "Theme: Right to education", FIRST]
    table = table_of(filled(made_list(tmp_path / "a.docx", CYCLE_4, rows)))
    assert [table.cell(row, 4).text for row in (2, 4)] == [SAID, SAID]


def test_text_is_text_whatever_it_holds(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://x") </w:t><w:p>\x00\x07\ufffe\ud800 & "quoted"\tend'
    path = filled(made_list(tmp_path / "a.docx", CYCLE_4, ROWS), lambda row: [Paragraph((Words(hostile),), "en")])
    assert table_of(path).cell(2, 4).text == '=HYPERLINK("http://x") </w:t><w:p> & "quoted" end'


def test_arabic_words_run_from_right_to_left_in_an_english_paper(tmp_path: Path) -> None:
    arabic = "صدر القانون رقم 12 في Official Gazette"
    path = filled(made_list(tmp_path / "a.docx", CYCLE_4, ROWS), lambda row: [Paragraph((Words(arabic),), "ar")])
    cell = table_of(path).cell(2, 4)._tc
    assert len(cell.findall(f".//{qn('w:bidi')}")) == 1
    turned = {run.text.strip(): run.find(f".//{qn('w:rtl')}") is not None for run in cell.iter(qn("w:r"))}
    assert turned == {"صدر القانون رقم 12 في": True, "Official Gazette": False}


def test_a_table_beside_the_list_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    filled_table(document, CYCLE_4, ROWS)
    filled_table(document, ("Abbreviation", "Meaning"), [("ICRMW", "A treaty")])
    document.save(str(path))
    legend = docx.Document(BytesIO(filled(path).read_bytes())).tables[1]
    assert len(legend.columns) == 2


def test_a_part_that_is_damaged_is_refused_even_where_nobody_reads_it(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, ROWS)
    with zipfile.ZipFile(path) as package:
        styles = package.getinfo("word/styles.xml")
    content = bytearray(path.read_bytes())
    place = styles.header_offset + 30 + len(styles.filename) + styles.compress_size // 2
    content[place : place + 20] = bytes(20)
    path.write_bytes(content)
    with pytest.raises(BrokenFile):
        filled(path)


def test_a_narrowed_table_takes_most_from_its_widest_columns() -> None:
    widths = narrowed([4435, 1134, 5017, 4592])
    assert sum(widths) == 4435 + 1134 + 5017 + 4592
    assert widths[1] > 1000
    assert min(widths[0], widths[2], widths[3], widths[4]) > 2800


@pytest.mark.parametrize("number", ["2147483647", "99999999999", "9" * 5000])
def test_a_bookmark_of_a_number_beyond_all_bounds_keeps_no_words_out(tmp_path: Path, number: str) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_2, ROWS)
    document = docx.Document(str(path))
    mark = document.element.makeelement(qn("w:bookmarkStart"), {qn("w:id"): number, qn("w:name"): "theirs"})
    document.element.body.insert(0, mark)
    document.save(str(path))
    assert table_of(filled(path)).cell(2, 3).text.strip() == SAID
