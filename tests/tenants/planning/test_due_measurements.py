"""A due measurement asks for itself: on the overview and by notices, each person once and in her own morning."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tenants.members.preferences import Preference
from tenants.notices.models import Notice
from tenants.planning import due_measurements
from tenants.planning.actions import indicators, measurements
from tenants.planning.actions.measurements import Reading
from tenants.planning.due_measurements import measurements_due, remind
from tenants.tracker.overview.counting import Counts
from tenants.tracker.overview.figures import Figures

# The indicator of the tests was measured on 1 July 2025 and is due half a year later.
DUE = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def on_a_host(request):
    """Addresses are those of an institution's host, in English."""
    from django.conf import settings
    from django.urls import set_urlconf
    from django.utils import translation

    set_urlconf(settings.INSTITUTION_URLCONF)
    with translation.override("en"):
        yield
    set_urlconf(None)


@pytest.fixture
def zones(monkeypatch):
    """`zones(focal_point="Asia/Tokyo")`: where people live; everybody else in UTC, all reading English."""
    homes: dict[str, tuple[str, str]] = {}

    def preferences(members):
        return {
            member.pk: Preference(
                homes.get(member.name, ("en", "UTC"))[0], ZoneInfo(homes.get(member.name, ("", "UTC"))[1])
            )
            for member in members
        }

    monkeypatch.setattr(due_measurements, "preferences_of", preferences)
    return lambda language="en", **where: homes.update({name: (language, zone) for name, zone in where.items()})


def told():
    """(person, kind) of every notice of a measurement."""
    rows = Notice.objects.filter(kind__startswith="measurement_").select_related("member")
    return sorted((one.member.name, one.kind) for one in rows)


def at(year, month, day, hour=9, zone="UTC"):
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(zone))


def test_a_week_before_it_is_announced_and_on_the_day_it_is_asked_for(here, zones):
    remind(at(2025, 12, 24))
    assert told() == []
    remind(at(2025, 12, 25))
    assert told() == [("focal_point", "measurement_coming")]
    remind(at(2025, 12, 31))
    assert told() == [("focal_point", "measurement_coming")]
    remind(at(2026, 1, 1))
    assert told() == [("focal_point", "measurement_coming"), ("focal_point", "measurement_due")]


def test_running_again_tells_nothing_twice(here, zones):
    for hour in range(8, 24):
        remind(at(2026, 1, 1, hour))
        remind(at(2026, 1, 2, hour))
    assert told() == [("focal_point", "measurement_due")]


def test_it_waits_for_the_morning_where_the_person_lives(here, zones):
    zones(focal_point="America/New_York")
    remind(datetime(2026, 1, 1, 12, 59, tzinfo=UTC))
    assert ("focal_point", "measurement_due") not in told()
    remind(datetime(2026, 1, 1, 13, 0, tzinfo=UTC))
    assert ("focal_point", "measurement_due") in told()


def test_east_of_the_clock_the_morning_comes_the_day_before(here, zones):
    zones(focal_point="Pacific/Auckland")
    remind(datetime(2025, 12, 31, 18, 59, tzinfo=UTC))
    assert ("focal_point", "measurement_due") not in told()
    remind(datetime(2025, 12, 31, 19, 0, tzinfo=UTC))
    assert ("focal_point", "measurement_due") in told()


def test_over_a_change_of_the_clock_the_morning_stays_the_morning(here, zones):
    zones(focal_point="Europe/Paris")
    by = here.people.analyst
    measurements.measure(indicator=here.indicator, reading=Reading(Decimal(60), date(2025, 9, 29)), by=by)
    with time_machine.travel(datetime(2026, 3, 29, 5, 59, tzinfo=UTC), tick=False):
        remind(datetime(2026, 3, 29, 5, 59, tzinfo=UTC))
        assert ("focal_point", "measurement_due") not in told()
        remind(datetime(2026, 3, 29, 6, 0, tzinfo=UTC))
        assert ("focal_point", "measurement_due") in told()


def test_where_nobody_speaks_for_the_body_the_coordinators_are_told(here, zones):
    from tests.tenants.planning.conftest import TRAINED

    indicators.change(indicator=here.indicator, definition=TRAINED, body=None, by=here.people.analyst)
    remind(at(2026, 1, 1))
    assert told() == [("coordinator", "measurement_due")]


def test_it_is_named_in_the_readers_language_and_leads_to_its_page(here, zones):
    zones(language="ar", focal_point="UTC")
    remind(at(2026, 1, 1))
    notice = Notice.objects.get(kind="measurement_due")
    assert notice.facts == {"indicator": "عدد القضاة المدرَّبين", "due_on": "2026-01-01"}
    assert notice.path == f"plan/indicators/{here.indicator.pk}/"


def test_once_measured_it_is_quiet(here, zones):
    measurements.measure(
        indicator=here.indicator, reading=Reading(Decimal(90), date(2025, 12, 30)), by=here.people.analyst
    )
    remind(at(2026, 1, 1))
    assert told() == []


def test_the_next_due_day_is_told_anew(here, zones):
    remind(at(2026, 1, 1))
    measurements.measure(indicator=here.indicator, reading=Reading(Decimal(90), DUE), by=here.people.analyst)
    remind(at(2026, 7, 1))
    assert told() == [("focal_point", "measurement_due")] * 2


def test_the_number_of_statements_does_not_grow(here, zones, django_assert_num_queries):
    from dataclasses import replace

    from tests.tenants.planning.conftest import TRAINED

    for number in range(30):
        one = replace(TRAINED, name_en=f"Judges {number}", baseline_on=date(2025, 7, 1))
        indicators.add(definition=one, body=here.bodies.Justice, by=here.people.analyst)
    remind(at(2026, 1, 1))
    assert Notice.objects.filter(kind="measurement_due").count() == 31
    # The indicators, two of people; then the insert and what of it was new.
    with django_assert_num_queries(5):
        remind(at(2026, 1, 1, 10))


def asks(member, today=date(2026, 1, 1)):
    with time_machine.travel(datetime(today.year, today.month, today.day, 12, tzinfo=UTC), tick=False):
        return measurements_due(member, Figures(Counts()))


@pytest.mark.parametrize(
    ("role", "waits"),
    [
        ("coordinator", True),
        ("analyst", True),
        ("focal_point", True),
        ("focal_point_elsewhere", False),
        ("assessor", False),
        ("observer", False),
    ],
)
def test_the_overview_asks_those_who_may_measure(here, role, waits):
    found = asks(getattr(here.people, role))
    assert (found is not None) == waits
    if found:
        assert (found.count, found.due_on, found.late) == (1, DUE, False)
        assert found.url == "/en/plan/indicators/?show=mine"


def test_the_need_is_late_the_day_after_and_not_there_the_day_before(here):
    assert asks(here.people.coordinator, date(2025, 12, 31)) is None
    assert asks(here.people.coordinator, date(2026, 1, 2)).late


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_mail_says_what_is_wanted(here, zones, alef, language):
    from tenants.notices.mailing import mail_of

    remind(at(2025, 12, 25))
    remind(at(2026, 1, 1))
    for notice in Notice.objects.filter(kind__startswith="measurement_").select_related("member"):
        message = mail_of(
            notice,
            institution=alef.alef.institution,
            host="https://alef.example",
            preference=Preference(language, ZoneInfo("UTC")),
        )
        assert "Judges trained" in message.subject
        assert f"https://alef.example/{language}/plan/indicators/{here.indicator.pk}/" in message.body
        assert "2026" in message.body
