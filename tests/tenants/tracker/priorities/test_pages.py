"""The sheet, the criteria and the mark for follow-up, as pages."""

import pytest

from shared.isolation.scope import in_institution
from tenants.tracker.models import Criterion, Recommendation
from tenants.tracker.priorities.criteria import DEFAULTS

LIST = "/en/recommendations/"
CRITERIA = f"{LIST}criteria/"


@pytest.fixture
def first(alef):
    return Recommendation.objects.get(paragraph="140.1")


def sheet(one, value):
    return {"seen": one.changed_at.isoformat(), **{f"mark_{default.key}": value for default in DEFAULTS}}


def test_the_sheet_proposes_and_nothing_is_kept_before_it_is_sent(browse, first):
    page = browse("alef", "analyst").get(f"{LIST}{first.pk}/sheet/").content.decode()
    assert "Proposed: 3 (Supported)" in page
    assert not first.marks.exists()


def test_a_sheet_that_was_sent_gives_the_priority_and_stands_on_the_record(browse, first):
    client = browse("alef", "analyst")
    client.post(f"{LIST}{first.pk}/sheet/", sheet(first, "3"))
    record = client.get(f"{LIST}{first.pk}/").content.decode()
    assert "score 100 of 100" in record
    assert "Scoring sheet filled in" in record


def test_a_sheet_with_a_gap_is_asked_for_again(browse, first):
    assert browse("alef", "analyst").post(f"{LIST}{first.pk}/sheet/", sheet(first, "")).status_code == 422


def test_a_sheet_over_a_newer_one_is_refused(browse, first):
    client = browse("alef", "analyst")
    client.post(f"{LIST}{first.pk}/sheet/", sheet(first, "3"))
    assert client.post(f"{LIST}{first.pk}/sheet/", sheet(first, "1")).status_code == 409


def test_by_hand_against_the_sheet_without_a_reason_is_refused(browse, first):
    client = browse("alef", "analyst")
    client.post(f"{LIST}{first.pk}/sheet/", sheet(first, "3"))
    first.refresh_from_db()
    given = {"seen": first.changed_at.isoformat(), "priority": "low"}
    assert client.post(f"{LIST}{first.pk}/prioritise/", given).status_code == 409
    assert client.post(f"{LIST}{first.pk}/prioritise/", {**given, "reason": "Later."}).status_code == 302


@pytest.mark.parametrize("page", ["sheet/", "followup/"])
def test_a_neighbours_recommendation_is_not_there(browse, alef, page):
    with in_institution(alef.ba.institution):
        theirs = Recommendation.objects.get(paragraph="140.1")
    assert browse("alef", "coordinator").post(f"{LIST}{theirs.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "retire/", "restore/"])
def test_a_neighbours_own_criterion_is_not_there(browse, alef, page):
    with in_institution(alef.ba.institution):
        theirs = Criterion(name_en="Theirs")
        theirs.save()
    assert browse("alef", "coordinator").post(f"{CRITERIA}{theirs.pk}/{page}").status_code == 404


def test_the_coordinator_edits_a_criterion_it_starts_from(browse, alef):
    client = browse("alef", "coordinator")
    assert "Urgency" in client.get(CRITERIA).content.decode()
    key = DEFAULTS[0].key
    client.post(f"{CRITERIA}{key}/", {"name_en": "How urgent", "weight": 5, "order": 10, "rule": ""})
    assert Criterion.objects.get(pk=key).weight == 5
    assert Criterion.objects.count() == len(DEFAULTS)


def test_bands_in_the_wrong_order_are_refused(browse, alef):
    client = browse("alef", "coordinator")
    assert client.post(f"{CRITERIA}bands/", {"high_from": 20, "medium_from": 50}).status_code == 409


def test_the_mark_for_followup_is_shown_and_filtered(browse, first):
    client = browse("alef", "analyst")
    client.post(f"{LIST}{first.pk}/followup/", {"chosen": "yes"})
    listed = client.get(f"{LIST}?attention=for_followup").content.decode()
    assert listed.count('<li class="row">') == 1
    assert "for follow-up" in listed
    assert "chosen for follow-up by the committee" in client.get(f"{LIST}{first.pk}/").content.decode()


def test_the_list_is_sorted_by_score(browse, first):
    client = browse("alef", "analyst")
    client.post(f"{LIST}{first.pk}/sheet/", sheet(first, "2"))
    page = client.get(f"{LIST}?sort=score").content.decode()
    assert page.index("140.1") < page.index("140.2")
    assert "Score 67" in page
