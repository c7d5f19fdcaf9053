"""The institution's rule decides which account the status rests on."""

from datetime import UTC, date, datetime

import pytest

from tenants.institutions.models import StatusRule
from tenants.members.actions.settings import change_settings
from tenants.members.rule_example import EXAMPLE
from tenants.tracker import status
from tenants.tracker.models import Assessment, Recommendation


def test_a_changed_rule_reads_every_status_anew(alef):
    place = alef.alef
    one = Recommendation.objects.get(paragraph="140.1")
    for kind, body, value, progress in (
        ("state", None, "state:implemented", "implemented"),
        ("nhri", place.bodies["Council"], "nhri:limited", "in_progress"),
    ):
        Assessment(
            recommendation=one, assessor_kind=kind, body=body, value=value, progress=progress,
            assessed_on=date(2026, 1, 1),
        ).save()  # fmt: skip
    change_settings(institution=place.institution, by=place.members["coordinator"], status_rule="nhri")
    one.refresh_from_db()
    assert (one.status, one.accounts_diverge) == ("in_progress", True)


@pytest.mark.parametrize("said", EXAMPLE, ids=lambda said: said.rule.value)
def test_the_example_of_the_settings_page_is_what_the_rule_does(said):
    accounts = {
        one.kind: Assessment(
            assessor_kind=one.kind, value=one.value, progress=status.place(one.value), assessed_on=one.on,
            recorded_at=datetime(2026, 7, 1, tzinfo=UTC),
        )
        for one in EXAMPLE
    }  # fmt: skip
    assert status.read(accounts.values(), said.rule).rests_on is accounts[said.kind]


def test_the_example_explains_every_rule():
    assert {said.rule for said in EXAMPLE} == set(StatusRule)
