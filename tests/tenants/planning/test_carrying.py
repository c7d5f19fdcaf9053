"""Unfinished actions go into the next plan with all that belongs to them, once."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.planning.actions import actions, carrying, indicators, measurements, milestones, plans, serving
from tenants.planning.actions.measurements import Reading
from tenants.planning.content import Content
from tenants.planning.models import Action
from tenants.planning.refusals import PlanRests


@pytest.fixture
def next_plan(here):
    """Another plan is current; the whole action of the former is at work, with one milestone reached."""
    by = here.people.analyst
    serving.serve(action=here.whole, national_item=here.item, by=by)
    milestones.add(action=here.whole, words="Committee named", due_on=date(2025, 3, 1), by=by)
    reached = here.whole.milestones.get(words="Committee named")
    milestones.reach(milestone=reached, on=date(2025, 3, 2), by=by)
    actions.set_standing(action=here.whole, standing="in_progress", on=date(2025, 2, 1), by=by)
    done = actions.add(plan=here.plan, content=Content(title_en="Print the guide"), by=by)
    actions.set_standing(action=done, standing="done", on=date(2025, 2, 1), by=by)
    here.done = done
    plans.adopt(plan=here.plan, by=by)
    here.new = plans.start(title="Plan 2028-2030", by=by)
    return here


def carry(h, *keys):
    return carrying.carry(plan=h.new, actions=keys or [h.whole.pk], by=h.people.analyst)


def test_an_action_goes_with_all_that_belongs_to_it(next_plan, log):
    (made,) = carry(next_plan)
    new = Action.objects.whole().get(pk=made.pk)
    assert (new.carried_from, new.title, new.lead, new.standing) == (
        next_plan.whole, next_plan.whole.title, next_plan.bodies.Justice, "in_progress",
    )  # fmt: skip
    assert [line.body for line in new.supporting.all()] == [next_plan.bodies.Interior]
    assert [one.words for one in new.milestones.all()] == ["Draft sent"]
    assert sorted((line.sdg_code, line.national_item_id is None) for line in new.serves.all()) == [
        ("", False), ("", True), ("5.2", True),
    ]  # fmt: skip
    assert [line.indicator for line in new.indicator_lines.all()] == [next_plan.indicator]
    assert log(made) == ["action_carried"]


def test_the_earlier_action_stays_as_it_was(next_plan):
    carry(next_plan)
    old = Action.objects.whole().get(pk=next_plan.whole.pk)
    assert (old.plan, len(old.milestones.all()), old.carried_from_id) == (next_plan.plan, 2, None)


def test_carrying_twice_carries_once(next_plan):
    assert len(carry(next_plan)) == 1
    assert carry(next_plan) == []
    assert next_plan.new.actions.count() == 1


def test_what_is_finished_and_what_is_of_this_plan_is_not_carried(next_plan):
    mine = actions.add(plan=next_plan.new, content=Content(title_en="Open shelters"), by=next_plan.people.analyst)
    assert carry(next_plan, next_plan.done.pk, mine.pk) == []


def test_a_plan_that_rests_takes_nothing(next_plan):
    carry(next_plan)
    plans.adopt(plan=next_plan.new, by=next_plan.people.analyst)
    with pytest.raises(PlanRests):
        carry(next_plan, next_plan.bare.pk)


def test_a_neighbours_action_is_not_carried(next_plan, alef):
    from shared.isolation.scope import in_institution
    from tests.tenants.planning.conftest import planned

    with in_institution(alef.ba.institution):
        theirs = planned(alef.ba).whole.pk
    assert carry(next_plan, theirs) == []


def test_measurements_go_on_where_the_indicator_goes_along(next_plan):
    carry(next_plan)
    measurements.measure(
        indicator=next_plan.indicator, reading=Reading(Decimal(90), date(2026, 1, 1)), by=next_plan.people.focal_point
    )
    assert next_plan.indicator.lines.count() == 2


def test_a_retired_indicator_stays_behind(next_plan):
    indicators.retire(indicator=next_plan.indicator, by=next_plan.people.analyst)
    (made,) = carry(next_plan)
    assert not made.indicator_lines.exists()


def test_the_number_of_statements_does_not_grow(next_plan, django_assert_max_num_queries):
    former = next_plan.plan
    many = Action.objects.bulk_create(Action(plan=former, title_en=f"Train {n}") for n in range(60))
    with django_assert_max_num_queries(25):
        assert len(carry(next_plan, *[one.pk for one in many])) == 60
