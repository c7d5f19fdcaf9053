"""What the tests of reminders share: an open round in May, and the instants at which somebody looks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.followup.actions import rounds
from tenants.followup.reminding.reminders import remind
from tenants.members.models import Member
from tenants.notices.models import Notice
from tests.tenants.followup.conftest import asked

KINDS = ("request_due_soon", "request_late", "request_escalated", "request_unread")
DEADLINE = date(2026, 5, 20)


def told():
    """(person, kind) of every reminder, in order of the telling."""
    found = Notice.objects.filter(kind__in=KINDS).order_by("told_at", "id").select_related("member")
    return [(one.member.name, one.kind) for one in found]


def at(year, month, day, hour=12, minute=0, zone="UTC"):
    """An instant by the clock of a zone; the reminders of that instant."""
    now = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    with time_machine.travel(now.astimezone(UTC), tick=False):
        return remind(timezone.now())


def until(day, here=None):
    """Strike at noon UTC of every day from the opening to a day."""
    one = date(2026, 5, 2)
    while one <= day:
        at(one.year, one.month, one.day)
        one += timedelta(days=1)


def keeps(world, zone="", language="en", role="focal_point"):
    with in_network():
        User.objects.filter(pk=world.alef.users[role].pk).update(time_zone=zone, language=language)


@pytest.fixture
def place(database, world):
    """`alef` with an open round due on 20 May: 7 and 1 days before, 1 and 7 after, the deputy after 3."""
    with time_machine.travel("2026-05-01 12:00"), in_institution(world.alef.institution):
        here = asked(world.alef)
        rounds.extend(round=here.round, deadline=DEADLINE, reason="Set", by=here.people.coordinator)
        here.interior.updates.update(standing="accepted", submitted_at=timezone.now())
        here.justice.refresh_from_db()
        yield here


def another(here, name="second", body=None, email="second@alef.example"):
    member = here.people.focal_point
    return _saved(Member(user_id=_account(email), name=name, email=email, role_slug="focal_point",
                         body=body or member.body))  # fmt: skip


def _account(email):
    with in_network():
        return User.objects.create_user(email, name=email, language="en").pk


def _saved(one):
    one.save()
    return one
