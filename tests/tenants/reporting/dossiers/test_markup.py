"""The small markup: what a drafter may type, and that nothing she types fails."""

import random

import pytest

from tenants.reporting.dossiers.markup import cited_in, count_words, parse, plain


def kinds(text):
    return [node.kind for node in parse(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Words", "body"),
        ("## Words", "heading"),
        ("- words", "items"),
        ("1. words", "numbered"),
        ("> words", "quote"),
        ("? words", "note"),
        ("؟ كلمات", "note"),
        ("[[progress]]", "placed"),
        ("[[ progress ]]", "placed"),
    ],
)
def test_a_sign_at_the_beginning_of_a_line_says_what_it_is(text, kind):
    assert kinds(text) == [kind]


def test_lines_belong_together_until_an_empty_one():
    assert [node.words for node in parse("One\ntwo\n\nthree")] == ["One two", "three"]


def test_items_of_one_list_stand_together():
    (only,) = parse("- one\n- two")
    assert [line[0].words for line in only.lines] == ["one", "two"]


def test_two_stars_are_bold_and_a_lone_one_is_a_star():
    line = parse("a **b c** d ** e")[0].line
    assert [(piece.words, piece.bold) for piece in line] == [("a ", False), ("b c", True), (" d ** e", False)]


def test_evidence_is_cited_by_its_number():
    assert cited_in("Told [E3] and [E1], again [E3]; not [E] nor E2") == [3, 1]


@pytest.mark.parametrize("text", ["##", "- ", "[[", "[[no]] more", "> ", "#hash", "1.5 million", "[[a b]]", "? "])
def test_what_is_no_sign_stands_as_it_was_typed(text):
    assert kinds(text) == ["body"]
    assert parse(text)[0].words == text.strip()


def test_notes_charts_and_numbers_of_evidence_are_no_words():
    assert count_words("Two words [E1]\n\n? not these three\n\n[[progress]]\n\n- and - two") == 4


def test_words_of_others_are_never_read_as_signs():
    said = plain("First\n\n## not a heading\n**nor bold** [[progress]] [E1]")
    assert kinds(said) == ["body"]
    assert cited_in(said) == []
    assert all(not piece.bold for piece in parse(said)[0].line)


def test_whatever_is_typed_is_read():
    signs = ["#", "##", "-", ">", "?", "[[", "]]", "**", "[E", "1.", "\n", " ", "كلمة", "word", "\x00", "\u202e", "E9]"]
    dice = random.Random(4)
    for _try in range(500):
        text = "".join(dice.choice(signs) for _sign in range(dice.randrange(60)))
        assert count_words(text) >= 0
        parse(text)
