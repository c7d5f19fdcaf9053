"""A reminder comes in the morning of its day, on the reader's own clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tenants.notices.mornings import morning_has_come


@pytest.mark.parametrize(
    ("zone", "instant", "come"),
    [
        ("Asia/Riyadh", "2026-03-08T04:59:59", False),
        ("Asia/Riyadh", "2026-03-08T05:00:00", True),
        # Spain and France change their clocks on 29 March 2026: 08:00 is an hour earlier by universal time.
        ("Europe/Paris", "2026-03-28T06:59:00", False),
        ("Europe/Paris", "2026-03-28T07:00:00", True),
        ("Africa/Cairo", "2026-04-24T04:59:00", False),
        ("Africa/Cairo", "2026-04-24T05:00:00", True),
        ("Pacific/Kiritimati", "2026-03-07T18:00:00", True),
    ],
)
def test_eight_by_the_local_clock(zone, instant, come):
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    day = {"Europe/Paris": date(2026, 3, 28), "Africa/Cairo": date(2026, 4, 24)}.get(zone, date(2026, 3, 8))
    assert morning_has_come(day, ZoneInfo(zone), now) is come


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 28), 7), (date(2026, 3, 29), 6), (date(2026, 10, 25), 7)])
def test_the_change_of_clocks_moves_the_instant_and_not_the_morning(day, hour):
    paris = ZoneInfo("Europe/Paris")
    assert morning_has_come(day, paris, datetime(day.year, day.month, day.day, hour, 0, tzinfo=UTC))
    assert not morning_has_come(day, paris, datetime(day.year, day.month, day.day, hour - 1, 59, tzinfo=UTC))


def test_the_morning_of_yesterday_has_come():
    assert morning_has_come(date(2026, 3, 1), ZoneInfo("UTC"), datetime(2026, 3, 2, 0, 0, tzinfo=UTC))
