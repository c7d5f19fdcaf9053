"""What a report says of itself, where each row came from, and what is wrong with a row."""

import pytest

from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.upr_report import READER
from tests.tenants.intake.readers.upr_report.places import Places
from tests.tenants.intake.readers.upr_report.reports import TITLE, paper_of, read, source_of

SECTION = """II. Conclusions and/or recommendations
60. The recommendations listed below enjoy the support of Valdoria:
60.1. Open the libraries, which are closed on most days of the week and on all of the holidays of the year, to pupils
and students (Marenne); Open the museums (Hestia);
"""


def test_state_session_symbol_day_and_language_come_from_the_title() -> None:
    about, _rows = read(SECTION)
    assert (about.state, about.session, about.symbol, about.dated) == ("VAL", "13", "A/HRC/21/99", "2012-07-09")
    assert (about.language, about.body, about.asks) == ("en", "UPR", ())


def test_the_session_in_words_is_enough() -> None:
    about, _rows = read(SECTION, TITLE.replace("(A/HRC/WG.6/13/VAL/1)", ""))
    assert about.session == "13"


def test_the_symbol_of_the_margins_is_surer_than_that_of_the_title() -> None:
    paper = paper_of(TITLE + SECTION)
    paper.margins.extend(Line("A/HRC/21/98", 1, page) for page in (2, 3))
    assert READER.read(source_of(paper), Places(), {}).about.symbol == "A/HRC/21/98"


def test_what_a_person_said_goes_before_what_the_paper_says() -> None:
    about = READER.read(source_of(paper_of(TITLE + SECTION)), Places(), {"state": "HES", "session": "14"}).about
    assert (about.state, about.session) == ("HES", "14")


def test_each_row_knows_the_page_and_line_where_it_begins() -> None:
    paper = paper_of(TITLE + SECTION, per_page=19)
    rows = list(READER.read(source_of(paper), Places(), {}).rows)
    where = [
        next((line.page, line.number) for line in paper.lines if words in line.text)
        for words in ("60.1.", "Open the museums")
    ]
    assert [(row.page, row.line) for row in rows] == where


def test_the_source_of_a_position_is_the_heading() -> None:
    _about, rows = read(SECTION)
    assert rows[0].position_text == "The recommendations listed below enjoy the support of Valdoria"
    assert rows[0].position_source == "A/HRC/21/99"


def test_an_unknown_state_is_kept_with_a_warning() -> None:
    _about, rows = read(SECTION.replace("(Hestia)", "(Nowhereland)"))
    assert rows[1].recommending_state_texts == ("Nowhereland",)
    assert [(one.code, one.value) for one in rows[1].problems] == [("unknown_recommending_state", "Nowhereland")]
    assert rows[1].valid


def test_a_recommendation_without_a_state_is_kept_with_a_warning() -> None:
    _about, rows = read(SECTION.replace(" (Marenne); Open the museums (Hestia);", ";"))
    assert [one.code for one in rows[0].problems] == ["missing_recommending_state"]


def test_a_word_divided_between_lines_is_mended() -> None:
    section = ["II. Conclusions and/or recommendations", "60. The recommendations below enjoy the support of",
               "Valdoria:", "60.1. End the ill-", "treatment of recom-", "mended horses (Hestia);"]  # fmt: skip
    texts = [*TITLE.splitlines(), *section]
    paper = Paper([Line(text, number, 1) for number, text in enumerate(texts, start=1)], 1)
    paper.lines.append(Line("An ill-treatment was recommended, and ill-treatment ended.", 99, 1))
    rows = list(READER.read(source_of(paper), Places(), {}).rows)
    assert rows[0].text == "End the ill-treatment of recommended horses"


def test_a_word_seen_only_in_two_halves_is_put_together() -> None:
    section = ["II. Conclusions and/or recommendations", "60. The recommendations below enjoy the support of",
               "Valdoria:", "60.1. Share its bilat-", "eral treaties (Hestia);"]  # fmt: skip
    paper = Paper([Line(text, place, 1) for place, text in enumerate([*TITLE.splitlines(), *section], start=1)], 1)
    rows = list(READER.read(source_of(paper), Places(), {}).rows)
    assert rows[0].text == "Share its bilateral treaties"


def test_paragraphs_of_word_with_counted_numbers() -> None:
    lines = [Line(text, number, begins=True) for number, text in enumerate(TITLE.splitlines(), start=1)]
    section = [
        ("", "Conclusions and/or recommendations", "II."),
        ("", "The recommendations below enjoy the support of Valdoria:", "60."),
        ("", "Open the libraries (Marenne); Open the museums (Hestia);", "60.1."),
        ("", "Open the baths (Hestia).", "60.2."),
    ]
    lines += [Line(text, 100 + number, begins=True, label=label) for number, (_none, text, label) in enumerate(section)]
    rows = list(READER.read(source_of(Paper(lines)), Places(), {}).rows)
    assert [(row.paragraph, row.text) for row in rows] == [
        ("60.1", "Open the libraries"),
        ("60.1", "Open the museums"),
        ("60.2", "Open the baths"),
    ]


def test_without_its_heading_only_what_names_a_state_is_a_recommendation() -> None:
    _about, rows = read(SECTION.replace("II. Conclusions and/or recommendations", "Something else"))
    assert [(row.paragraph, row.recommending_states) for row in rows] == [("60.1", ("MAR",)), ("60.1", ("HES",))]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (TITLE + SECTION, 90, 100),
        (TITLE, 30, 80),
        (TITLE.replace("Contents", "Addendum\nViews on conclusions and/or recommendations") + SECTION, 0, 0),
        ("Minutes of a meeting\n1. The meeting was opened.\n2. It was closed.", 0, 0),
    ],
)
def test_a_report_is_recognised_by_what_it_says(text: str, least: int, most: int) -> None:
    assert least <= READER.recognises(source_of(paper_of(text))) <= most
