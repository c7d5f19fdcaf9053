"""What the reader of the plan may narrow it to, and how a page is cut."""

from datetime import date

import pytest
import time_machine

from tenants.planning.actions import actions, milestones, serving
from tenants.planning.content import Content
from tenants.planning.page import PAGE_SIZE
from tests.tenants.planning.conftest import REGULATIONS

TITLES = {"whole": "Issue the regulations", "bare": "Shelters"}


def shown(reads, query):
    text = reads("observer", f"plan/?{query}")
    return {name for name, title in TITLES.items() if title in text}


@pytest.mark.parametrize(
    ("day", "query", "found"),
    [
        ("2026-12-31", "late=action", set()),
        ("2027-01-01", "late=action", {"whole"}),
        ("2026-06-30", "late=milestone", set()),
        ("2026-07-01", "late=milestone", {"whole"}),
        ("2026-07-01", "late=something", {"whole", "bare"}),
    ],
)
def test_what_is_late_can_be_asked_for(there, reads, day, query, found):
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        assert shown(reads, query) == found


@pytest.mark.parametrize("standing", ["done", "abandoned"])
def test_what_is_over_is_not_late(there, reads, inside, standing):
    with time_machine.travel("2027-03-01T12:00:00Z", tick=False):
        with inside():
            actions.set_standing(action=there.whole, standing=standing, reason="Done", by=there.people.analyst)
        assert shown(reads, "late=action") == set()
        assert shown(reads, "late=milestone") == set()


def test_a_milestone_that_was_reached_is_not_past_its_day(there, reads, inside):
    with time_machine.travel("2026-08-01T12:00:00Z", tick=False):
        with inside():
            milestones.reach(milestone=there.milestone, by=there.people.analyst)
        assert shown(reads, "late=milestone") == set()


def test_a_body_is_asked_for_by_what_it_leads_or_supports(there, reads):
    bodies = there.bodies
    assert shown(reads, f"body={bodies.Justice.pk}") == {"whole"}
    assert shown(reads, f"body={bodies.Interior.pk}") == {"whole"}
    assert shown(reads, f"body={bodies.Council.pk}") == set()
    assert shown(reads, f"lead={bodies.Interior.pk}") == {"whole", "bare"}  # nothing leads, so it narrows nothing
    assert "Leads or supports" in reads("observer", f"plan/?body={bodies.Interior.pk}")
    assert "Leads or supports" not in reads("observer", "plan/")


@pytest.mark.parametrize("view", ["", "body", "theme", "time"])
def test_pages_hold_every_action_once_and_no_more_than_a_pageful(there, browse, inside, view):
    by = there.people.analyst
    with inside():
        keys = {there.whole.pk, there.bare.pk}
        for number in range(PAGE_SIZE + 3):
            content = Content(title_en=f"Train {number}", starts_on=date(2026, 1, 1 + number % 7))
            one = actions.add(plan=there.plan, content=content, by=by)
            actions.assign_bodies(
                action=one, lead=[there.bodies.Justice, there.bodies.Interior, None][number % 3], supporting=[], by=by
            )
            keys.add(one.pk)
    client, found = browse("alef", "observer"), []
    for page in (1, 2):
        context = client.get(f"/en/plan/?by={view}&page={page}").context
        groups = context.get("groups") or []
        rows = [row for group in groups for row in group.rows] or context["shown"]
        assert len(rows) <= PAGE_SIZE
        found += [row.one.pk for row in rows]
    assert len(found) == len(keys)
    assert set(found) == keys


def test_a_heading_says_how_many_stand_under_it_on_all_pages(there, browse, inside):
    by = there.people.analyst
    with inside():
        for number in range(PAGE_SIZE + 3):
            one = actions.add(plan=there.plan, content=Content(title_en=f"Train {number}"), by=by)
            serving.serve(action=one, recommendation=there.recommendations[0], by=by)
    client = browse("alef", "observer")
    groups = [client.get(f"/en/plan/?by=theme&page={page}").context["groups"] for page in (1, 2)]
    first, second = groups[0][0], groups[1][0]
    assert (str(first.heading), first.total, len(first.rows)) == (str(second.heading), PAGE_SIZE + 4, PAGE_SIZE)
    assert len(second.rows) == 4
    assert groups[1][-1].is_missing


def test_the_timeline_stands_body_by_body_in_the_order_in_which_actions_begin(there, browse, inside):
    by = there.people.analyst
    with inside():
        early = actions.add(plan=there.plan, content=REGULATIONS, by=by)
        actions.change(action=early, content=Content(title_en="Train", ends_on=date(2024, 1, 1)), by=by)
        undated = actions.add(plan=there.plan, content=Content(title_en="Open homes"), by=by)
        for one in (undated, early):
            actions.assign_bodies(action=one, lead=there.bodies.Justice, supporting=[], by=by)
    rows = browse("alef", "observer").get("/en/plan/?by=time").context["shown"]
    assert [row.one.pk for row in rows] == [early.pk, there.whole.pk, undated.pk, there.bare.pk]


def test_an_earlier_plan_is_not_counted(there, browse, inside):
    from tenants.planning.actions import plans

    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
        new = plans.start(title="Next", by=there.people.coordinator)
        actions.add(plan=new, content=Content(title_en="Open homes"), by=there.people.analyst)
    context = browse("alef", "observer").get("/en/plan/?by=theme").context
    assert (context["total"], [group.total for group in context["groups"]]) == (1, [1])
