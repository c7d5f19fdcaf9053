"""Reminders of obligations: thirty, seven and one day before, on the day, and every week that it is late.

Each is sent once in the reader's own morning; a date that slips begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.followup.reaching import reachable
from tenants.followup.reminding.once import not_told
from tenants.followup.words import Word, tell_each
from tenants.members.models import Member
from tenants.members.preferences import Preference, preferences_of
from tenants.members.roles import ROLES, Permission
from tenants.notices.kinds import notice_kind
from tenants.notices.mornings import morning_has_come
from tenants.reporting.models import Obligation

DUE, LATE = "obligation_due", "obligation_late"
DAYS_BEFORE = (30, 7, 1, 0)
WEEK = 7
KEEPERS = tuple(role.slug for role in ROLES if Permission.MANAGE_CALENDAR in role.permissions)


def name_kinds() -> None:
    notice_kind(DUE, line=_("Due on %(due_on)s: %(what)s, %(body)s"), template="reporting/mail/due.txt")
    notice_kind(LATE, line=_("Late since %(due_on)s: %(what)s, %(body)s"), template="reporting/mail/late.txt")


@dataclass(frozen=True)
class Reminder:
    """What one person is told of an obligation, and to which day it belongs."""

    obligation: Obligation
    member: Member
    day: date

    @property
    def kind(self) -> str:
        return LATE if self.day > self.obligation.due_on else DUE

    @property
    def key(self) -> tuple[UUID, str, str]:
        due_on = self.obligation.due_on
        return self.member.pk, self.kind, f"{self.obligation.pk}:{due_on.isoformat()}:{(self.day - due_on).days:+d}"


@transaction.atomic
def remind(now: datetime) -> int:
    """Tell whoever keeps the calendar, and who speaks for the body that prepares it; gives how many notices are new.

    `now` is an aware instant. The number of queries does not grow with obligations or people.
    """
    today = timezone.localdate(now)
    near = today + timedelta(days=max(DAYS_BEFORE) + 1)
    obligations = list(Obligation.objects.open().filter(due_on__lte=near).select_related("owner"))
    if not obligations:
        return 0
    one_at_a_time("calendar reminders")
    owners = {one.owner_id for one in obligations if one.owner_id}
    asked = Q(role_slug__in=KEEPERS) | Q(body__in=owners)
    people = reachable(Member.objects.active().filter(asked).order_by("joined_at", "id"))
    known = preferences_of(people)
    found = [one for obligation in obligations for one in _due(obligation, people, known, today, now)]
    return tell_each((_word(one) for one in not_told(found, today)), known)


def _due(
    obligation: Obligation, people: list[Member], known: Mapping[UUID, Preference], today: date, now: datetime
) -> Iterator[Reminder]:
    days = days_of(obligation, today)
    for member in people:
        hers = obligation.owner_id is not None and member.body_id == obligation.owner_id
        if not hers and member.role_slug not in KEEPERS:
            continue
        day = _latest(days, obligation.due_on, today, known[member.pk].zone, now)
        if day is not None:
            yield Reminder(obligation, member, day)


def days_of(obligation: Obligation, today: date) -> list[date]:
    """The days of its reminders up to tomorrow, in order; none on the day it was written down, or before."""
    due_on = obligation.due_on
    before = [due_on - timedelta(days=number) for number in DAYS_BEFORE]
    weeks = max((today - due_on).days // WEEK, 0)
    # Only the last two weeks can be the latest on somebody's clock.
    late = [due_on + timedelta(days=WEEK * week) for week in range(max(weeks - 1, 1), weeks + 2)]
    written = timezone.localdate(obligation.created_at)
    return [day for day in before + late if day > written]


def _latest(days: list[date], due_on: date, today: date, zone: ZoneInfo, now: datetime) -> date | None:
    """The last whose morning has come on her clock. By the institution's day nothing is late on the day itself, and
    what was to announce a date is not sent once it is past.
    """
    come = [day for day in days if morning_has_come(day, zone, now) and (day <= due_on or today > due_on)]
    if not come or (come[-1] <= due_on < today):
        return None
    return come[-1]


def _word(one: Reminder) -> Word:
    member, kind, key = one.key
    return Word(one.member, kind, key, f"calendar/{one.obligation.pk}/", partial(_facts, one))


def _facts(one: Reminder) -> dict[str, Any]:
    """In the reader's language."""
    obligation = one.obligation
    return {
        "what": obligation.title,
        "body": obligation.body_name,
        "due_on": obligation.due_on.isoformat(),
        "owner": obligation.owner.name if obligation.owner else "",
        "reference": obligation.reference,
    }
