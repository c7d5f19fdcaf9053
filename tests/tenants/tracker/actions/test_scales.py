"""The institution's own scales: what may be done to a value, and what follows."""

import pytest

from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.records.models import AuditEntry
from tenants.tracker.actions import assessments, scales
from tenants.tracker.actions.refusals import NotAValue, NotOnTheScale, ReasonMissing, ValueInUse
from tenants.tracker.models import ScaleValue, StatusChange
from tenants.tracker.scales.wording import scales as read
from tests.tenants.tracker.actions.test_assessments import state

WORDS = {"label_ar": "صدر القانون", "label_en": "Law issued", "label_fr": "Loi promulguée", "use_en": "Once published."}


@pytest.fixture
def own(people):
    return scales.add_value(kind="state", words=WORDS, progress="partly", by=people.coordinator)


def edit(by, code, progress, **more):
    words = more.pop("words", {})
    return scales.edit_value(kind="state", code=code, words=words, progress=progress, by=by, **more)


def codes(kind="state"):
    return [one.code for one in read().of(kind)]


def test_a_scale_without_changes_is_the_taxonomys(alef):
    labels = [one.label for one in read().of("nhri")]
    assert labels[:2] == ["Fully implemented", "Substantial progress"]


def test_a_value_of_ones_own_is_offered_and_stands_on_its_rung(people, recommendation, own):
    state(recommendation, people.coordinator, own.code)
    recommendation.refresh_from_db()
    assert recommendation.status == "partly"
    assert read().value(own.code).label == "Law issued"


def test_the_same_value_added_twice_stands_once(people, own):
    assert scales.add_value(kind="state", words=WORDS, progress="partly", by=people.coordinator) == own
    assert ScaleValue.objects.filter(own=True).count() == 1


def test_a_value_without_a_name_is_refused(people):
    with pytest.raises(NotAValue):
        scales.add_value(kind="state", words={"use_en": "Never."}, progress="", by=people.coordinator)


def test_a_value_of_no_place_says_nothing_about_progress(people, recommendation):
    value = scales.add_value(kind="state", words=WORDS, progress="", by=people.coordinator)
    state(recommendation, people.coordinator, value.code)
    recommendation.refresh_from_db()
    assert recommendation.status == ""


def test_a_value_is_renamed_in_one_language_and_keeps_the_others(people):
    edit(people.coordinator, "state:partially", "partly", words={"label_en": "Half way"})
    value = read().value("state:partially")
    assert (value.labels["en"], value.labels["fr"]) == ("Half way", "Partiellement mise en œuvre")


def test_another_place_needs_a_reason(people):
    with pytest.raises(ReasonMissing):
        edit(people.coordinator, "state:continuous", "implemented")


def test_another_place_moves_the_accounts_and_the_statuses_and_is_logged(people, recommendation):
    state(recommendation, people.coordinator, "state:continuous")
    edit(people.coordinator, "state:continuous", "implemented", reason="A standing measure is done.")
    recommendation.refresh_from_db()
    step = StatusChange.objects.last()
    assert recommendation.status == "implemented"
    assert recommendation.assessments.get().progress == "implemented"
    assert (step.before, step.after, step.cause, step.reason) == (
        "in_progress", "implemented", "scale", "A standing measure is done.",
    )  # fmt: skip
    entry = AuditEntry.objects.filter(verb="scale_value_edited").get()
    assert (entry.before, entry.after, entry.reason) == (
        {"progress": "in_progress"}, {"progress": "implemented"}, "A standing measure is done.",
    )  # fmt: skip


def test_a_changed_value_written_again_is_noted_once(people):
    for _again in range(2):
        edit(people.coordinator, "state:partially", "partly", words={"label_en": "Half way"})
    assert AuditEntry.objects.filter(verb="scale_value_edited").count() == 1


def test_a_value_moves_one_place_at_a_time(people):
    before = codes()
    scales.move_value(kind="state", code=before[2], up=True, by=people.coordinator)
    assert codes() == [before[0], before[2], before[1], *before[3:]]
    scales.move_value(kind="state", code=before[0], up=True, by=people.coordinator)
    assert codes()[0] == before[0]


def test_a_retired_value_is_offered_no_more_and_kept_where_it_was_given(people, recommendation):
    account = state(recommendation, people.coordinator, "state:planned")
    scales.retire_value(kind="state", code="state:planned", by=people.coordinator)
    assert "state:planned" not in codes()
    with pytest.raises(NotOnTheScale):
        state(recommendation, people.coordinator, "state:planned", account={"en": "Again."})
    account.refresh_from_db()
    assert (account.progress, account.is_current) == ("not_started", True)
    scales.restore_value(kind="state", code="state:planned", by=people.coordinator)
    assert "state:planned" in codes()


def test_the_last_value_is_not_retired(people):
    for code in codes()[1:]:
        scales.retire_value(kind="state", code=code, by=people.coordinator)
    with pytest.raises(ValueInUse):
        scales.retire_value(kind="state", code=codes()[0], by=people.coordinator)


def test_a_used_value_is_retired_and_not_deleted(people, recommendation, own):
    account = state(recommendation, people.coordinator, own.code)
    assessments.withdraw(assessment=account, reason="By mistake.", by=people.coordinator)
    with pytest.raises(ValueInUse):
        scales.delete_value(kind="state", code=own.code, by=people.coordinator)


def test_an_unused_value_is_deleted(people, own):
    scales.delete_value(kind="state", code=own.code, by=people.coordinator)
    assert not ScaleValue.objects.exists()


def test_a_value_of_the_common_lists_is_not_deleted(people):
    with pytest.raises(ValueInUse):
        scales.delete_value(kind="state", code="state:planned", by=people.coordinator)


@pytest.mark.parametrize("code", ["nhri:full", "state:nothing", "upr_info:full"])
def test_a_value_of_another_scale_is_not_there(people, code):
    with pytest.raises(NotAValue):
        scales.retire_value(kind="state", code=code, by=people.coordinator)


def test_until_an_assessor_is_confirmed_the_coordinator_keeps_the_nhris_scale(people):
    words = {"label_en": "Under inquiry"}
    Member.objects.filter(role_slug="assessor").update(awaits_confirmation=True)
    value = scales.add_value(kind="nhri", words=words, progress="", by=people.coordinator)
    Member.objects.filter(role_slug="assessor").update(awaits_confirmation=False)
    with pytest.raises(Denied, match="own assessors"):
        scales.delete_value(kind="nhri", code=value.code, by=people.coordinator)
    scales.delete_value(kind="nhri", code=value.code, by=people.assessor)


def test_an_assessor_of_civil_society_does_not_touch_the_nhris_scale(people, bodies):
    person = Member(user_id=bodies.Sanad.pk, name="Sanad", email="s@sanad.example", role_slug="assessor")
    person.body = bodies.Sanad
    person.save()
    with pytest.raises(Denied):
        scales.retire_value(kind="nhri", code="nhri:full", by=person)
    with pytest.raises(Denied):
        scales.retire_value(kind="civil_society", code="cso:worse", by=person)


def test_the_neighbours_own_value_is_not_there(alef, people, own):
    from shared.isolation.scope import in_institution

    with in_institution(alef.ba.institution), pytest.raises(NotAValue):
        scales.retire_value(kind="state", code=own.code, by=alef.ba.members["coordinator"])
