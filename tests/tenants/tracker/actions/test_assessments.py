from datetime import date, timedelta

import pytest
from django.utils import timezone

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
from tenants.members.access import Denied
from tenants.members.models import Member, ResponsibleBody
from tenants.tracker.actions import assessments
from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, NotOnTheScale, ReasonMissing

DAY = date(2025, 9, 30)


@pytest.fixture
def committee(alef):
    body = ResponsibleBody(name_en="Committee against Torture", short_name_en="CAT", kind="committee")
    body.save()
    return body


def state(recommendation, by, value="state:partially", on=DAY, **more):
    return assessments.assess(recommendation=recommendation, kind="state", value=value, assessed_on=on, by=by, **more)


def nhri(recommendation, people, bodies, value="nhri:limited", on=DAY, **more):
    return assessments.assess(
        recommendation=recommendation,
        kind="nhri",
        body=bodies.Council,
        value=value,
        assessed_on=on,
        by=people.assessor,
        **more,
    )


def test_an_account_gives_the_recommendation_its_status(people, recommendation):
    state(recommendation, people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.status == "partly"


def test_a_later_account_replaces_the_earlier_and_keeps_it(people, recommendation):
    state(recommendation, people.coordinator, "state:in_progress")
    later = DAY + timedelta(days=30)
    state(recommendation, people.coordinator, "state:implemented", later, account={"en": "Law 18 was issued."})
    values = list(recommendation.assessments.values_list("value", "is_current"))
    assert values == [("state:implemented", True), ("state:in_progress", False)]


def test_an_account_of_an_earlier_day_only_joins_the_history(people, recommendation):
    state(recommendation, people.coordinator, "state:implemented")
    state(recommendation, people.coordinator, "state:planned", DAY - timedelta(days=400))
    recommendation.refresh_from_db()
    assert recommendation.status == "implemented"
    assert recommendation.assessments.get(value="state:planned").is_current is False


def test_the_same_account_sent_twice_is_recorded_once(people, recommendation, log):
    for _again in range(2):
        state(recommendation, people.coordinator, account={"en": "Law 18 was issued."})
    assert recommendation.assessments.count() == 1
    assert log(recommendation) == ["assessed"]


def test_accounts_of_different_assessors_stand_side_by_side_and_diverge(people, bodies, recommendation):
    state(recommendation, people.coordinator, "state:implemented")
    nhri(recommendation, people, bodies, "nhri:none")
    recommendation.refresh_from_db()
    assert recommendation.assessments.current().count() == 2
    assert (recommendation.status, recommendation.accounts_diverge) == ("implemented", True)


def test_the_status_follows_the_institutions_rule(alef, people, bodies, recommendation):
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(status_rule="cautious")
    state(recommendation, people.coordinator, "state:implemented")
    nhri(recommendation, people, bodies, "nhri:none")
    recommendation.refresh_from_db()
    assert recommendation.status == "not_started"


def test_a_focal_point_speaks_only_where_her_body_answers(people, bodies, bare):
    with pytest.raises(Denied, match="does not answer"):
        state(bare, people.focal_point, body=bodies.Justice)


def test_a_focal_point_does_not_speak_for_the_institution(people, recommendation):
    with pytest.raises(Denied, match="own body"):
        state(recommendation, people.focal_point)


def test_a_focal_point_does_not_speak_for_another_ministry(people, bodies, recommendation):
    with pytest.raises(Denied, match="own body"):
        state(recommendation, people.focal_point, body=bodies.Interior)


@pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point", "observer"])
def test_nobody_else_withdraws_the_councils_account(role, people, bodies, recommendation):
    account = nhri(recommendation, people, bodies)
    with pytest.raises(Denied):
        assessments.withdraw(assessment=account, reason="It harms us.", by=getattr(people, role))
    account.refresh_from_db()
    assert account.is_current
    assert account.withdrawn_at is None


def test_an_assessor_does_not_speak_for_the_state(people, bodies, recommendation):
    with pytest.raises(Denied):
        state(recommendation, people.assessor, body=bodies.Justice)


def test_a_states_account_is_not_given_by_an_assessing_body(people, bodies, recommendation):
    with pytest.raises(BodyCannotAnswer):
        state(recommendation, people.coordinator, body=bodies.Council)


def test_the_councils_account_is_not_passed_off_as_the_coalitions(people, bodies, recommendation):
    with pytest.raises(BodyCannotAnswer):
        assessments.assess(
            recommendation=recommendation,
            kind="civil_society",
            body=bodies.Council,
            value="cso:worse",
            assessed_on=DAY,
            by=people.assessor,
        )


def test_a_value_of_another_scale_is_refused(people, recommendation):
    with pytest.raises(NotOnTheScale):
        state(recommendation, people.coordinator, "nhri:full")


def test_an_account_of_tomorrow_is_refused(people, recommendation):
    with pytest.raises(BadDate):
        state(recommendation, people.coordinator, on=timezone.localdate() + timedelta(days=1))


def test_a_committees_grade_is_recorded_with_its_paper(people, recommendation, committee):
    account = assessments.assess(
        recommendation=recommendation,
        kind="committee",
        body=committee,
        value="treaty_body:B",
        assessed_on=DAY,
        source="CAT/C/ALF/FCO/2",
        by=people.analyst,
    )
    assert account.progress == "partly"


def test_a_committees_grade_without_a_paper_is_refused(people, recommendation, committee):
    with pytest.raises(ReasonMissing):
        assessments.assess(
            recommendation=recommendation,
            kind="committee",
            body=committee,
            value="treaty_body:B",
            assessed_on=DAY,
            by=people.coordinator,
        )


def test_a_committee_whose_own_people_sit_here_speaks_for_itself(people, recommendation, committee):
    own = Member(
        user_id=committee.pk, name="Rapporteur", email="r@committee.example", role_slug="assessor", body=committee
    )
    own.save()
    with pytest.raises(Denied, match="speaks for itself"):
        assessments.assess(
            recommendation=recommendation,
            kind="committee",
            body=committee,
            value="treaty_body:A",
            assessed_on=DAY,
            source="CAT/C/ALF/FCO/2",
            by=people.coordinator,
        )
    assessments.assess(
        recommendation=recommendation, kind="committee", body=committee, value="treaty_body:A", assessed_on=DAY, by=own
    )


def test_a_withdrawn_account_stays_with_its_reason_and_the_one_before_stands_again(people, recommendation):
    state(recommendation, people.coordinator, "state:in_progress")
    wrong = state(
        recommendation, people.coordinator, "state:implemented", DAY + timedelta(days=1), account={"en": "Law 18."}
    )
    assessments.withdraw(assessment=wrong, reason="Recorded by mistake.", by=people.coordinator)
    recommendation.refresh_from_db()
    wrong.refresh_from_db()
    assert (wrong.is_current, wrong.withdrawal_reason) == (False, "Recorded by mistake.")
    assert recommendation.status == "in_progress"


def test_withdrawing_the_only_account_leaves_no_status(people, recommendation):
    account = state(recommendation, people.coordinator)
    assessments.withdraw(assessment=account, reason="Recorded by mistake.", by=people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.status == ""


def test_an_account_is_not_withdrawn_without_a_reason(people, recommendation):
    account = state(recommendation, people.coordinator)
    with pytest.raises(ReasonMissing):
        assessments.withdraw(assessment=account, reason=" ", by=people.coordinator)


def test_another_value_without_words_is_refused(people, recommendation):
    state(recommendation, people.coordinator, "state:in_progress")
    with pytest.raises(ReasonMissing, match="say in a few words why"):
        state(recommendation, people.coordinator, "state:implemented", DAY + timedelta(days=30))
    recommendation.refresh_from_db()
    assert recommendation.status == "in_progress"


def test_the_same_value_of_a_later_day_needs_no_words(people, recommendation):
    state(recommendation, people.coordinator, "state:in_progress")
    state(recommendation, people.coordinator, "state:in_progress", DAY + timedelta(days=30))
    assert recommendation.assessments.count() == 2


def test_a_changed_grade_needs_another_paper(people, recommendation, committee):
    def grade(value, source):
        return assessments.assess(
            recommendation=recommendation, kind="committee", body=committee, value=value, assessed_on=DAY,
            source=source, by=people.analyst,
        )  # fmt: skip

    grade("treaty_body:C", "CAT/C/ALF/FCO/2")
    with pytest.raises(ReasonMissing):
        grade("treaty_body:B", "CAT/C/ALF/FCO/2")
    grade("treaty_body:B", "CAT/C/ALF/FCO/3")
    recommendation.refresh_from_db()
    assert recommendation.assessments.current().get().value == "treaty_body:B"


@pytest.fixture
def own_nhri(alef):
    """`alef` is a national human rights institution itself, and no assessor of an NHRI body sits in it."""
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(kind="nhri")
    Member.objects.filter(role_slug="assessor").update(left_at=timezone.now())


def own_finding(recommendation, by, value="nhri:limited", **more):
    return assessments.assess(recommendation=recommendation, kind="nhri", value=value, assessed_on=DAY, by=by, **more)


@pytest.mark.parametrize("role", ["coordinator", "analyst"])
def test_in_an_nhris_own_tracker_its_people_give_its_finding(own_nhri, people, recommendation, role):
    account = own_finding(recommendation, getattr(people, role))
    assert (account.assessor_kind, account.body) == ("nhri", None)


def test_in_a_mechanisms_tracker_nobody_gives_a_finding_of_the_institutions_own(people, recommendation):
    for role in ("coordinator", "analyst"):
        with pytest.raises(BodyCannotAnswer):
            own_finding(recommendation, getattr(people, role))


def test_in_an_nhris_own_tracker_its_confirmed_assessors_alone_speak(alef, own_nhri, people, bodies, recommendation):
    Member.objects.filter(role_slug="assessor").update(left_at=None)
    for role in ("coordinator", "analyst"):
        with pytest.raises(Denied, match="confirmed assessors"):
            own_finding(recommendation, getattr(people, role))
    nhri(recommendation, people, bodies)


def test_an_nhri_quotes_the_state_with_its_source(own_nhri, people, bodies, recommendation):
    with pytest.raises(ReasonMissing, match="where the state said"):
        state(recommendation, people.analyst, body=bodies.Justice)
    account = state(recommendation, people.analyst, body=bodies.Justice, source="Mid-term report, para. 12")
    assert account.source == "Mid-term report, para. 12"


def test_a_ministrys_focal_point_needs_no_source_in_an_nhris_tracker(own_nhri, people, bodies, recommendation):
    assert state(recommendation, people.focal_point, body=bodies.Justice).source == ""
