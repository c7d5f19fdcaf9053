"""Every layout that OHCHR has used reads to the same rows."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from tenants.intake.readers.thematic_list import READER
from tests.tenants.intake.readers.thematic_list.made_lists import (
    ARABIC,
    CYCLE_2,
    CYCLE_4,
    FRENCH,
    filled_table,
    made_list,
    read,
    source_of,
)

SOURCE = "Source of Position: A/HRC/59/15/Add.1 - Para.3"


def test_a_list_of_the_second_cycle_has_coded_themes_and_affected_persons(tmp_path: Path) -> None:
    row = (
        f"115.3 Ratify the protocol on communications (Marenne, Vent & Isles);\n{SOURCE}",
        "Supported",
        "A12 Acceptance of international norms\nG4 Migrants\nAffected persons:\n- children\n- general",
        "\n",
    )
    path = made_list(tmp_path / "a.docx", CYCLE_2, ["Theme: A12 Acceptance of international norms", row])
    _about, (read_row,) = read(path)
    assert (read_row.paragraph, read_row.text) == ("115.3", "Ratify the protocol on communications")
    assert read_row.recommending_states == ("MRN", "VIS")
    assert (read_row.position, read_row.position_source) == ("supported", "A/HRC/59/15/Add.1 - Para.3")
    assert read_row.heading == "A12 Acceptance of international norms"
    assert (read_row.themes, read_row.groups) == (("ratification",), ("migrants", "children", "general"))
    assert (read_row.line, read_row.page, read_row.problems) == (3, None, [])


def test_a_list_of_the_third_cycle_names_goals_and_persons_inside_the_theme_cell(tmp_path: Path) -> None:
    row = (
        f"120.7 Amend the code (Marenne).\n{SOURCE}",
        "Noted",
        "B31 Equality & non-discrimination\nSDGs: 5.1, 16.3\n- 10 - REDUCED INEQUALITIES\nAffected persons:\n- women",
        "",
    )
    _about, (read_row,) = read(made_list(tmp_path / "a.docx", CYCLE_2, [row]))
    assert read_row.sdgs == ("5.1", "16.3", "10")
    assert (read_row.themes, read_row.groups) == (("equality",), ("women-girls",))
    assert read_row.problems == []


def test_a_list_of_the_fourth_cycle_has_a_column_of_goals(tmp_path: Path) -> None:
    row = (
        f"140.7 Accede to the convention (Marenne) (Côte d’Azurie);\n{SOURCE}",
        "Supported/Noted",
        "- Right to education\nGroups of Persons: \n- Migrants",
        "- 4 - QUALITY EDUCATION\n- 16 - PEACE, JUSTICE AND STRONG INSTITUTIONS",
    )
    path = made_list(tmp_path / "a.docx", CYCLE_4, ["Theme: Right to education", row])
    _about, (read_row,) = read(path)
    assert read_row.recommending_states == ("MRN", "CDA")
    assert read_row.position == "supported_in_part"
    assert (read_row.themes, read_row.groups, read_row.sdgs) == (("education",), ("migrants",), ("4", "16"))
    assert read_row.sdg_texts == ("4 - QUALITY EDUCATION", "16 - PEACE, JUSTICE AND STRONG INSTITUTIONS")


def test_a_french_list_is_read_like_an_english_one(tmp_path: Path) -> None:
    row = (
        "140.7 Adhérer à la convention (Marenne et Valdorie) ;\nSource de la position : A/HRC/59/15/Add.1 - Par. 3",
        "Partiellement appuyée",
        "- Droit à l’éducation\nGroupes de personnes :\n- Migrants",
        "- 4 - ÉDUCATION DE QUALITÉ",
    )
    path = made_list(
        tmp_path / "a.docx",
        FRENCH,
        ["Thème : Droit à l’éducation", row],
        title="EPU de la Valdorie (4e cycle - 48e session) Liste thématique des recommandations",
    )
    about, (read_row,) = read(path)
    assert (about.language, about.state, about.session, about.cycle) == ("fr", "VLD", "48", "4")
    assert (read_row.text, read_row.language) == ("Adhérer à la convention", "fr")
    assert read_row.recommending_states == ("MRN", "VLD")
    assert (read_row.position, read_row.themes) == ("supported_in_part", ("education",))


def test_an_arabic_list_is_read_like_an_english_one(tmp_path: Path) -> None:
    row = (
        "١٤٠-٧ الانضمام إلى الاتفاقية (مارين والسويلا)؛\nمصدر الموقف: A/HRC/59/15/Add.1 - الفقرة 3",
        "مؤيدة",
        "- الحق في التعليم\nفئات الأشخاص:\n- المهاجرون",
        "- 4 - التعليم الجيد",
    )
    path = made_list(
        tmp_path / "a.docx",
        ARABIC,
        ["الموضوع: الحق في التعليم", row],
        title="الاستعراض الدوري الشامل لفالدوريا (الجولة الرابعة - الدورة 48)",
    )
    about, (read_row,) = read(path)
    assert (about.language, about.state, about.session, about.cycle) == ("ar", "VLD", "48", "4")
    assert (read_row.paragraph, read_row.text) == ("140.7", "الانضمام إلى الاتفاقية")
    assert read_row.recommending_states == ("MRN", "SWL")
    assert (read_row.position, read_row.themes, read_row.sdgs) == ("supported", ("education",), ("4",))


def test_a_recommendation_under_several_themes_is_one_row_with_all_of_them(tmp_path: Path) -> None:
    def listed(themes: str) -> tuple[str, ...]:
        return (f"140.7 Accede to the convention (Marenne);\n{SOURCE}", "Supported", themes, "- 4 - QUALITY EDUCATION")

    other = (f"140.8 Train judges (Marenne);\n{SOURCE}", "Supported", "- Right to health", "")
    path = made_list(
        tmp_path / "a.docx",
        CYCLE_4,
        [
            "Theme: Right to education",
            listed("- Right to education"),
            other,
            "Theme: Right to health",
            listed("- Migrants"),
        ],
    )
    _about, rows = read(path)
    assert [row.paragraph for row in rows] == ["140.7", "140.8"]
    assert (rows[0].themes, rows[0].groups, rows[0].line) == (("education", "health"), ("migrants",), 3)
    assert [row.number for row in rows] == [1, 2]


def test_one_paragraph_with_two_texts_is_two_recommendations(tmp_path: Path) -> None:
    row = (f"140.7 Ratify it (Marenne); Train judges (Valdoria);\n{SOURCE}", "Supported", "- Right to health", "")
    _about, rows = read(made_list(tmp_path / "a.docx", CYCLE_4, [row]))
    assert [(one.paragraph, one.text, one.recommending_states) for one in rows] == [
        ("140.7", "Ratify it", ("MRN",)),
        ("140.7", "Train judges", ("VLD",)),
    ]


def test_a_merged_row_may_say_the_position_of_those_below(tmp_path: Path) -> None:
    row = ("140.7 Ratify it (Marenne)", "", "- Right to health", "")
    rows = ["Recommendations supported by Valdoria", row]
    _about, (read_row,) = read(made_list(tmp_path / "a.docx", CYCLE_4, rows))
    assert read_row.position == "supported"


def test_a_cell_merged_downwards_speaks_for_each_row_beside_it(tmp_path: Path) -> None:
    document = docx.Document()
    rows = [(f"140.{number} Ratify it {number} (Marenne)", "", "- Right to health", "") for number in (1, 2)]
    table = filled_table(document, CYCLE_4, rows)
    merged = table.cell(1, 1).merge(table.cell(2, 1))
    merged.text = "Noted"
    document.save(str(tmp_path / "a.docx"))
    _about, read_rows = read(tmp_path / "a.docx")
    assert [row.position for row in read_rows] == ["noted", "noted"]


def test_several_tables_are_one_list_and_rows_are_counted_through(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("UPR of Valdoria (4th Cycle - 48th Session)")
    filled_table(document, CYCLE_4, [("140.1 Ratify it (Marenne)", "Noted", "- Right to health", "")])
    filled_table(document, ("140.2 Train judges (Marenne)", "Noted", "- Right to health", ""), [])
    document.save(str(tmp_path / "a.docx"))
    about, rows = read(tmp_path / "a.docx")
    assert about.state == "VLD"
    assert [(row.paragraph, row.line) for row in rows] == [("140.1", 2), ("140.2", 3)]


def test_a_legend_beside_the_list_holds_no_recommendation(tmp_path: Path) -> None:
    document = docx.Document()
    filled_table(document, CYCLE_4, [("140.1 Ratify it (Marenne)", "Noted", "- Right to health", "")])
    filled_table(document, ("Abbreviation", "Meaning"), [("ICX", "A treaty")])
    document.save(str(tmp_path / "a.docx"))
    _about, rows = read(tmp_path / "a.docx")
    assert [row.paragraph for row in rows] == ["140.1"]


def test_deleted_words_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    path = made_list(
        tmp_path / "a.docx", CYCLE_4, [("140.1 Ratify it now (Marenne)", "Noted", "- Right to health", "")]
    )
    document = docx.Document(str(path))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    run = paragraph.runs[0]._r
    for name, words in (("w:del", "Supported"), ("w:ins", " ")):
        change = OxmlElement(name)
        inner = OxmlElement("w:r")
        text = OxmlElement("w:delText" if name == "w:del" else "w:t")
        text.text = words
        inner.append(text)
        change.append(inner)
        run.addprevious(change)
    document.save(str(path))
    assert document.element.body.find(f".//{qn('w:del')}") is not None
    _about, (row,) = read(path)
    assert row.position_text == "Noted"


@pytest.mark.parametrize("header", [CYCLE_2, CYCLE_4, FRENCH, ARABIC])
def test_a_list_is_told_from_its_content(tmp_path: Path, header: tuple[str, ...]) -> None:
    row = ("140.1 Ratify it (Marenne);\nSource of position: A/HRC/59/15/Add.1", "Noted", "- Right to health", "")
    assert READER.recognises(source_of(made_list(tmp_path / "anything.bin", header, [row]))) >= 90


def test_another_table_is_not_taken_for_a_list(tmp_path: Path) -> None:
    header = ("Action", "Responsible body", "Deadline", "Budget")
    path = made_list(tmp_path / "a.docx", header, [("140.1 Train judges", "Ministry", "2027", "3")])
    assert READER.recognises(source_of(path)) == 0
