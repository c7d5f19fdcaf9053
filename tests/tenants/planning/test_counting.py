"""The database counts what the SMART check says of every action, one by one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from tenants.planning.actions import actions, indicators, milestones, serving
from tenants.planning.budgets import budget_totals
from tenants.planning.content import Content
from tenants.planning.counting import counted
from tenants.planning.models import Action, IndicatorOf
from tenants.planning.smart import Quality, missing_by_quality, smart
from tenants.tracker.actions import clusters
from tests.tenants.planning.conftest import TRAINED

BARE = Content(title_en="Train judges")
TITLES = [
    {"title_en": "Train judges"},
    {"title_en": "Train"},
    {"title_en": "Judges are trained"},
    {"title_en": "  «Train»   judges"},
    {"title_en": "Train\u00a0judges"},
    {"title_en": "Train\u00a0judges of all courts"},
    {"title_ar": "تدريب القضاة"},
    {"title_ar": "القضاة المدربون"},
    {"title_fr": "Former les juges"},
    {"title_fr": "Formation\tdes juges"},
    {"title_fr": "Les juges", "title_en": "Training", "title_ar": "إصدار اللائحة"},
]
DAYS = [(None, None), (date(2026, 1, 1), None), (None, date(2026, 6, 1)), (date(2026, 1, 1), date(2026, 6, 1))]
POINTS = [(), (date(2025, 12, 31),), (date(2026, 1, 1), date(2026, 6, 1)), (date(2026, 3, 1), date(2026, 6, 2))]


def agrees(plan):
    """The figures, after holding them against the check of each action."""
    found, read = counted(plan.actions.all()), list(plan.actions.with_figures())
    assert {quality: found.lacking[quality] for quality in Quality} == missing_by_quality(read)
    assert found.whole == sum(all(check.is_met for check in smart(one)) for one in read)
    assert found.total == len(read)
    return found


def test_the_plan_as_it_stands(here):
    found = agrees(here.plan)
    assert (found.total, found.whole) == (2, 1)
    assert found.standings == {"not_started": 2}


@pytest.mark.parametrize("titles", TITLES)
def test_titles(here, titles):
    made = actions.add(plan=here.plan, content=Content(**titles), by=here.people.analyst)
    serving.serve(action=made, recommendation=here.recommendations[0], by=here.people.analyst)
    agrees(here.plan)


@pytest.mark.parametrize(("days", "points"), list(product(DAYS, POINTS)))
def test_days_and_milestones(here, days, points):
    content = replace(BARE, starts_on=days[0], ends_on=days[1])
    made = actions.add(plan=here.plan, content=content, by=here.people.analyst)
    for day in points:
        milestones.add(action=made, words="There", due_on=day, by=here.people.analyst)
    agrees(here.plan)


def test_money_and_bodies(here):
    by = here.people.analyst
    actions.add(plan=here.plan, content=replace(BARE, costs_nothing=True), by=by)
    money = {"budget_amount": Decimal(5), "budget_currency": "USD"}
    made = actions.add(plan=here.plan, content=replace(BARE, **money), by=by)
    actions.assign_bodies(action=made, lead=here.bodies.Justice, supporting=[], by=by)
    found = agrees(here.plan)
    assert found.lacking[Quality.ASSIGNED] == 2
    assert found.lacking[Quality.REALISTIC] == 1


@pytest.mark.parametrize("purpose", ["cluster", "sdg_code", "national_item"])
def test_purposes(here, purpose):
    by = here.people.analyst
    things = {
        "cluster": clusters.create_cluster(title="Shelters", by=by), "sdg_code": "5.2", "national_item": here.item,
    }  # fmt: skip
    made = actions.add(plan=here.plan, content=BARE, by=by)
    serving.serve(action=made, by=by, **{purpose: things[purpose]})
    assert agrees(here.plan).lacking[Quality.SPECIFIC] == (1 if purpose == "cluster" else 2)


INDICATORS = [
    {},
    {"unit": ""},
    {"baseline": None, "baseline_on": None},
    {"target": None, "target_on": None},
    {"kind": "structural", "is_yes_no": True, "unit": "", "target": Decimal(1), "labels": ()},
]


@pytest.mark.parametrize("more", INDICATORS)
def test_indicators(here, more):
    by = here.people.analyst
    made = indicators.add(definition=replace(TRAINED, name_en="Other", **more), body=None, by=by)
    indicators.attach(indicator=made, action=here.bare, by=by)
    agrees(here.plan)
    indicators.retire(indicator=made, by=by)
    agrees(here.plan)


def test_two_half_indicators_make_no_whole_one(here):
    by = here.people.analyst
    for number, more in enumerate(INDICATORS[1:3]):
        made = indicators.add(definition=replace(TRAINED, name_en=f"Other {number}", **more), body=None, by=by)
        indicators.attach(indicator=made, action=here.bare, by=by)
    assert IndicatorOf.objects.filter(action=here.bare).count() == 2
    assert agrees(here.plan).lacking[Quality.MEASURABLE] == 1


def test_an_empty_choice_counts_nothing(here):
    found = counted(Action.objects.filter(standing="abandoned"))
    assert (found.total, found.whole, found.lacking) == (0, 0, {})


def test_figures_and_money_take_a_statement_each(here, django_assert_num_queries):
    with django_assert_num_queries(1):
        counted(here.plan.actions.all())
    with django_assert_num_queries(1):
        budget_totals(here.plan.actions.all())
