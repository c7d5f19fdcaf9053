"""Each named constraint of the plan's tables, broken once."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tenants.planning.models import (
    Action,
    ActionServes,
    Indicator,
    IndicatorOf,
    Measurement,
    Milestone,
    NationalPlanItem,
    Plan,
    PlanVersion,
    SupportingBody,
)
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


def indicator(**more):
    return Indicator(**{"name_en": "Judges trained", "kind": "process", **more})


def about_cluster(here):
    cluster = saved(Cluster(title="C"))
    return twice(lambda: IndicatorOf(indicator=here.indicator, cluster=cluster))


def carried_twice(here):
    former = Plan(title="Former", is_current=False)
    former.save()
    earlier = saved(action(here, plan=former))
    return twice(lambda: action(here, carried_from=earlier))


def carried_from_itself(here):
    here.bare.carried_from_id = here.bare.pk
    return here.bare


def measurement(here, **more):
    by = here.people.analyst
    given = {"indicator": here.indicator, "value": 1, "on": date(2026, 1, 1), "by_id": by.pk, "by_name": by.name}
    return Measurement(**{**given, **more})


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
    "an_action_serves_a_national_item_once": lambda h: twice(lambda: ActionServes(action=h.bare, national_item=h.item)),
    "an_action_is_carried_once_into_a_plan": carried_twice,
    "an_action_is_not_carried_from_itself": carried_from_itself,
    "a_code_stands_once_in_a_national_plan": lambda h: NationalPlanItem(
        plan_name=h.item.plan_name, code=h.item.code, title_en="Other"
    ),
    "an_item_has_plan_code_and_title": lambda h: NationalPlanItem(plan_name="S", code="1"),
    "an_indicator_has_a_name": lambda h: indicator(name_en=""),
    "yes_or_no_is_structural_without_unit": lambda h: indicator(is_yes_no=True),
    "yes_or_no_is_one_or_nought": lambda h: indicator(
        is_yes_no=True, kind="structural", target=2, target_on=date(2026, 1, 1)
    ),
    "a_baseline_has_its_day": lambda h: indicator(baseline=1),
    "a_target_has_its_day": lambda h: indicator(target_on=date(2026, 1, 1)),
    "a_target_comes_after_its_baseline": lambda h: indicator(
        baseline=1, baseline_on=date(2026, 1, 1), target=2, target_on=date(2026, 1, 1)
    ),
    "a_target_lies_where_it_is_better": lambda h: indicator(
        baseline=2, baseline_on=date(2026, 1, 1), target=1, target_on=date(2027, 1, 1)
    ),
    "a_course_rests_on_a_measurement": lambda h: indicator(course="behind"),
    "an_indicator_speaks_of_one_thing_a_line": lambda h: IndicatorOf(indicator=h.indicator),
    "an_indicator_speaks_of_an_action_once": lambda h: IndicatorOf(indicator=h.indicator, action=h.whole),
    "an_indicator_speaks_of_a_recommendation_once": lambda h: twice(
        lambda: IndicatorOf(indicator=h.indicator, recommendation=h.recommendations[0])
    ),
    "an_indicator_speaks_of_a_cluster_once": about_cluster,
    "one_measurement_stands_for_a_day": lambda h: measurement(h, on=h.measurement.on),
    "a_correction_has_its_reason": lambda h: measurement(h, corrects=h.measurement),
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
