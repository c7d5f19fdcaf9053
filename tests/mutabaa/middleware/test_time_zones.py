"""Whose day and whose clock a page means."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.isolation.tasks import institution_task
from shared.languages.dates import written_moment
from shared.taxonomy.identity import term_id
from shared.users.models import User
from tenants.institutions.models import Institution
from tenants.notices.kinds import notice_kind
from tenants.notices.models import Notice
from tenants.reporting.models import Obligation

# Half past midnight in Riyadh, half past nine in the evening in Casablanca (in Ramadan on UTC), still the first there.
AT_MIDNIGHT = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)


@pytest.fixture
def riyadh(database, world):
    """The institution keeps Riyadh's day. Its object as the database has it."""
    with in_network():
        Institution.objects.filter(pk=world.alef.institution.pk).update(time_zone="Asia/Riyadh")
        return Institution.objects.get(pk=world.alef.institution.pk)


def chooses(world, role, zone):
    with in_network():
        User.objects.filter(pk=world.alef.users[role].pk).update(time_zone=zone)


def test_today_is_the_institution_s_day_in_its_scope_and_nowhere_else(riyadh):
    with time_machine.travel(AT_MIDNIGHT):
        with in_institution(riyadh):
            assert timezone.localdate() == date(2026, 3, 2)
        assert timezone.localdate() == date(2026, 3, 1)


def test_the_zone_before_returns_when_the_scope_is_left_by_an_error(riyadh):
    with pytest.raises(RuntimeError), in_institution(riyadh):
        raise RuntimeError
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_that_the_machine_does_not_know_is_utc(riyadh):
    riyadh.time_zone = "Asia/Atlantis"
    with in_institution(riyadh):
        assert timezone.get_current_timezone_name() == "UTC"


def test_a_task_means_the_institution_s_day(riyadh):
    said = []

    def look():
        said.append(timezone.localdate())

    task = institution_task(look)
    with time_machine.travel(AT_MIDNIGHT), in_institution(riyadh):
        task.apply()
    assert said == [date(2026, 3, 2)]


@pytest.mark.parametrize("zone", ["", "Africa/Casablanca", "Asia/Tokyo"])
def test_a_deadline_ends_with_the_institution_s_day_wherever_the_reader_is(zone, riyadh, world, browse):
    chooses(world, "coordinator", zone)
    with in_institution(riyadh):
        Obligation(body_id=term_id("body", "CAT"), kind="periodic_report", due_on=date(2026, 3, 1)).save()
    client = browse("alef", "coordinator")
    with time_machine.travel(datetime(2026, 3, 1, 20, 59, tzinfo=UTC)):
        assert "day late" not in client.get("/en/calendar/").content.decode()
    with time_machine.travel(datetime(2026, 3, 1, 21, 1, tzinfo=UTC)):
        assert "1 day late" in client.get("/en/calendar/").content.decode()


@pytest.mark.parametrize(
    ("own", "written"),
    [("", "2 March 2026, 00:30"), ("Africa/Casablanca", "1 March 2026, 21:30"), ("Asia/Tokyo", "2 March 2026, 06:30")],
)
def test_times_are_written_by_the_reader_s_clock_else_the_institution_s(own, written, riyadh, world, browse):
    notice_kind("an_hour", line="Said at %(said_at)s")
    chooses(world, "observer", own)
    client = browse("alef", "observer")
    with in_institution(riyadh):
        member = world.alef.members["observer"]
        Notice(member=member, kind="an_hour", key="1", facts={"said_at": AT_MIDNIGHT.isoformat()}).save()
    with time_machine.travel(AT_MIDNIGHT):
        assert f"Said at {written}" in client.get("/en/notices/").content.decode()
    assert written_moment(AT_MIDNIGHT, "en") == "1 March 2026, 21:30"  # nothing stays behind


def test_a_coordinator_sets_the_institution_s_zone_on_its_page(riyadh, browse):
    client = browse("alef", "coordinator")
    given = {"default_language": "ar", "month_style": "levantine", "status_rule": "state", "time_zone": "Asia/Beirut"}
    assert client.post("/en/settings/", given).status_code == 302
    with in_network():
        assert Institution.objects.get(pk=riyadh.pk).time_zone == "Asia/Beirut"
    assert client.post("/en/settings/", {**given, "time_zone": "Asia/Atlantis"}).status_code == 422
