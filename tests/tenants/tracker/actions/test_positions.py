from datetime import date, timedelta

import pytest
from django.utils import timezone

from tenants.tracker.actions import positions
from tenants.tracker.actions.refusals import BadDate, UnknownTerm


def record(recommendation, by, value, dated, source="A/HRC/58/11/Add.1, para. 7"):
    return positions.record_position(recommendation=recommendation, value=value, dated=dated, source=source, by=by)


def test_a_later_position_stands_and_the_earlier_is_kept(people, recommendation):
    record(recommendation, people.analyst, "noted", date(2025, 6, 26))
    recommendation.refresh_from_db()
    assert recommendation.position == "noted"
    assert recommendation.positions.count() == 2


def test_a_position_of_an_earlier_day_joins_the_history_only(people, recommendation):
    record(recommendation, people.analyst, "pending", date(2025, 1, 1))
    recommendation.refresh_from_db()
    assert recommendation.position == "supported"


def test_of_two_positions_of_one_day_the_one_recorded_last_stands(people, recommendation):
    record(recommendation, people.analyst, "noted", date(2025, 6, 26))
    record(recommendation, people.analyst, "rejected", date(2025, 6, 26))
    recommendation.refresh_from_db()
    assert recommendation.position == "rejected"


def test_an_undated_position_does_not_outweigh_a_dated_one(people, recommendation):
    record(recommendation, people.analyst, "noted", None)
    recommendation.refresh_from_db()
    assert recommendation.position == "supported"


def test_the_same_position_sent_twice_is_recorded_once(people, recommendation, log):
    for _again in range(2):
        record(recommendation, people.analyst, "noted", date(2025, 6, 26))
    assert log(recommendation) == ["position_recorded"]


def test_a_position_of_tomorrow_is_refused(people, recommendation):
    with pytest.raises(BadDate):
        record(recommendation, people.analyst, "noted", timezone.localdate() + timedelta(days=1))


def test_a_position_that_no_state_can_take_is_refused(people, recommendation):
    with pytest.raises(UnknownTerm):
        record(recommendation, people.analyst, "maybe", None)
