"""Who is reminded of an obligation, and when."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connections
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.identity import term_id
from shared.users.models import User
from tenants.notices import jobs as postman
from tenants.notices.models import Notice
from tenants.records import jobs
from tenants.records.models import Job
from tenants.reporting.actions import obligations
from tenants.reporting.models import Obligation
from tenants.reporting.reminding import remind

DUE = date(2026, 6, 30)
KINDS = ("obligation_due", "obligation_late")


def owe(body=None, due_on=DUE, **more):
    made = Obligation(
        body_id=term_id("body", "CEDAW"), kind="periodic_report", due_on=due_on, owner=body,
        created_at=datetime(2026, 1, 1, tzinfo=UTC), **more,
    )  # fmt: skip
    made.save()
    return made


def at(day, hour=12, zone="UTC"):
    now = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(zone)).replace(hour=hour)
    with time_machine.travel(now.astimezone(UTC), tick=False):
        return remind(timezone.now())


def told(kind=None):
    found = Notice.objects.filter(kind__in=[kind] if kind else KINDS).select_related("member")
    return sorted(one.member.name for one in found)


def test_it_comes_thirty_seven_and_one_day_before_on_the_day_and_weekly_when_late(alef):
    owe()
    came = []
    for number in range(-40, 30):
        if at(DUE + timedelta(days=number)):
            came.append(number)
    assert came == [-30, -7, -1, 0, 7, 14, 21, 28]


def test_the_calendar_s_keepers_and_the_body_that_prepares_it_are_told(alef):
    owe(body=alef.alef.bodies["Justice"])
    at(DUE)
    assert told() == ["analyst", "coordinator", "focal_point"]


def test_without_an_owner_only_the_keepers_are_told(alef):
    owe()
    at(DUE)
    assert told() == ["analyst", "coordinator"]


def test_looking_twice_sends_nothing_twice_and_missed_days_do_not_burst(alef):
    owe()
    assert [at(DUE + timedelta(days=23)), at(DUE + timedelta(days=23)), at(DUE + timedelta(days=24))] == [2, 0, 0]


def test_a_date_that_slips_begins_anew(people):
    one = owe()
    at(DUE)
    with time_machine.travel("2026-06-30 13:00"):
        obligations.move(obligation=one, due_on=date(2026, 9, 30), reason="Session moved", by=people.coordinator)
    assert at(date(2026, 7, 7)) == 0
    assert at(date(2026, 8, 31)) == 2
    assert told("obligation_late") == []


@pytest.mark.parametrize("how", ["done", "cancelled"])
def test_what_is_closed_is_not_reminded_of(how, people):
    one = owe()
    with time_machine.travel("2026-06-01 12:00"):
        if how == "done":
            obligations.complete(obligation=one, done_on=date(2026, 5, 30), by=people.coordinator)
        else:
            obligations.cancel(obligation=one, reason="Merged", by=people.coordinator)
    assert at(DUE) == 0


def test_what_was_written_down_late_does_not_send_the_earlier_reminders(alef):
    owe()
    Obligation.objects.update(created_at=datetime(2026, 6, 23, 6, tzinfo=UTC))
    assert at(date(2026, 6, 24)) == 0
    assert at(date(2026, 6, 29)) == 2


def test_each_is_told_in_her_own_morning(alef):
    owe()
    with in_network():
        User.objects.filter(pk=alef.alef.users["analyst"].pk).update(time_zone="America/New_York")
    at(DUE - timedelta(days=1), hour=20)
    assert at(DUE, hour=8) == 1
    assert told().count("coordinator") == 2
    assert at(DUE, hour=8, zone="America/New_York") == 1
    assert told() == ["analyst", "analyst", "coordinator", "coordinator"]


@pytest.mark.parametrize(("zone", "day"), [("Africa/Cairo", date(2026, 10, 30)), ("Africa/Cairo", date(2026, 4, 24))])
def test_a_daylight_change_neither_doubles_nor_loses_a_morning(zone, day, alef):
    """Cairo's clock moves in the night to 24 April and in that of 29 to 30 October."""
    owe(due_on=day)
    with in_network():
        User.objects.filter(pk=alef.alef.users["analyst"].pk).update(time_zone=zone)
    came, instant = [], datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    at(day - timedelta(days=1))
    for _half_hour in range(50):
        before = Notice.objects.filter(member=alef.alef.members["analyst"]).count()
        with time_machine.travel(instant, tick=False):
            remind(timezone.now())
        if Notice.objects.filter(member=alef.alef.members["analyst"]).count() > before:
            came.append(f"{instant.astimezone(ZoneInfo(zone)):%d %H:%M}")
        instant += timedelta(minutes=30)
    assert came == [f"{day:%d} 08:00"]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("ar", "موعده 30 يونيو 2026: التقرير الدوري، اللجنة المعنية بالقضاء على التمييز ضد المرأة"),
        ("en", "Due on 30 June 2026: Periodic report, Committee on the Elimination of Discrimination against Women"),
    ],
)
def test_the_mail_is_in_the_reader_s_language(language, subject, alef):
    assert postman.POST == "notices.post"  # the postman is at hand
    owe(body=alef.alef.bodies["Justice"], reference="CEDAW/C/8")
    with in_network():
        User.objects.filter(pk=alef.alef.users["focal_point"].pk).update(language=language)
    at(DUE)
    jobs.run(jobs.ask(postman.POST, alef.alef.institution.pk, by=None).pk)
    [letter] = [one for one in mail.outbox if one.to == ["focal_point@alef.example"]]
    assert letter.subject == subject
    assert "CEDAW/C/8" in letter.body
    assert f"/{language}/calendar/{Obligation.objects.get().pk}/" in letter.body


@pytest.mark.parametrize("many", [1, 40])
def test_the_number_of_queries_does_not_grow(many, alef, django_assert_num_queries):
    for number in range(many):
        owe(body=alef.alef.bodies["Justice"], reference=str(number))
    with time_machine.travel(datetime(2026, 6, 30, 12, tzinfo=UTC)), django_assert_num_queries(15):
        assert remind(timezone.now()) == 3 * many


def test_two_who_look_at_once_send_nothing_twice(committed):
    with in_institution(committed.alef.institution):
        one = owe()
    meeting, counts, noon = threading.Barrier(2, timeout=20), [], datetime(2026, 6, 30, 12, tzinfo=UTC)

    def look():
        try:
            with in_institution(committed.alef.institution):
                Notice.objects.exists()
                meeting.wait()
                counts.append(remind(noon))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with in_institution(committed.alef.institution):
        found = told()
        Notice.objects.filter(kind__in=KINDS).delete()
        Job.objects.filter(kind=postman.POST).delete()
        one.delete()
    assert sorted(counts) == [0, 2]
    assert found == ["analyst", "coordinator"]
