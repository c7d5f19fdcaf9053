"""Which role may do what with the plan: one table of acts and people."""

from datetime import date

import pytest

from shared.isolation.scope import WrongScope
from tenants.members.access import Denied
from tenants.planning.actions import actions, milestones, plans, serving
from tests.tenants.planning.conftest import REGULATIONS

PLANNERS = {"coordinator", "analyst"}
REPORTERS = PLANNERS | {"focal_point"}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


def start_another(here, by):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    return plans.start(title="Another", by=by)


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
