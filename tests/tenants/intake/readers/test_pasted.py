"""Paragraphs pasted from anywhere become rows."""

from pathlib import Path

import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.plain import paper_from_text
from tenants.intake.readers.pasted import READER
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tests.tenants.intake.readers.observations.papers import Terms


def read(text, **asked):
    source = Source(Path("x"), "x.txt", Format.TEXT, Limits(), paper=paper_from_text(text))
    reading = READER.read(source, Terms(), asked)
    return reading.about, list(reading.rows)


def told(text, **asked):
    return [(row.paragraph, row.text) for row in read(text, **asked)[1]]


def test_only_text_is_its_own():
    paper = paper_from_text("Adopt the law.")
    assert READER.recognises(Source(Path("x"), "x", Format.TEXT, Limits(), paper=paper)) > 0
    assert READER.recognises(Source(Path("x"), "x", Format.DOCX, Limits(), paper=paper)) == 0


def test_paragraphs_are_divided_by_empty_lines():
    assert told("Adopt the law.\n\nBuild schools.") == [("", "Adopt the law."), ("", "Build schools.")]


def test_each_line_of_a_column_is_a_paragraph():
    assert told("Adopt the law\nBuild schools\nTrain judges") == [
        ("", "Adopt the law"), ("", "Build schools"), ("", "Train judges"),
    ]  # fmt: skip


def test_lines_wrapped_by_a_pdf_are_put_together():
    text = (
        "24. The Committee recommends that the State party adopt the law on legal aid\n"
        "Act of 2015 included, and that it train the judges of all its districts accor-\n"
        "ding to it.\n"
        "25. The Committee is concerned at crowded cells in the prisons of the capital.\n"
        "Cells are dark, and nobody cleans them, as the Committee was told by all it met.\n"
    )
    assert told(text) == [
        ("24", "The Committee recommends that the State party adopt the law on legal aid Act of 2015 included, and "
               "that it train the judges of all its districts according to it."),
        ("25", "The Committee is concerned at crowded cells in the prisons of the capital. Cells are dark, and nobody "
               "cleans them, as the Committee was told by all it met."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("24. Adopt the law.", "24"),
        ("24 - Adopt the law.", "24"),
        ("24) Adopt the law.", "24"),
        ("114.76 Adopt the law.", "114.76"),
        ("114.76. Adopt the law.", "114.76"),
        ("24 (b) Adopt the law.", "24 (b)"),
        ("(b) Adopt the law.", "(b)"),
        ("٢٤- اعتماد القانون.", "24"),
        ("24 (ب) اعتماد القانون.", "24 (ب)"),
        ("(ب) اعتماد القانون.", "(ب)"),
        ("24.\tAdopt the law.", "24"),
        ("24.\nAdopt the law.", "24"),
    ],
)
def test_numbers_are_recognised_and_are_not_in_the_text(line, number):
    assert told(line) in ([(number, "Adopt the law.")], [(number, "اعتماد القانون.")])


@pytest.mark.parametrize("text", ["1.5 million children.", "2015 was good.", "Article 12 applies."])
def test_other_figures_are_no_numbers(text):
    assert told(text) == [("", text)]


def test_items_stay_with_the_paragraph_that_announces_them():
    text = "24. The Committee recommends:\n(a) To adopt the law;\n(b) To train judges.\n25. It thanks."
    assert told(text) == [
        ("24", "The Committee recommends: (a) To adopt the law; (b) To train judges."),
        ("25", "It thanks."),
    ]
    assert told(text, items=True)[:2] == [
        ("24 (a)", "The Committee recommends: To adopt the law"),
        ("24 (b)", "The Committee recommends: To train judges."),
    ]


@pytest.mark.parametrize(
    ("end", "names", "codes"),
    [
        ("(Valdoria);", ("Valdoria",), ("VAL",)),
        ("(Valdoria, Côte d’Azurie)", ("Valdoria", "Côte d’Azurie"), ("VAL", "CAZ")),
        ("(Valdoria) (Côte d’Azurie);", ("Valdoria", "Côte d’Azurie"), ("VAL", "CAZ")),
        ("(Valdoria and Côte d’Azurie).", ("Valdoria", "Côte d’Azurie"), ("VAL", "CAZ")),
        ("(Valdorie et Côte d’Azurie).", ("Valdorie", "Côte d’Azurie"), ("VAL", "CAZ")),
        ("(Valdoria, Nowhere);", ("Valdoria", "Nowhere"), ("VAL",)),
    ],
)
def test_states_in_brackets_at_the_end_recommend(end, names, codes):
    (row,) = read(f"114.76 Adopt the law {end}")[1]
    assert (row.text, row.recommending_state_texts, row.recommending_states) == ("Adopt the law", names, codes)
    assert [one.value for one in row.problems] == [name for name in names if name == "Nowhere"]


def test_arabic_states_in_brackets():
    (row,) = read("114.76 اعتماد القانون (فالدوريا وكوت دازوري)؛")[1]
    assert row.recommending_states == ("VAL", "CAZ")


def test_other_brackets_stay_in_the_text():
    (row,) = read("Adopt the law (art. 12).")[1]
    assert (row.text, row.recommending_states) == ("Adopt the law (art. 12).", ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Committee urges the State party to act.", "recommendation"),
        ("The Committee is concerned at crowded cells.", "observation"),
        ("The Committee is concerned at cells. The State party should light them.", "recommendation"),
        ("Adopt the law.", "recommendation"),
        ("Le Comité salue l’adoption de la loi.", "observation"),
        ("Le Comité engage l’État partie à adopter la loi.", "recommendation"),
        ("يساور اللجنة القلق إزاء السجون.", "observation"),
        ("وتحثّ اللجنة الدولة الطرف على اعتماد القانون.", "recommendation"),
    ],
)
def test_the_kind_is_suggested(text, kind):
    (row,) = read(text)[1]
    assert (row.kind, row.certain) == (kind, False)


def test_a_heading_stands_over_the_rows_after_it():
    rows = read("Prisons\n1. Light the cells.\n2. Air them.\nCourts\n3. Train judges.")[1]
    assert [(row.paragraph, row.heading) for row in rows] == [("1", "Prisons"), ("2", "Prisons"), ("3", "Courts")]


def test_bullets_are_paragraphs_under_what_announces_them():
    rows = read("Our recommendations:\n- Adopt the law\n- Build schools")[1]
    assert [(row.text, row.heading) for row in rows] == [
        ("Adopt the law", "Our recommendations"),
        ("Build schools", "Our recommendations"),
    ]


def test_what_only_a_person_can_tell_is_asked():
    assert read("Adopt the law.")[0].asks == ("state", "body", "session", "symbol")
    assert read("Adopt the law.", body="CAT")[0].asks == ("state", "symbol")
    assert read("Adopt the law (Valdoria);")[0].asks == ("state", "session")
    about, rows = read("Adopt the law.", state="VAL", body="UPR", session="41")
    assert about.asks == ()
    assert (rows[0].state, rows[0].body, rows[0].session) == ("VAL", "UPR", "41")


def test_a_symbol_on_a_line_of_its_own_is_the_papers():
    about, rows = read("CAT/C/VAL/CO/3\n\n24. Adopt the law.")
    assert (about.symbol, [row.symbol for row in rows]) == ("CAT/C/VAL/CO/3", ["CAT/C/VAL/CO/3"])


def test_each_row_knows_its_line():
    assert [row.line for row in read("\n24. Adopt the law.\n\n\n25. Build schools.")[1]] == [2, 5]
