from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from shared.languages.dates import on_the_clock_of, written_day, written_due, written_moment
from shared.languages.zones import REGION, is_zone, written_offset, zone_choices, zone_label

SUMMER, WINTER = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
LATE = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)


def test_every_zone_of_the_region_exists():
    assert [name for name in REGION if not is_zone(name)] == []


@pytest.mark.parametrize("name", ["Asia/Nowhere", "", "../etc/passwd", "posixrules", "Europe"])
def test_what_is_no_zone_is_no_zone(name):
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("name", "summer", "winter"),
    [
        ("Asia/Riyadh", "UTC+3", "UTC+3"),
        ("Africa/Cairo", "UTC+3", "UTC+2"),
        ("America/St_Johns", "UTC−2:30", "UTC−3:30"),
        ("Asia/Kolkata", "UTC+5:30", "UTC+5:30"),
        ("Africa/Abidjan", "UTC", "UTC"),
    ],
)
def test_the_offset_is_that_of_the_day(name, summer, winter):
    assert [written_offset(ZoneInfo(name), day) for day in (SUMMER, WINTER)] == [summer, winter]


def test_casablanca_keeps_another_clock_in_ramadan():
    ramadan, after = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    zone = ZoneInfo("Africa/Casablanca")
    assert [written_offset(zone, day) for day in (ramadan, after)] == ["UTC", "UTC+1"]


def test_the_region_stands_first_after_utc_and_no_zone_twice():
    groups = zone_choices()
    assert groups[0] == ("UTC", "UTC")
    assert {name for name, _label in groups[1][1]} == set(REGION)
    names = [name for _group, lines in groups[1:] for name, _label in lines]
    assert len(names) == len(set(names)) > 300


def test_a_place_of_the_region_is_named_in_the_reader_s_language():
    with translation.override("ar"):
        assert zone_label("Asia/Riyadh", WINTER) == "الرياض (\u2066UTC+3\u2069)"


def test_a_moment_is_written_by_the_reader_s_clock():
    with on_the_clock_of(ZoneInfo("Asia/Riyadh")):
        assert written_moment(LATE, "en") == "2 March 2026, 00:30"
        assert written_day(LATE, "en") == "2 March 2026"
    assert written_moment(LATE, "en") == "1 March 2026, 21:30"


def test_how_late_something_is_does_not_depend_on_the_reader():
    here, reader = ZoneInfo("Asia/Riyadh"), ZoneInfo("America/New_York")
    with time_machine.travel(LATE), timezone.override(here), on_the_clock_of(reader), translation.override("en"):
        assert written_due(timezone.localdate()) == "due today"
        assert written_due(LATE) == "due today"
