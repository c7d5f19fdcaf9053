from datetime import date

import pytest
from django.utils import translation

from tenants.reporting.models import Obligation
from tenants.reporting.timeline import APART, WIDTH, timeline

TODAY = date(2027, 6, 15)


def due(*days):
    return [Obligation(due_on=day, kind="follow_up") for day in days]


def test_the_year_begins_where_reading_begins():
    days = due(date(2027, 1, 1), date(2027, 12, 31))
    with translation.override("en"):
        first, last = timeline(2027, days, TODAY).marks
        assert first.x < 50 < WIDTH - 50 < last.x
    with translation.override("ar"):
        mirrored = timeline(2027, days, TODAY).marks
        assert mirrored[0].x == pytest.approx(WIDTH - first.x)


def test_obligations_of_one_week_stand_over_one_another():
    marks = timeline(2027, due(date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)), TODAY).marks
    assert len({mark.y for mark in marks}) == 3
    low = [mark for mark in timeline(2027, due(date(2027, 3, 1), date(2027, 6, 1)), TODAY).marks]
    assert low[0].y == low[1].y
    assert abs(low[0].x - low[1].x) >= APART


def test_it_grows_with_what_stands_on_it():
    assert timeline(2027, due(*[date(2027, 3, 1)] * 4), TODAY).height > timeline(2027, [], TODAY).height


def test_every_month_has_its_name_and_today_its_line():
    assert len(timeline(2028, [], TODAY).months) == 12
    assert timeline(2028, [], TODAY).today is None
    assert timeline(2027, [], TODAY).today is not None


def test_a_leap_year_ends_inside_the_drawing():
    (last,) = timeline(2028, due(date(2028, 12, 31)), TODAY).marks
    assert 0 < last.x < WIDTH
