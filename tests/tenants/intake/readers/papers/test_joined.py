"""Lines are put together to running text."""

import time

import pytest

from tenants.intake.readers.papers.joined import Joiner


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the State", "party", "the State party"),
        ("train recru-", "its", "train recruits"),
        ("a follow-", "up visit", "a follow-up visit"),
        ("non-", "Governmental bodies", "non-Governmental bodies"),
        ("from 1990 -", "to 1995", "from 1990 - to 1995"),
        ("", "x", "x"),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(first, second, joined):
    assert Joiner([first, second, "A follow-up is needed."]).joined(first, second) == joined


def test_halves_of_words_are_no_words_of_the_paper():
    assert Joiner(["what fol-", "lows here", "lows"]).joined("what fol-", "lows here") == "what follows here"


def test_one_endless_word_takes_no_endless_time():
    started = time.monotonic()
    Joiner(["a" * 3_000_000 + "-", "b"]).joined("a" * 3_000_000 + "-", "b")
    assert time.monotonic() - started < 5
