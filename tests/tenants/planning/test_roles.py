"""Which role may do what with the plan: one table of acts and people."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shared.isolation.scope import WrongScope
from tenants.members.access import Denied
from tenants.planning.actions import (
    actions,
    carrying,
    indicators,
    measurements,
    milestones,
    national,
    plans,
    serving,
)
from tenants.planning.actions.measurements import Reading
from tests.tenants.planning.conftest import REGULATIONS, TRAINED

PLANNERS = {"coordinator", "analyst"}
REPORTERS = PLANNERS | {"focal_point"}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


def start_another(here, by):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    return plans.start(title="Another", by=by)


def measure(here, by, indicator=None):
    reading = Reading(Decimal(40), date(2025, 12, 31))
    return measurements.measure(indicator=indicator or here.indicator, reading=reading, by=by)


def measure_nobodys(here, by):
    return measure(here, by, indicators.add(definition=OTHER, body=None, by=here.people.analyst))


def measure_what_her_body_leads(here, by):
    made = indicators.add(definition=OTHER, body=None, by=here.people.analyst)
    indicators.attach(indicator=made, action=here.whole, by=here.people.analyst)
    return measure(here, by, made)


OTHER = replace(TRAINED, name_en="Other")
ACTS = {
    "start a plan": (PLANNERS, start_another),
    "move the plan": (PLANNERS, lambda h, by: plans.move(plan=h.plan, standing="consultation", by=by)),
    "adopt the plan": (PLANNERS, lambda h, by: plans.adopt(plan=h.plan, by=by)),
    "write an action": (PLANNERS, lambda h, by: actions.add(plan=h.plan, content=REGULATIONS, by=by)),
    "change an action": (PLANNERS, lambda h, by: actions.change(action=h.bare, content=REGULATIONS, by=by)),
    "name bodies": (
        PLANNERS,
        lambda h, by: actions.assign_bodies(action=h.bare, lead=h.bodies.Justice, supporting=[], by=by),
    ),
    "serve": (PLANNERS, lambda h, by: serving.serve(action=h.bare, recommendation=h.recommendations[1], by=by)),
    "serve no longer": (PLANNERS, lambda h, by: serving.unserve(line=h.whole.serves.first(), by=by)),
    "set a milestone": (
        PLANNERS,
        lambda h, by: milestones.add(action=h.bare, words="There", due_on=date(2026, 1, 1), by=by),
    ),
    "move a milestone": (
        PLANNERS,
        lambda h, by: milestones.move(milestone=h.milestone, due_on=date(2026, 7, 1), reason="Late", by=by),
    ),
    "take a milestone out": (PLANNERS, lambda h, by: milestones.remove(milestone=h.milestone, by=by)),
    "say how far her body's action is": (
        REPORTERS,
        lambda h, by: actions.set_standing(action=h.whole, standing="in_progress", by=by),
    ),
    "reach a milestone of her body's action": (
        REPORTERS,
        lambda h, by: milestones.reach(milestone=h.milestone, on=date(2025, 1, 1), by=by),
    ),
    "rename the plan": (PLANNERS, lambda h, by: plans.rename(plan=h.plan, title="Renamed", by=by)),
    "carry actions over": (PLANNERS, lambda h, by: carrying.carry(plan=h.plan, actions=[], by=by)),
    "serve an item of a national plan": (
        PLANNERS,
        lambda h, by: serving.serve(action=h.bare, national_item=h.item, by=by),
    ),
    "write an indicator": (PLANNERS, lambda h, by: indicators.add(definition=OTHER, body=None, by=by)),
    "change an indicator": (
        PLANNERS,
        lambda h, by: indicators.change(indicator=h.indicator, definition=OTHER, body=None, by=by),
    ),
    "attach an indicator": (
        PLANNERS,
        lambda h, by: indicators.attach(indicator=h.indicator, recommendation=h.recommendations[0], by=by),
    ),
    "detach an indicator": (PLANNERS, lambda h, by: indicators.detach(line=h.indicator.lines.first(), by=by)),
    "retire an indicator": (PLANNERS, lambda h, by: indicators.retire(indicator=h.indicator, by=by)),
    "restore an indicator": (PLANNERS, lambda h, by: indicators.restore(indicator=h.indicator, by=by)),
    "measure what her body measures": (REPORTERS, measure),
    "measure what her body leads": (REPORTERS, measure_what_her_body_leads),
    "measure what nobody measures": (PLANNERS, measure_nobodys),
    "correct a measurement of her body's": (
        REPORTERS,
        lambda h, by: measurements.correct(
            measurement=h.measurement, reading=Reading(Decimal(31), date(2025, 7, 1)), reason="Slip", by=by
        ),
    ),
    "add an item of a national plan": (
        PLANNERS,
        lambda h, by: national.add(plan_name="S", code="1", titles={"en": "X"}, by=by),
    ),
    "change an item": (
        PLANNERS,
        lambda h, by: national.change(item=h.item, plan_name="S", code="1", titles={"en": "X"}, by=by),
    ),
    "retire an item": (PLANNERS, lambda h, by: national.retire(item=h.item, by=by)),
    "restore an item": (PLANNERS, lambda h, by: national.restore(item=h.item, by=by)),
    "say how far nobody's action is": (
        PLANNERS,
        lambda h, by: actions.set_standing(action=h.bare, standing="in_progress", by=by),
    ),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_these_roles_may(act, role, here):
    allowed, do = ACTS[act]
    by = getattr(here.people, role)
    if role in allowed:
        do(here, by)
    else:
        with pytest.raises(Denied):
            do(here, by)


@pytest.mark.parametrize("act", ACTS)
def test_a_member_of_another_institution_may_nothing(act, here, alef):
    with pytest.raises(WrongScope):
        ACTS[act][1](here, alef.ba.members["coordinator"])
