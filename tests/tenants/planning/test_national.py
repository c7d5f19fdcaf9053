"""Items of national plans are written, changed and retired, and actions serve them."""

import pytest

from tenants.planning.actions import national, serving
from tenants.planning.models import NationalPlanItem
from tenants.planning.refusals import NotAnItem, NothingToServe


def add(here, **more):
    given = {"plan_name": "Strategy", "code": "1.1", "titles": {"fr": "Prisons"}}
    return national.add(**{**given, **more}, by=here.people.analyst)


@pytest.mark.parametrize("wrong", [{"plan_name": " "}, {"code": ""}, {"titles": {}}, {"titles": {"en": " "}}])
def test_an_item_has_plan_code_and_title(here, wrong):
    with pytest.raises(NotAnItem):
        add(here, **wrong)


def test_the_same_twice_is_once_and_another_title_under_its_code_is_refused(here):
    assert add(here).pk == add(here, plan_name=" Strategy ").pk
    with pytest.raises(NotAnItem):
        add(here, titles={"fr": "Tribunaux"})
    assert NationalPlanItem.objects.count() == 2


def test_it_changes_unless_its_code_is_taken(here, log):
    item, by = add(here), here.people.analyst
    national.change(item=item, plan_name="Strategy", code="1.2", titles={"fr": "Prisons"}, by=by)
    assert log(item) == ["national_item_changed", "national_item_added"]
    with pytest.raises(NotAnItem):
        national.change(item=item, plan_name="National Strategy", code="3.2", titles={"fr": "X"}, by=by)


def test_a_retired_item_is_offered_no_more_and_kept_where_it_is_served(here, log):
    by = here.people.analyst
    line = serving.serve(action=here.whole, national_item=here.item, by=by)
    national.retire(item=here.item, by=by)
    national.retire(item=here.item, by=by)
    assert log(here.item).count("national_item_retired") == 1
    assert serving.serve(action=here.whole, national_item=here.item, by=by).pk == line.pk
    with pytest.raises(NothingToServe):
        serving.serve(action=here.bare, national_item=here.item, by=by)
    national.restore(item=here.item, by=by)
    serving.serve(action=here.bare, national_item=here.item, by=by)


def test_an_action_serves_one_thing_a_line(here):
    with pytest.raises(NothingToServe):
        serving.serve(action=here.bare, national_item=here.item, sdg_code="5.2", by=here.people.analyst)
