"""How the accounts of one recommendation become the status it shows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.tracker import status
from tenants.tracker.models import Assessment, Recommendation

DAY = date(2025, 9, 30)


def account(value, kind=None, days=0):
    kind = (
        kind
        or {"state": "state", "nhri": "nhri", "cso": "civil_society", "treaty_body": "committee"}[
            value.partition(":")[0]
        ]
    )
    return Assessment(
        assessor_kind=kind,
        value=value,
        progress=status.place(value),
        assessed_on=DAY + timedelta(days=days),
        recorded_at=datetime(2025, 10, 1, tzinfo=UTC),
    )


STATE, NHRI, CSO, COMMITTEE = (
    account(value) for value in ("state:implemented", "nhri:limited", "cso:worse", "treaty_body:B")
)


def test_every_value_of_our_scales_has_a_place_or_says_nothing_on_purpose():
    lists = catalogue_from_files()
    scales = {lists.scale_by_code[code].id for code in status.SCALES.values()}
    values = {code for code, one in lists.scale_value_by_code.items() if one.scale_id in scales}
    assert values - set(status.PLACES) == {"nhri:no_info", "treaty_body:D"}
    assert set(status.PLACES) <= values


@pytest.mark.parametrize(
    ("rule", "accounts", "expected"),
    [
        ("state", [STATE, NHRI], "implemented"),
        ("state", [NHRI, CSO], ""),
        ("nhri", [STATE, NHRI, CSO], "in_progress"),
        ("nhri", [STATE, CSO], "implemented"),
        ("nhri", [STATE, account("nhri:no_info")], "implemented"),
        ("cautious", [STATE, NHRI, CSO, COMMITTEE], "not_implemented"),
        ("cautious", [STATE, COMMITTEE], "partly"),
        ("cautious", [STATE, account("treaty_body:D")], "implemented"),
        ("cautious", [], ""),
        ("latest", [STATE, account("nhri:limited", days=1), account("cso:worse", days=-1)], "in_progress"),
        ("latest", [STATE, account("nhri:no_info", days=1)], "implemented"),
        ("latest", [], ""),
    ],
)
def test_the_rule_decides_whose_word_counts(rule, accounts, expected):
    assert status.read(accounts, rule).status == expected


def test_the_reading_names_the_account_it_rests_on():
    assert status.read([STATE, NHRI, CSO], "cautious").rests_on is CSO


def test_the_states_latest_account_speaks_for_it():
    ministry = account("state:in_progress", days=10)
    assert status.read([STATE, ministry], "state").rests_on is ministry


def test_accounts_of_different_assessors_on_different_rungs_diverge():
    assert status.read([STATE, NHRI], "state").diverge


def test_accounts_on_one_rung_do_not_diverge_whatever_their_scales_say():
    assert not status.read([account("state:partially"), COMMITTEE], "state").diverge


def test_two_ministries_do_not_make_the_state_diverge_from_itself():
    assert not status.read([STATE, account("state:in_progress", days=10)], "state").diverge


def test_an_account_without_information_does_not_diverge():
    assert not status.read([STATE, account("nhri:no_info")], "state").diverge


def stored(recommendation, value, kind, body=None):
    Assessment(
        recommendation=recommendation,
        assessor_kind=kind,
        body=body,
        value=value,
        progress=status.place(value),
        assessed_on=DAY,
    ).save()


def test_all_are_read_anew_when_the_rule_changes(alef):
    first, second, third = Recommendation.objects.order_by("created_at", "id")[:3]
    council = alef.alef.bodies["Council"]
    for one in (first, second):
        stored(one, "state:implemented", "state")
        stored(one, "nhri:none", "nhri", council)
    stored(third, "state:planned", "state")
    assert status.derive_all("state") == 3
    assert status.derive_all("cautious") == 2
    first.refresh_from_db()
    assert (first.status, first.accounts_diverge) == ("not_started", True)


def test_reading_anew_clears_what_rests_on_nothing(alef):
    first = Recommendation.objects.first()
    Recommendation.objects.filter(pk=first.pk).update(status="implemented", accounts_diverge=True)
    status.derive_all("state")
    first.refresh_from_db()
    assert (first.status, first.accounts_diverge) == ("", False)


def test_reading_all_anew_takes_few_queries(alef):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for one in Recommendation.objects.all():
        stored(one, "state:planned", "state")
    with CaptureQueriesContext(connection) as queries:
        status.derive_all("state")
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 4
