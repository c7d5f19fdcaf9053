from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from shared.languages.dates import (
    MonthStyle,
    month_name,
    month_names,
    written_day,
    written_due,
    written_moment,
    written_month,
    written_weekday,
)

NOVEMBER = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "21 نوفمبر 2026"), ("en", "21 November 2026"), ("fr", "21 novembre 2026")]
)
def test_a_day_is_written_in_words(language, text):
    assert written_day(NOVEMBER, language) == text


@pytest.mark.parametrize(
    ("style", "january", "july", "november"),
    [
        ("levantine", "كانون الثاني", "تموز", "تشرين الثاني"),
        ("maghrebi", "جانفي", "جويلية", "نوفمبر"),
        ("moroccan", "يناير", "يوليوز", "نونبر"),
        ("international", "يناير", "يوليو", "نوفمبر"),
    ],
)
def test_arabic_months_follow_the_institution(style, january, july, november):
    with month_names(style):
        assert [month_name(number, "ar") for number in (1, 7, 11)] == [january, july, november]


def test_the_style_ends_with_its_block():
    with month_names("levantine"):
        pass
    assert written_month(NOVEMBER, "ar") == "نوفمبر 2026"


def test_it_refuses_a_style_that_does_not_exist():
    with pytest.raises(ValueError), month_names("martian"):
        pass


@pytest.mark.parametrize("style", MonthStyle.values)
def test_every_style_names_twelve_months(style):
    with month_names(style):
        assert len({month_name(number, "ar") for number in range(1, 13)}) == 12


def test_the_style_leaves_the_other_languages_alone():
    with month_names("levantine"):
        assert written_day(NOVEMBER, "en") == "21 November 2026"


def test_the_first_of_a_month_is_ordinal_in_french():
    assert written_day(date(2026, 11, 1), "fr") == "1er novembre 2026"
    assert written_day(date(2026, 11, 1), "en") == "1 November 2026"


def test_a_weekday_stands_before_its_day():
    assert written_weekday(NOVEMBER, "en") == "Saturday 21 November 2026"
    assert written_weekday(NOVEMBER, "ar") == "السبت 21 نوفمبر 2026"


def test_a_moment_is_told_in_local_time():
    with timezone.override("Asia/Qatar"):
        late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
        assert written_moment(late, "en") == "22 November 2026, 01:30"
        assert written_day(late, "en") == "22 November 2026"


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (1, "تأخير يوم واحد"),
        (2, "تأخير يومين"),
        (7, "تأخير 7 أيام"),
        (42, "تأخير 42 يومًا"),
        (100, "تأخير 100 يوم"),
        (1103, "تأخير 1\u202f103 أيام"),
    ],
)
def test_lateness_agrees_with_its_number_in_arabic(late, text):
    with translation.override("ar"):
        assert written_due(NOVEMBER - timedelta(days=late), today=NOVEMBER) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [(-42, "42 days late"), (-1, "1 day late"), (0, "due today"), (1, "due tomorrow"), (3, "due in 3 days")],
)
def test_a_due_day_is_told_from_today(days, text):
    with translation.override("en"):
        assert written_due(NOVEMBER + timedelta(days=days), today=NOVEMBER) == text
