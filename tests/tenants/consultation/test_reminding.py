"""The overview and the morning's notice say that comments wait."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import set_urlconf
from django.utils.translation import override

from shared.isolation.scope import in_network
from tenants.consultation.actions import moderation
from tenants.consultation.entrances import closing_soon, comments_waiting
from tenants.consultation.reminding import KIND, remind
from tenants.institutions.models import Institution
from tenants.notices.models import Notice

DAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = DAY.date()


@pytest.fixture
def noon():
    with time_machine.travel(DAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def at_an_institution():
    """Addresses as on an institution's host, in English."""
    set_urlconf(settings.INSTITUTION_URLCONF)
    with override("en"):
        yield
    set_urlconf(None)


@pytest.fixture
def one(noon, opened):
    return opened(opens_on=DAY.date(), closes_on=DAY.date() + timedelta(5))


@pytest.fixture
def came(one, says):
    from tenants.consultation.models import Comment

    def comment(day=TODAY):
        made = says(one)
        Comment.objects.filter(pk=made.pk).update(received_on=day)
        return made

    return comment


def test_the_overview_counts_what_waits_and_leads_there(one, came, people, django_assert_num_queries):
    came()
    came()
    with django_assert_num_queries(1):
        need = comments_waiting(people.analyst, None)
    assert (need.count, need.url) == (2, f"/en/consultations/{one.pk}/comments/")
    assert comments_waiting(people.observer, None) is None


def test_with_two_consultations_it_leads_to_their_list(one, came, opened, says, people):
    came()
    says(opened(opens_on=DAY.date(), closes_on=DAY.date()))
    assert comments_waiting(people.analyst, None).url == "/en/consultations/"


def test_the_overview_says_what_closes_within_a_week(one, opened, people, django_assert_num_queries):
    opened(opens_on=DAY.date(), closes_on=DAY.date() + timedelta(30))
    with django_assert_num_queries(1):
        need = closing_soon(people.coordinator, None)
    assert (need.count, need.due_on) == (1, one.closes_on)
    assert closing_soon(people.focal_point, None) is None


def test_nothing_is_told_on_the_day_itself(came):
    came()
    remind(DAY + timedelta(hours=8))
    assert not Notice.objects.exists()


def test_the_next_morning_tells_the_coordinator_once(came, people, one):
    came()
    morning = datetime(2026, 3, 11, 8, 0, tzinfo=UTC)
    remind(morning - timedelta(minutes=1))
    assert not Notice.objects.exists()
    for minutes in (0, 5, 600):
        remind(morning + timedelta(minutes=minutes))
    told = Notice.objects.get()
    assert (told.member_id, told.kind, told.path) == (
        people.coordinator.pk,
        KIND,
        f"consultations/{one.pk}/comments/",
    )
    remind(morning + timedelta(days=1))
    assert Notice.objects.count() == 1


def test_new_comments_are_told_again_and_read_ones_not(came, people):
    first = came()
    remind(datetime(2026, 3, 11, 9, tzinfo=UTC))
    moderation.accept(comments=[first], by=people.analyst)
    remind(datetime(2026, 3, 12, 9, tzinfo=UTC))
    assert Notice.objects.count() == 1
    came(DAY.date() + timedelta(2))
    remind(datetime(2026, 3, 13, 9, tzinfo=UTC))
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(("zone", "utc_hour"), [("Asia/Riyadh", 5), ("Africa/Tunis", 7), ("UTC", 8)])
def test_morning_comes_on_the_institutions_clock(came, alef, zone, utc_hour):
    came()
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(time_zone=zone)
    remind(datetime(2026, 3, 11, utc_hour - 1, 59, tzinfo=UTC))
    assert not Notice.objects.exists()
    remind(datetime(2026, 3, 11, utc_hour, 0, tzinfo=UTC))
    assert Notice.objects.exists()
