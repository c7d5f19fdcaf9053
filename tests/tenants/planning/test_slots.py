"""What upper apps add to the plan's page and to an action's."""

import pytest
from django.utils.safestring import mark_safe

from tenants.planning import slots


@pytest.fixture
def parts(monkeypatch):
    """Empty registries for the test."""
    monkeypatch.setattr(slots, "_action_parts", {})
    monkeypatch.setattr(slots, "_plan_parts", {})


SAID = mark_safe("<p>said above</p>")  # noqa: S308
AFTER = mark_safe("<p>said below</p>")  # noqa: S308


def test_parts_stand_on_an_actions_page_in_their_order(there, reads, parts):
    slots.action_part(20, lambda request, action: AFTER)
    slots.action_part(10, lambda request, action: SAID)
    text = reads("observer", f"plan/actions/{there.whole.pk}/")
    assert text.index("said above") < text.index("said below")


@pytest.mark.parametrize("view", ["", "?by=body", "?by=theme", "?by=time", "?by=gap"])
def test_parts_stand_between_the_plans_standing_and_its_views(there, reads, parts, view):
    slots.plan_part(20, lambda request, plan: AFTER)
    slots.plan_part(10, lambda request, plan: SAID)
    text = reads("observer", f"plan/{view}")
    places = [text.index(words) for words in ("Drafting", "said above", "said below", "Views of the plan")]
    assert places == sorted(places)


def test_a_part_that_is_not_known_to_be_safe_stays_away(there, reads, parts):
    slots.plan_part(10, lambda request, plan: "<p>said above</p>")
    assert "said above" not in reads("observer", "plan/")


def test_a_part_is_asked_about_the_thing_of_its_page(there, reads, parts):
    asked = []
    slots.action_part(10, lambda request, action: asked.append(action) or "")
    slots.plan_part(10, lambda request, plan: asked.append(plan) or "")
    reads("observer", f"plan/actions/{there.whole.pk}/")
    reads("observer", "plan/")
    assert asked == [there.whole, there.plan]


def test_without_a_plan_no_part_is_asked(reads, parts, database):
    slots.plan_part(10, lambda request, plan: SAID)
    assert "said above" not in reads("observer", "plan/")
