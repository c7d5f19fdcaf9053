"""When the next measurement is due, and what the last one says."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tenants.planning.measuring import course_of, due_day, expected, months_later
from tenants.planning.models import Course, Indicator


def indicator(**more):
    given = {
        "kind": "process",
        "frequency": "quarterly",
        "baseline": Decimal(0),
        "baseline_on": date(2025, 1, 1),
        "target": Decimal(100),
        "target_on": date(2027, 1, 1),
        "created_at": datetime(2025, 3, 10, tzinfo=UTC),
    }
    return Indicator(**{**given, **more})


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 2, 28), 1, date(2025, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 15), 3, date(2026, 2, 15)),
        (date(2025, 1, 30), 1, date(2025, 2, 28)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
    ],
)
def test_the_last_day_of_a_month_stays_the_last(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("frequency", "due"),
    [
        ("monthly", date(2025, 5, 15)),
        ("quarterly", date(2025, 7, 15)),
        ("half_yearly", date(2025, 10, 15)),
        ("yearly", date(2026, 4, 15)),
        ("once", None),
    ],
)
def test_it_is_due_a_period_after_the_last_measurement(frequency, due):
    assert due_day(indicator(frequency=frequency), date(2025, 4, 15)) == due


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({}, date(2025, 4, 1)),
        ({"baseline": None, "baseline_on": None}, date(2025, 6, 10)),
        ({"frequency": "once"}, date(2027, 1, 1)),
        ({"retired_at": datetime(2025, 5, 1, tzinfo=UTC)}, None),
    ],
)
def test_the_first_is_due_after_the_baseline_or_the_day_it_was_written_down(more, due):
    assert due_day(indicator(**more), None) == due


def test_the_day_of_the_target_is_asked_for_and_nothing_after_it():
    assert due_day(indicator(frequency="yearly"), date(2026, 6, 1)) == date(2027, 1, 1)
    assert due_day(indicator(frequency="yearly"), date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("value", "day", "course"),
    [
        (None, None, Course.UNMEASURED),
        (50, date(2026, 1, 1), Course.ON_COURSE),
        (49, date(2026, 1, 1), Course.BEHIND),
        (100, date(2026, 1, 1), Course.REACHED),
        (99, date(2027, 1, 1), Course.BEHIND),
        (0, date(2024, 6, 1), Course.ON_COURSE),
    ],
)
def test_it_is_held_against_the_straight_line(value, day, course):
    assert course_of(indicator(), None if value is None else Decimal(value), day) == course


@pytest.mark.parametrize(("value", "course"), [(50, "on_course"), (51, "behind"), (20, "reached"), (90, "behind")])
def test_where_lower_is_better_it_is_the_other_way_round(value, course):
    falling = indicator(wanted="lower", baseline=Decimal(80), target=Decimal(20))
    assert course_of(falling, Decimal(value), date(2026, 1, 1)) == course


@pytest.mark.parametrize(
    ("value", "day", "course"),
    [(0, date(2026, 12, 31), "on_course"), (0, date(2027, 1, 1), "behind"), (1, date(2025, 2, 1), "reached")],
)
def test_an_answer_is_behind_only_once_the_day_of_the_target_came(value, day, course):
    law = indicator(kind="structural", is_yes_no=True, target=Decimal(1))
    assert course_of(law, Decimal(value), day) == course


def test_without_a_target_or_a_line_nothing_is_claimed():
    assert course_of(indicator(target=None, target_on=None), Decimal(5), date(2026, 1, 1)) == Course.UNJUDGED
    bare = indicator(baseline=None, baseline_on=None)
    assert course_of(bare, Decimal(5), date(2026, 1, 1)) == Course.UNJUDGED
    assert expected(bare, date(2026, 1, 1)) is None
