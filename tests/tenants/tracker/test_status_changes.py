"""The steps a status took: when they are written, and what moved since a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tenants.members.actions.settings import change_settings
from tenants.tracker import status
from tenants.tracker.actions import assessments
from tenants.tracker.models import Assessment, Recommendation, StatusChange
from tenants.tracker.status_changes import moved_since, replayed, retell

JANUARY, MARCH = datetime(2026, 1, 10, 9, tzinfo=UTC), datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def place(alef):
    return alef.alef


@pytest.fixture
def recommendation(place):
    return Recommendation.objects.get(paragraph="140.1")


def says(recommendation, by, value, on, kind="state", **more):
    return assessments.assess(
        recommendation=recommendation,
        kind=kind,
        value=value,
        assessed_on=on,
        by=by,
        account={"en": "So it is."},
        **more,
    )


def steps(recommendation):
    return list(recommendation.status_changes.values_list("before", "after", "cause", "assessor_kind"))


def test_every_step_is_written_with_its_day_and_the_account_it_rests_on(place, recommendation):
    coordinator = place.members["coordinator"]
    with time_machine.travel(JANUARY, tick=False):
        first = says(recommendation, coordinator, "state:planned", date(2026, 1, 9))
    with time_machine.travel(MARCH, tick=False):
        says(recommendation, coordinator, "state:implemented", date(2026, 3, 9))
    assert steps(recommendation) == [
        ("", "not_started", "account", "state"),
        ("not_started", "implemented", "account", "state"),
    ]
    told = recommendation.status_changes.first()
    assert (told.at, told.assessment) == (JANUARY, first)


def test_an_account_that_moves_nothing_writes_no_step(place, recommendation):
    says(recommendation, place.members["coordinator"], "state:in_progress", date(2026, 1, 9))
    says(recommendation, place.members["coordinator"], "state:continuous", date(2026, 1, 19))
    assert len(steps(recommendation)) == 1


def test_a_withdrawal_writes_its_reason(place, recommendation):
    account = says(recommendation, place.members["coordinator"], "state:planned", date(2026, 1, 9))
    assessments.withdraw(assessment=account, reason="By mistake.", by=place.members["coordinator"])
    last = recommendation.status_changes.last()
    assert (last.before, last.after, last.cause, last.reason) == ("not_started", "", "withdrawal", "By mistake.")


def test_a_changed_rule_writes_a_step_for_each_status_it_moves(place, recommendation):
    says(recommendation, place.members["coordinator"], "state:implemented", date(2026, 1, 9))
    council, assessor = place.bodies["Council"], place.members["assessor"]
    says(recommendation, assessor, "nhri:limited", date(2026, 1, 9), kind="nhri", body=council)
    change_settings(institution=place.institution, by=place.members["coordinator"], status_rule="nhri")
    assert steps(recommendation)[-1] == ("implemented", "in_progress", "rule", "nhri")


def test_what_moved_since_a_day_is_read_in_one_statement(place, django_assert_num_queries):
    moved, back, before = Recommendation.objects.order_by("order", "id")[:3]
    coordinator = place.members["coordinator"]
    with time_machine.travel(JANUARY, tick=False):
        for one in (moved, back, before):
            says(one, coordinator, "state:planned", date(2026, 1, 9))
    with time_machine.travel(MARCH, tick=False):
        says(moved, coordinator, "state:partially", date(2026, 3, 1))
        says(moved, coordinator, "state:implemented", date(2026, 3, 2))
        wrong = says(back, coordinator, "state:implemented", date(2026, 3, 1))
        assessments.withdraw(assessment=wrong, reason="By mistake.", by=coordinator)
    with django_assert_num_queries(1):
        assert moved_since(date(2026, 3, 10)) == [(moved.pk, "not_started", "implemented")]
    assert moved_since(date(2026, 3, 11)) == []
    assert {row.then for row in moved_since(date(2026, 1, 10))} == {""}


def account(value, recorded, on=None, withdrawn=None, **more):
    return Assessment(
        assessor_kind={"state": "state", "nhri": "nhri"}[value.partition(":")[0]],
        value=value,
        progress=status.place(value),
        assessed_on=on or recorded.date(),
        recorded_at=recorded,
        withdrawn_at=withdrawn,
        **more,
    )


def test_a_history_is_told_by_when_its_accounts_were_recorded():
    found = replayed(
        [
            account("state:implemented", MARCH),
            account("nhri:limited", JANUARY + timedelta(days=30)),
            account("state:planned", JANUARY, withdrawn=MARCH + timedelta(days=1)),
        ],
        "nhri",
    )
    assert [(before, reading.status, at) for before, reading, at, _cause in found] == [
        ("", "not_started", JANUARY),
        ("not_started", "in_progress", JANUARY + timedelta(days=30)),
    ]


def test_a_history_knows_that_an_account_of_an_earlier_day_changed_nothing():
    late = account("state:planned", MARCH, on=date(2025, 1, 1))
    assert len(replayed([account("state:implemented", JANUARY), late], "state")) == 1


def test_rows_written_at_once_are_told_once(place, recommendation):
    account("state:planned", JANUARY, recommendation=recommendation, is_current=False).save()
    account("state:implemented", MARCH, recommendation=recommendation).save()
    status.derive_all("state", cause=None)
    assert (retell("state"), retell("state")) == (2, 0)
    assert [step.at for step in recommendation.status_changes.all()] == [JANUARY, MARCH]


def test_the_neighbours_steps_are_not_seen(alef, place, recommendation):
    from shared.isolation.scope import in_institution

    says(recommendation, place.members["coordinator"], "state:planned", date(2026, 1, 9))
    with in_institution(alef.ba.institution):
        assert not StatusChange.objects.exists()
        assert moved_since(date(2020, 1, 1)) == []
