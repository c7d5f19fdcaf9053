"""In whose morning a reminder comes: real zones, both sides of daylight changes, every half hour struck."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from tenants.followup.models import Request, Round
from tenants.followup.reminding.reminders import remind
from tenants.institutions.models import Institution
from tests.tenants.followup.conftest import asked
from tests.tenants.followup.reminded import at, keeps, place, told

__all__ = ["place"]

# The clock of each zone on the eve and the morning of a reminder, across real changes of daylight time.
CHANGES = {
    "Riyadh never changes": ("Asia/Riyadh", date(2026, 5, 20)),
    "Paris goes forward on 29 March": ("Europe/Paris", date(2026, 3, 30)),
    "Paris goes back on 25 October": ("Europe/Paris", date(2026, 10, 26)),
    "Beirut goes forward on 29 March": ("Asia/Beirut", date(2026, 3, 30)),
    "Beirut goes back on 25 October": ("Asia/Beirut", date(2026, 10, 26)),
    "Cairo goes forward on 24 April": ("Africa/Cairo", date(2026, 4, 25)),
    "Cairo goes back on 30 October": ("Africa/Cairo", date(2026, 10, 31)),
    "Casablanca goes back for Ramadan on 15 February": ("Africa/Casablanca", date(2026, 2, 16)),
    "Casablanca goes forward after Ramadan on 22 March": ("Africa/Casablanca", date(2026, 3, 23)),
}


def offset(zone, day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(("zone", "deadline"), CHANGES.values(), ids=CHANGES)
def test_each_reminder_comes_once_at_eight_by_the_clock_of_the_person(zone, deadline, database, world):
    """Struck every half hour for four days around the deadline: the eve, the day itself, the day after."""
    keeps(world, zone)
    with in_network():
        Institution.objects.filter(pk=world.alef.institution.pk).update(time_zone=zone)
        institution = Institution.objects.get(pk=world.alef.institution.pk)
    start = datetime.combine(deadline - timedelta(days=2), datetime.min.time(), tzinfo=ZoneInfo(zone))
    with in_institution(institution):
        with time_machine.travel(start - timedelta(days=20)):
            here = asked(world.alef)
        Round.objects.update(remind_before=[1, 0], remind_after=[1], escalate_after=None, deadline=deadline)
        Request.objects.update(deadline=deadline)
        requests_of_interior = here.interior.updates
        requests_of_interior.update(standing="accepted", submitted_at=timezone.now())
        came = []
        instant = start.astimezone(UTC)
        for _half_hour in range(4 * 48):
            with time_machine.travel(instant, tick=False):
                came += [instant.astimezone(ZoneInfo(zone)).strftime("%d %H:%M")] * remind(timezone.now())
            instant += timedelta(minutes=30)
    days = [deadline + timedelta(days=number) for number in (-1, 0, 1)]
    assert came == [f"{day:%d} 08:00" for day in days]
    changed = offset(zone, deadline + timedelta(days=1)) != offset(zone, deadline - timedelta(days=3))
    assert changed is (zone != "Asia/Riyadh")


def test_a_person_far_from_the_institution_is_reminded_in_her_own_morning(place, world):
    keeps(world, "America/New_York")
    assert at(2026, 5, 13, 11, 59) == 0
    assert at(2026, 5, 13, 12, 0) == 1


def test_nobody_is_called_late_before_the_institution_s_day_is_over(place, world):
    """In Auckland the morning after the deadline comes while the institution still has the deadline's evening."""
    keeps(world, "Pacific/Auckland")
    at(2026, 5, 18, 20)
    assert at(2026, 5, 20, 23, 59) == 0
    assert at(2026, 5, 21, 0, 0) == 1
    assert told()[-1] == ("focal_point", "request_late")
