"""How the plan stands, on the overview: figures that lead to lists holding as many."""

import re

import pytest
import time_machine

from tenants.planning.actions import actions, indicators, plans
from tenants.planning.content import Content
from tests.tenants.planning.conftest import TRAINED

DAY = "2027-02-01T12:00:00Z"


def part(reads, role, query="", language="en"):
    text = " ".join(reads(role, query, language).split())
    found = re.search(r'<section aria-labelledby="plan">.*?</section>', text)
    return found.group() if found else ""


def figures(text):
    """Address -> number of every line of the part."""
    lines = re.findall(r'<li><a href="([^"]+)">.*?<span class="num[^"]*">(\d+)</span>', text)
    return {address.replace("&amp;", "&"): int(number) for address, number in lines}


@pytest.fixture
def on_a_day():
    with time_machine.travel(DAY, tick=False):
        yield


def test_it_names_the_plan_and_says_how_its_actions_stand(there, reads):
    text = part(reads, "coordinator")
    assert "Plan 2025-2027" in text
    assert "Drafting" in text
    assert figures(text)["/en/plan/?standing=not_started"] == 2
    assert figures(text)["/en/plan/?standing=done"] == 0


@pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point", "assessor", "observer"])
def test_each_figure_is_that_of_the_list_behind_it(there, reads, browse, inside, on_a_day, role):
    with inside():
        by = there.people.analyst
        done = actions.add(plan=there.plan, content=Content(title_en="Train judges"), by=by)
        actions.set_standing(action=done, standing="done", by=by)
        indicators.add(definition=TRAINED, body=None, by=by)
    lines = figures(part(reads, role))
    assert len(lines) == 8
    assert sum(lines.values()) > 3
    client = browse("alef", role)
    for address, number in lines.items():
        context = client.get(address).context
        held = context["total"] if "/indicators/" not in address else context["page"].paginator.count
        assert held == number, address


def test_what_is_late_is_counted(there, reads, on_a_day):
    lines = figures(part(reads, "coordinator"))
    assert lines["/en/plan/?late=action"] == 1
    assert lines["/en/plan/?late=milestone"] == 1
    assert lines["/en/plan/indicators/?show=due"] == 1


def test_a_focal_point_reads_of_what_her_body_leads_or_supports(there, reads, inside):
    body = there.bodies.Justice.pk
    lines = figures(part(reads, "focal_point"))
    assert lines[f"/en/plan/?body={body}&standing=not_started"] == 1
    whole = figures(part(reads, "focal_point", "?of=all"))
    assert whole["/en/plan/?standing=not_started"] == 2


def test_a_body_of_which_the_plan_asks_nothing_reads_nothing(there, reads, inside):
    with inside():
        by = there.people.analyst
        actions.assign_bodies(action=there.whole, lead=there.bodies.Justice, supporting=[], by=by)
    assert part(reads, "focal_point_elsewhere") == ""


def test_without_a_plan_there_is_no_part(reads, database):
    assert part(reads, "coordinator") == ""


def test_an_earlier_plan_is_not_counted(there, reads, inside):
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
        plans.start(title="Next plan", by=there.people.coordinator)
    text = part(reads, "coordinator")
    assert "Next plan" in text
    assert figures(text)["/en/plan/?standing=not_started"] == 0


@pytest.mark.parametrize(
    ("language", "words"), [("ar", ["الخطة", "ما تأخّر", "إجراءات"]), ("fr", ["Le plan", "En retard", "Rédaction"])]
)
def test_it_speaks_the_readers_language(there, reads, language, words):
    text = part(reads, "coordinator", "", language)
    assert [word for word in words if word not in text] == []


def test_it_takes_two_queries(there, inside, rf, django_assert_num_queries):
    from types import SimpleNamespace

    from django.conf import settings
    from django.urls import set_urlconf

    from tenants.planning.overview_part import how_the_plan_stands
    from tenants.tracker.overview.counting import Counts
    from tenants.tracker.overview.figures import Figures

    set_urlconf(settings.INSTITUTION_URLCONF)
    with inside():
        request = rf.get("/")
        request.member, request.htmx = there.people.focal_point, SimpleNamespace()
        with django_assert_num_queries(2):
            drawn = how_the_plan_stands(request, Figures(Counts(), body=there.bodies.Justice.pk))
    set_urlconf(None)
    assert "Plan 2025-2027" in drawn
