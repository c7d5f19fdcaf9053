"""A milestone announces itself: a week before and on its day, to each person once and in her own morning."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.translation import override

from tenants.members.preferences import Preference
from tenants.notices.kinds import kind_of
from tenants.notices.models import Notice
from tenants.planning import due_milestones
from tenants.planning.actions import actions, milestones, plans
from tenants.planning.due_milestones import remind


@pytest.fixture
def zones(monkeypatch):
    """`zones(focal_point="Asia/Tokyo")`: where people live; everybody else in UTC, all reading English."""
    homes: dict[str, str] = {}

    def preferences(members):
        return {one.pk: Preference("en", ZoneInfo(homes.get(one.name, "UTC"))) for one in members}

    monkeypatch.setattr(due_milestones, "preferences_of", preferences)
    return homes.update


def told():
    rows = Notice.objects.filter(kind__startswith="milestone_").select_related("member")
    return sorted((one.member.name, one.kind) for one in rows)


def at(year, month, day, hour=9, zone="UTC"):
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(zone))


# The milestone of the tests is due on 30 June 2026; the Ministry of Justice leads.
def test_a_week_before_it_is_announced_and_on_its_day_again(here, zones):
    remind(at(2026, 6, 22))
    assert told() == []
    remind(at(2026, 6, 23))
    assert told() == [("focal_point", "milestone_coming")]
    remind(at(2026, 6, 29))
    assert told() == [("focal_point", "milestone_coming")]
    remind(at(2026, 6, 30))
    assert told() == [("focal_point", "milestone_coming"), ("focal_point", "milestone_due")]


def test_running_again_tells_nothing_twice(here, zones):
    for hour in range(8, 24):
        remind(at(2026, 6, 30, hour))
        remind(at(2026, 7, 1, hour))
    assert told() == [("focal_point", "milestone_due")]


def test_it_waits_for_the_morning_where_the_person_lives(here, zones):
    zones({"focal_point": "America/New_York"})
    remind(at(2026, 6, 30, 7, "America/New_York"))
    assert ("focal_point", "milestone_due") not in told()
    remind(at(2026, 6, 30, 8, "America/New_York"))
    assert ("focal_point", "milestone_due") in told()


def test_where_nobody_speaks_for_the_body_the_coordinators_are_told(here, zones):
    actions.assign_bodies(action=here.whole, lead=None, supporting=[], by=here.people.analyst)
    remind(at(2026, 6, 30))
    assert told() == [("coordinator", "milestone_due")]


def test_of_what_was_reached_nothing_is_told(here, zones):
    with time_machine.travel(at(2026, 6, 20)):
        milestones.reach(milestone=here.milestone, by=here.people.analyst)
    remind(at(2026, 6, 30))
    assert told() == []


@pytest.mark.parametrize("standing", ["done", "abandoned"])
def test_of_an_action_that_is_over_nothing_is_told(here, zones, standing):
    actions.set_standing(action=here.whole, standing=standing, reason="Over", by=here.people.analyst)
    remind(at(2026, 6, 30))
    assert told() == []


def test_of_an_earlier_plan_nothing_is_told(here, zones):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    plans.start(title="Next", by=here.people.coordinator)
    remind(at(2026, 6, 30))
    assert told() == []


def test_a_day_that_was_moved_is_told_anew(here, zones):
    remind(at(2026, 6, 23))
    milestones.move(milestone=here.milestone, due_on=date(2026, 8, 31), reason="Late opinion", by=here.people.analyst)
    remind(at(2026, 6, 30))
    assert told() == [("focal_point", "milestone_coming")]
    remind(at(2026, 8, 24))
    assert told() == [("focal_point", "milestone_coming")] * 2


def test_a_clock_that_stood_still_for_long_tells_nothing_of_days_past(here, zones):
    remind(at(2026, 7, 9))
    assert told() == []


def test_the_notice_leads_to_the_action_and_names_milestone_and_day(here, zones):
    remind(at(2026, 6, 23))
    notice = Notice.objects.get(kind="milestone_coming")
    assert notice.path == f"plan/actions/{here.whole.pk}/"
    assert notice.facts["action"] == "Issue the regulations of the act"
    with override("en"):
        assert str(kind_of(notice.kind).line) % notice.facts == "Draft sent is to be reached by 2026-06-30"


def test_the_reminder_is_announced_to_the_clock():
    from tenants.notices import clock

    assert remind in clock._followers


def test_it_takes_no_more_queries_for_more_milestones(here, zones, django_assert_max_num_queries):
    for number in range(20):
        milestones.add(action=here.whole, words=f"Step {number}", due_on=date(2026, 6, 30), by=here.people.analyst)
    with django_assert_max_num_queries(12):
        remind(at(2026, 6, 30))
    assert len(told()) == 21
