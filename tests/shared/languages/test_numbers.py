from decimal import Decimal

import pytest
from django.utils import translation

from shared.languages.numbers import written_number, written_percent


@pytest.mark.parametrize(("language", "text"), [("ar", "12\u202f480"), ("fr", "12\u202f480"), ("en", "12,480")])
def test_thousands_stand_apart_as_the_language_has_it(language, text):
    assert written_number(12480, language=language) == text


@pytest.mark.parametrize(("language", "text"), [("ar", "1\u202f234,5"), ("fr", "1\u202f234,5"), ("en", "1,234.5")])
def test_decimals_follow_the_language(language, text):
    assert written_number(Decimal("1234.5"), language=language) == text


def test_the_active_language_decides_when_none_is_named():
    with translation.override("fr"):
        assert written_number(1000) == "1\u202f000"


def test_places_round_and_fill():
    assert written_number(2.345, places=1, language="en") == "2.3"
    assert written_number(2, places=1, language="en") == "2.0"


def test_a_negative_number_keeps_its_sign_in_front_in_arabic():
    assert written_number(-5, language="ar") == "\u200e\u22125"
    assert written_number(-5, language="fr") == "\u22125"


def test_what_rounds_to_nothing_has_no_sign():
    assert written_number(-0.01, places=1, language="en") == "0.0"


def test_a_percentage_cannot_be_broken():
    assert written_percent(48, language="ar") == "48\u00a0%"
