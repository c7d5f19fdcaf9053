"""A plan is started, moved and adopted; what is adopted is kept as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tenants.planning.actions import actions, indicators, measurements, milestones, plans, serving
from tenants.planning.actions.measurements import Reading
from tenants.planning.comparing import compare
from tenants.planning.freezing import snapshot
from tenants.planning.models import FrozenVersion, Plan, PlanVersion
from tenants.planning.refusals import NothingPlanned, PlanRests, Refused, StillOpen
from tests.tenants.planning.conftest import REGULATIONS, TRAINED


def test_a_plan_needs_a_title(alef):
    with pytest.raises(Refused):
        plans.start(title="  ", by=alef.alef.members["analyst"])


def test_a_second_plan_waits_for_the_adoption_of_the_first(here):
    with pytest.raises(StillOpen):
        plans.start(title="Another", by=here.people.analyst)


def test_a_new_plan_takes_the_place_of_an_adopted_one(here):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    new = plans.start(title="Another", by=here.people.coordinator)
    assert list(Plan.objects.current()) == [new]
    with pytest.raises(PlanRests):
        actions.set_standing(action=here.whole, standing="done", by=here.people.coordinator)
    with pytest.raises(PlanRests):
        plans.move(plan=here.plan, standing="drafting", by=here.people.coordinator)


def test_it_goes_to_consultation_and_back(here, log):
    assert plans.move(plan=here.plan, standing="consultation", by=here.people.analyst).standing == "consultation"
    assert plans.move(plan=here.plan, standing="drafting", by=here.people.analyst).standing == "drafting"
    assert log(here.plan) == ["plan_moved", "plan_moved", "plan_started"]


@pytest.mark.parametrize("standing", ["adopted", "burnt", ""])
def test_it_is_not_moved_into_adoption(here, standing):
    with pytest.raises(Refused):
        plans.move(plan=here.plan, standing=standing, by=here.people.analyst)


def test_an_empty_plan_is_not_adopted(alef):
    by = alef.alef.members["analyst"]
    plan = plans.start(title="Empty", by=by)
    with pytest.raises(NothingPlanned):
        plans.adopt(plan=plan, by=by)
    assert not PlanVersion.objects.exists()


def test_adopting_keeps_everything(here):
    version = plans.adopt(plan=here.plan, by=here.people.coordinator)
    kept = PlanVersion.objects.get(pk=version.pk)
    whole = kept.snapshot["actions"][0]
    assert (kept.number, kept.adopted_by_name) == (1, "coordinator")
    assert whole["title_fr"] == REGULATIONS.title_fr
    assert whole["budget_amount"] == "12000.00"
    assert whole["lead"]["name"]["fr"] == "Ministère de la justice"
    assert [line["id"] for line in whole["serves"] if line["kind"] == "sdg"] == ["5.2"]
    assert [line["name"] for line in whole["serves"] if line["kind"] == "recommendation"] == ["A/HRC/58/11 · 140.1"]
    assert whole["milestones"][0]["due_on"] == "2026-06-30"


CONTENTS = {
    "add": lambda h, by: actions.add(plan=h.plan, content=REGULATIONS, by=by),
    "change": lambda h, by: actions.change(action=h.whole, content=REGULATIONS, by=by),
    "bodies": lambda h, by: actions.assign_bodies(action=h.whole, lead=None, supporting=[], by=by),
    "serve": lambda h, by: serving.serve(action=h.whole, sdg_code="16.3", by=by),
    "unserve": lambda h, by: serving.unserve(line=h.whole.serves.first(), by=by),
    "milestone": lambda h, by: milestones.add(action=h.whole, words="More", due_on=date(2026, 1, 1), by=by),
    "remove": lambda h, by: milestones.remove(milestone=h.milestone, by=by),
    "rename": lambda h, by: plans.rename(plan=h.plan, title="Other", by=by),
    "national item": lambda h, by: serving.serve(action=h.whole, national_item=h.item, by=by),
    "indicator": lambda h, by: indicators.change(
        indicator=h.indicator, definition=replace(TRAINED, unit="judges"), body=None, by=by
    ),
    "attach": lambda h, by: indicators.attach(indicator=h.indicator, action=h.bare, by=by),
    "detach": lambda h, by: indicators.detach(line=h.indicator.lines.get(), by=by),
    "retire": lambda h, by: indicators.retire(indicator=h.indicator, by=by),
    "adopt": lambda h, by: plans.adopt(plan=h.plan, by=by),
}


@pytest.mark.parametrize("act", CONTENTS)
def test_the_contents_of_an_adopted_plan_rest(here, act):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    before = snapshot(here.plan)
    with pytest.raises(PlanRests):
        CONTENTS[act](here, here.people.coordinator)
    assert snapshot(here.plan) == before


def test_how_far_it_is_goes_on_while_the_plan_is_adopted(here):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    by = here.people.coordinator
    actions.set_standing(action=here.whole, standing="in_progress", on=date(2025, 3, 1), by=by)
    milestones.move(milestone=here.milestone, due_on=date(2026, 9, 30), reason="Elections", by=by)
    milestones.reach(milestone=here.milestone, on=date(2025, 9, 1), by=by)
    here.whole.refresh_from_db()
    assert here.whole.standing == "in_progress"


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.save(),
        lambda version: version.delete(),
        lambda version: PlanVersion.objects.update(number=9),
        lambda version: PlanVersion.objects.filter(pk=version.pk).delete(),
        lambda version: PlanVersion.objects.bulk_update([version], ["number"]),
    ],
)
def test_an_adopted_version_is_never_changed(here, change):
    version = plans.adopt(plan=here.plan, by=here.people.coordinator)
    with pytest.raises(FrozenVersion), transaction.atomic():
        change(version)
    assert PlanVersion.objects.get().number == 1


def test_a_plan_is_renamed_while_it_is_open(here, log):
    by = here.people.analyst
    with pytest.raises(Refused):
        plans.rename(plan=here.plan, title=" ", by=by)
    assert plans.rename(plan=here.plan, title="Plan 2025-2028", by=by).title == "Plan 2025-2028"
    plans.rename(plan=here.plan, title="Plan 2025-2028", by=by)
    assert log(here.plan) == ["plan_renamed", "plan_started"]


def test_a_version_keeps_what_is_measured_and_what_of_a_national_plan_is_served(here):
    serving.serve(action=here.whole, national_item=here.item, by=here.people.analyst)
    kept = plans.adopt(plan=here.plan, by=here.people.coordinator).snapshot["actions"][0]
    (indicator,) = kept["indicators"]
    assert (indicator["baseline"], indicator["target"], indicator["unit"]) == ("0", "200", "persons")
    assert indicator["body"]["name"]["fr"] == "Ministère de la justice"
    assert "measurements" not in indicator
    assert [line["name"] for line in kept["serves"] if line["kind"] == "national"] == ["National Strategy · 3.2"]


def test_a_measurement_changes_no_version_and_a_definition_does(here):
    by = here.people.coordinator
    serving.serve(action=here.bare, national_item=here.item, by=by)
    first = plans.adopt(plan=here.plan, by=by)
    reading = Reading(Decimal(60), date(2026, 1, 1))
    measurements.measure(indicator=here.indicator, reading=reading, by=by)
    assert not compare(first.snapshot, snapshot(here.plan))
    plans.move(plan=here.plan, standing="drafting", by=by)
    indicators.change(
        indicator=here.indicator, definition=replace(TRAINED, target=Decimal(250)), body=here.bodies.Justice, by=by
    )
    serving.unserve(line=here.bare.serves.get(), by=by)
    (whole, bare) = compare(first.snapshot, snapshot(here.plan)).changed
    (change,) = whole.changes
    assert str(change.name) == "Indicators"
    assert "Target value 200 persons on 1 January 2027" in change.before
    assert "Target value 250 persons on 1 January 2027" in change.after
    assert [one.before for one in bare.changes] == ["National Strategy · 3.2 · Fair courts"]


def test_a_version_from_before_indicators_is_compared(here):
    old = snapshot(here.plan)
    for one in old["actions"]:
        del one["indicators"]
    (change,) = compare(old, snapshot(here.plan)).changed[0].changes
    assert (change.before, str(change.name)) == ("", "Indicators")
    assert not compare(old, old)


def test_two_versions_are_compared(here):
    by = here.people.coordinator
    first = plans.adopt(plan=here.plan, by=by)
    plans.move(plan=here.plan, standing="drafting", by=by)
    actions.change(action=here.whole, content=replace(REGULATIONS, ends_on=date(2027, 6, 30)), by=by)
    actions.assign_bodies(action=here.whole, lead=here.bodies.Interior, supporting=[], by=by)
    milestones.move(milestone=here.milestone, due_on=date(2026, 9, 30), reason="Elections", by=by)
    actions.add(plan=here.plan, content=replace(REGULATIONS, title_en="Train judges"), by=by)
    second = plans.adopt(plan=here.plan, by=by)
    found = compare(first.snapshot, second.snapshot)
    assert second.number == 2
    assert found.added == ["Train judges"]
    assert found.removed == []
    assert [one.id for one in found.changed] == [str(here.whole.pk)]
    said = {str(change.name): (change.before, change.after) for change in found.changed[0].changes}
    assert said == {
        "Lead body": ("Ministry of Justice", "Ministry of Interior"),
        "Supporting bodies": ("Ministry of Interior", ""),
        "Ends": ("31 December 2026", "30 June 2027"),
        "Milestones": ("Draft sent, due 30 June 2026", "Draft sent, due 30 September 2026"),
    }
    assert compare(second.snapshot, first.snapshot).removed == ["Train judges"]
    assert not compare(first.snapshot, first.snapshot)
