import pytest
from django.utils import timezone

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
from tenants.records.models import AuditEntry
from tenants.tracker.actions import assignments
from tenants.tracker.actions.refusals import AlreadyLed, BodyCannotAnswer


def answering(recommendation):
    return {(one.body.short_name_en, one.lead) for one in recommendation.assignments.select_related("body")}


def test_a_body_is_made_to_lead(people, bodies, bare):
    assignments.assign(recommendation=bare, body=bodies.Justice, lead=True, by=people.analyst)
    assert answering(bare) == {("Justice", True)}


def test_a_second_lead_is_refused_and_the_refusal_names_the_first(people, bodies, recommendation):
    with pytest.raises(AlreadyLed, match="Justice"):
        assignments.assign(recommendation=recommendation, body=bodies.Interior, lead=True, by=people.analyst)
    assert answering(recommendation) == {("Justice", True), ("Interior", False)}


def test_assigning_what_stands_changes_nothing(people, bodies, recommendation, log):
    assignments.assign(recommendation=recommendation, body=bodies.Justice, lead=True, by=people.analyst)
    assert log(recommendation) == []


def test_a_supporting_body_takes_an_empty_lead(people, bodies, bare):
    assignments.assign(recommendation=bare, body=bodies.Interior, lead=False, by=people.analyst)
    assignments.assign(recommendation=bare, body=bodies.Interior, lead=True, by=people.analyst)
    assert answering(bare) == {("Interior", True)}


def test_the_lead_is_handed_over(people, bodies, recommendation):
    assignments.replace_lead(recommendation=recommendation, body=bodies.Interior, by=people.analyst)
    assert answering(recommendation) == {("Interior", True)}


def test_a_former_lead_may_stay_in_support(people, bodies, recommendation):
    assignments.replace_lead(
        recommendation=recommendation, body=bodies.Interior, by=people.analyst, keep_as_support=True
    )
    assert answering(recommendation) == {("Interior", True), ("Justice", False)}


def test_the_log_names_both_leads(people, bodies, recommendation):
    assignments.replace_lead(recommendation=recommendation, body=bodies.Interior, by=people.analyst)
    entry = AuditEntry.objects.get(object_id=recommendation.pk)
    assert entry.before["lead"] == str(bodies.Justice.pk)
    assert entry.after["lead"] == str(bodies.Interior.pk)


def test_a_retired_body_takes_on_nothing(people, bodies, bare):
    bodies.Justice.retired_at = timezone.now()
    bodies.Justice.save()
    with pytest.raises(BodyCannotAnswer):
        assignments.assign(recommendation=bare, body=bodies.Justice, lead=False, by=people.analyst)


def test_an_assessing_body_does_not_lead_in_a_states_mechanism(people, bodies, bare):
    with pytest.raises(BodyCannotAnswer):
        assignments.assign(recommendation=bare, body=bodies.Council, lead=True, by=people.analyst)


def test_in_a_national_institution_any_body_leads(alef, people, bodies, bare):
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(kind="nhri")
    assignments.assign(recommendation=bare, body=bodies.Council, lead=True, by=people.analyst)
    assert answering(bare) == {("Council", True)}


def test_unassigning_twice_is_unassigning_once(people, recommendation, log):
    lead = recommendation.assignments.get(lead=True)
    for _again in range(2):
        assignments.unassign(assignment=lead, by=people.analyst)
    assert log(recommendation) == ["unassigned"]
