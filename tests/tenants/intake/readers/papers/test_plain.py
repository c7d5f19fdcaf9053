"""Plain text becomes lines, numbered as an editor numbers them."""

import pytest

from tenants.intake.readers.papers.plain import paper_from_text
from tenants.intake.readers.unreadable import EmptyPaper, TooManyLines


def test_lines_keep_the_number_an_editor_shows():
    paper = paper_from_text("\n1. Adopt the law.\r\n\r\nBuild schools.\rTrain judges.")
    assert [(line.number, line.text) for line in paper.lines] == [
        (2, "1. Adopt the law."),
        (4, "Build schools."),
        (5, "Train judges."),
    ]


def test_a_paragraph_begins_after_an_empty_line_and_elsewhere_it_is_not_told():
    paper = paper_from_text("The Committee\nrecommends.\n \nThe State")
    assert [line.begins for line in paper.lines] == [True, None, True]


def test_a_number_before_a_tab_is_what_word_counted():
    paper = paper_from_text("12.\tThe Committee\n(a)\tAdopt the law\n٢٤-\tتوصي اللجنة\nValdoria\tMarenne")
    assert [(line.label, line.text) for line in paper.lines] == [
        ("12.", "The Committee"),
        ("(a)", "Adopt the law"),
        ("٢٤-", "توصي اللجنة"),
        ("", "Valdoria Marenne"),
    ]


def test_form_feeds_turn_the_page_and_are_no_lines():
    paper = paper_from_text("One\n\x0cTwo\nThree")
    assert [(line.page, line.number) for line in paper.lines] == [(1, 1), (2, 2), (2, 3)]
    assert paper.pages == 2


def test_without_form_feeds_no_page_is_claimed():
    paper = paper_from_text("One")
    assert (paper.lines[0].page, paper.pages) == (None, 0)


def test_marks_of_direction_and_soft_hyphens_are_taken_out():
    assert paper_from_text("\ufeff\u200fينبغي\u00a0 re\u00adform").lines[0].text == "ينبغي reform"


@pytest.mark.parametrize("text", ["", " \n\t\x0c"])
def test_nothing_is_refused(text):
    with pytest.raises(EmptyPaper):
        paper_from_text(text)


def test_a_text_of_too_many_lines_is_refused():
    with pytest.raises(TooManyLines):
        paper_from_text("a\n" * 200_001)
