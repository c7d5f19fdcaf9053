"""Each named constraint of the plan's tables, broken once."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tenants.planning.models import Action, ActionServes, Milestone, Plan, PlanVersion, SupportingBody
from tenants.tracker.models import Cluster


def twice(make):
    make().save()
    return make()


def action(here, **more):
    return Action(**{"plan": here.plan, "title_en": "Train judges", **more})


def saved(row):
    row.save()
    return row


def version(here):
    return PlanVersion(
        plan=here.plan, number=1, snapshot={}, adopted_by=here.people.analyst.pk, adopted_by_name="x"
    )  # fmt: skip


def served_cluster(here):
    cluster = saved(Cluster(title="C"))
    return twice(lambda: ActionServes(action=here.bare, cluster=cluster))


BREAKS = {
    "one_plan_is_current": lambda h: Plan(title="Another"),
    "a_plan_has_a_title": lambda h: Plan(title="", is_current=False),
    "versions_of_a_plan_are_numbered": lambda h: twice(lambda: version(h)),
    "an_action_has_a_title": lambda h: action(h, title_en=""),
    "an_action_ends_after_it_begins": lambda h: action(h, starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1)),
    "a_budget_has_its_currency": lambda h: action(h, budget_amount=Decimal(1)),
    "a_budget_is_more_than_nothing": lambda h: action(h, budget_amount=Decimal(0), budget_currency="USD"),
    "a_budget_or_no_cost_not_both": lambda h: action(h, costs_nothing=True, budget_source="Grant"),
    "a_standing_has_its_day": lambda h: action(h, standing="done"),
    "a_body_supports_an_action_once": lambda h: twice(lambda: SupportingBody(action=h.bare, body=h.bodies.Justice)),
    "an_action_serves_one_thing_a_line": lambda h: ActionServes(
        action=h.bare, recommendation=h.recommendations[0], sdg_code="5.2"
    ),
    "an_action_serves_a_recommendation_once": lambda h: twice(
        lambda: ActionServes(action=h.bare, recommendation=h.recommendations[0])
    ),
    "an_action_serves_a_cluster_once": served_cluster,
    "an_action_serves_a_target_once": lambda h: twice(lambda: ActionServes(action=h.bare, sdg_code="5.2")),
    "a_milestone_says_what_is_there": lambda h: Milestone(action=h.bare, words="", due_on=date(2026, 1, 1)),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, here):
    row = BREAKS[name](here)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_a_line_that_serves_nothing_is_refused(here):
    with pytest.raises(IntegrityError, match="an_action_serves_one_thing_a_line"), transaction.atomic():
        ActionServes(action=here.bare).save()


def test_every_constraint_of_the_plan_is_broken_here():
    named = {
        constraint.name
        for model in apps.get_app_config("planning").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)
