"""Actions are written, changed, given to bodies, and say what they serve."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tenants.members.actions.bodies import retire_body
from tenants.planning.actions import actions, milestones, serving
from tenants.planning.content import Content
from tenants.planning.models import Action, ActionServes
from tenants.planning.refusals import (
    BadDate,
    BodyCannotAnswer,
    ChangedSince,
    NotAnAction,
    NothingToServe,
    ReasonMissing,
    Refused,
)
from tenants.records.models import AuditEntry
from tenants.tracker import slots
from tenants.tracker.actions import clusters
from tests.tenants.planning.conftest import REGULATIONS


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (Content(), NotAnAction),
        (Content(title_fr="   "), NotAnAction),
        (replace(REGULATIONS, ends_on=date(2024, 1, 1)), BadDate),
        (replace(REGULATIONS, budget_currency=""), NotAnAction),
        (replace(REGULATIONS, budget_amount=None), NotAnAction),
        (replace(REGULATIONS, budget_amount=Decimal(0)), NotAnAction),
        (replace(REGULATIONS, costs_nothing=True), NotAnAction),
    ],
)
def test_what_makes_no_action_is_refused(here, content, refusal):
    with pytest.raises(refusal):
        actions.add(plan=here.plan, content=content, by=here.people.analyst)
    with pytest.raises(refusal):
        actions.change(action=here.whole, content=content, by=here.people.analyst)


def test_one_language_is_enough(here):
    made = actions.add(plan=here.plan, content=Content(title_ar=" تدريب القضاة "), by=here.people.analyst)
    assert (made.title, made.shown_language) == ("تدريب القضاة", "ar")


def test_a_change_is_logged_with_what_changed_only(here):
    actions.change(action=here.whole, content=replace(REGULATIONS, budget_source="Grant"), by=here.people.analyst)
    entry = AuditEntry.objects.filter(object_id=here.whole.pk, verb="action_changed").get()
    assert (entry.before, entry.after) == ({"budget_source": "State budget"}, {"budget_source": "Grant"})


def test_saving_what_stands_writes_nothing(here, log):
    before = log(here.whole)
    actions.change(action=here.whole, content=REGULATIONS, by=here.people.analyst)
    assert log(here.whole) == before


def test_a_form_that_is_too_old_is_refused(here):
    with pytest.raises(ChangedSince):
        actions.change(
            action=here.whole,
            content=REGULATIONS,
            seen=here.whole.changed_at - timedelta(seconds=1),
            by=here.people.analyst,
        )


def test_a_body_does_not_lead_and_support(here):
    justice = here.bodies.Justice
    with pytest.raises(BodyCannotAnswer):
        actions.assign_bodies(action=here.bare, lead=justice, supporting=[justice], by=here.people.analyst)


def test_an_assessing_body_does_not_lead_in_a_states_mechanism(here):
    with pytest.raises(BodyCannotAnswer):
        actions.assign_bodies(action=here.bare, lead=here.bodies.Council, supporting=[], by=here.people.analyst)


def test_a_retired_body_keeps_what_it_has_and_takes_on_nothing(here):
    sanad = here.bodies.Sanad
    actions.assign_bodies(action=here.bare, lead=None, supporting=[sanad], by=here.people.analyst)
    retire_body(body=sanad, by=here.people.coordinator)
    actions.assign_bodies(action=here.bare, lead=here.bodies.Justice, supporting=[sanad], by=here.people.analyst)
    assert here.bare.supporting.get().body_id == sanad.pk
    with pytest.raises(BodyCannotAnswer):
        actions.assign_bodies(action=here.whole, lead=here.bodies.Justice, supporting=[sanad], by=here.people.analyst)


def test_a_standing_has_its_day_and_not_one_to_come(here):
    by = here.people.analyst
    assert actions.set_standing(action=here.whole, standing="done", by=by).standing_on == timezone.localdate()
    assert actions.set_standing(action=here.whole, standing="not_started", by=by).standing_on is None
    with pytest.raises(BadDate):
        actions.set_standing(action=here.whole, standing="done", on=timezone.localdate() + timedelta(days=1), by=by)
    with pytest.raises(Refused):
        actions.set_standing(action=here.whole, standing="burnt", by=by)


def test_abandoning_needs_a_reason_that_is_kept(here):
    with pytest.raises(ReasonMissing):
        actions.set_standing(action=here.whole, standing="abandoned", reason=" ", by=here.people.analyst)
    actions.set_standing(action=here.whole, standing="abandoned", reason="Overtaken", by=here.people.analyst)
    assert AuditEntry.objects.filter(object_id=here.whole.pk).first().reason == "Overtaken"


def test_serving_twice_is_once_and_stands_in_the_recommendations_history(here):
    one = here.recommendations[1]
    lines = [serving.serve(action=here.whole, recommendation=one, by=here.people.analyst) for _ in "ab"]
    assert lines[0] == lines[1]
    assert list(AuditEntry.objects.filter(object_id=one.pk).values_list("verb", flat=True)) == ["planned"]
    serving.unserve(line=lines[0], by=here.people.analyst)
    serving.unserve(line=lines[0], by=here.people.analyst)
    verbs = list(AuditEntry.objects.filter(object_id=one.pk).values_list("verb", flat=True))
    assert verbs == ["unplanned", "planned"]


def test_an_action_serves_one_known_thing_at_a_time(here):
    by, one = here.people.analyst, here.recommendations[1]
    for given in ({}, {"recommendation": one, "sdg_code": "5.2"}, {"sdg_code": "99.9"}):
        with pytest.raises(NothingToServe):
            serving.serve(action=here.whole, by=by, **given)


def test_an_action_serves_a_recommendation_through_its_cluster(here):
    by, one = here.people.analyst, here.recommendations[2]
    cluster = clusters.create_cluster(title="Shelters", by=by)
    membership = clusters.add_to_cluster(cluster=cluster, recommendation=one, by=by)
    serving.serve(action=here.bare, cluster=cluster, by=by)
    assert list(Action.objects.serving(one)) == [here.bare]
    clusters.remove_from_cluster(membership=membership, by=by)
    assert not list(Action.objects.serving(one))
    assert ActionServes.objects.filter(action=here.bare, cluster=cluster).exists()


def test_an_import_is_not_undone_under_an_action(here):
    served, untouched = here.recommendations[1], here.recommendations[2]
    serving.serve(action=here.whole, recommendation=served, by=here.people.analyst)
    reasons = slots.built_upon([served.pk, untouched.pk])
    assert {key: list(map(str, told)) for key, told in reasons.items()} == {
        served.pk: ["an action of the plan serves it"]
    }


def test_a_milestone_moves_with_a_reason_only(here):
    by = here.people.analyst
    with pytest.raises(ReasonMissing):
        milestones.move(milestone=here.milestone, due_on=date(2026, 9, 30), reason="", by=by)
    milestones.move(milestone=here.milestone, due_on=date(2026, 9, 30), reason="Elections", by=by)
    entry = AuditEntry.objects.filter(object_id=here.whole.pk).first()
    assert (entry.verb, entry.before, entry.reason) == ("milestone_moved", {"due_on": "2026-06-30"}, "Elections")


def test_a_reached_milestone_stays_where_it_is(here):
    by = here.people.analyst
    milestones.reach(milestone=here.milestone, on=date(2025, 5, 1), by=by)
    with pytest.raises(Refused):
        milestones.move(milestone=here.milestone, due_on=date(2026, 9, 30), reason="Late", by=by)
    with pytest.raises(Refused):
        milestones.remove(milestone=here.milestone, by=by)
    with pytest.raises(BadDate):
        milestones.reach(milestone=here.milestone, on=timezone.localdate() + timedelta(days=1), by=by)


def test_a_milestone_is_taken_out_and_says_so(here, log):
    milestones.remove(milestone=here.milestone, by=here.people.analyst)
    assert not here.whole.milestones.exists()
    assert log(here.whole)[0] == "milestone_removed"


def test_a_milestone_says_something(here):
    with pytest.raises(Refused):
        milestones.add(action=here.whole, words=" ", due_on=date(2026, 1, 1), by=here.people.analyst)
