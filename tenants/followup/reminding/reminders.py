"""Reminders of what is owed, before and after the deadline, and the word to the deputy. Follows the clock.

What was sent is known by the notices themselves, so looking twice, or twice at once, sends nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shared.isolation.turns import one_at_a_time
from shared.languages.lists import written_list
from tenants.followup.models import Request, RoundStanding, Update
from tenants.followup.reaching import Owed, People, Told, owed_of
from tenants.followup.reminding.days import ESCALATED, NOBODY_READS, Stroke, escalation, latest, strokes
from tenants.followup.reminding.once import not_told
from tenants.followup.words import Word, tell_each
from tenants.notices.mornings import morning_has_come


@dataclass(frozen=True)
class Occasion:
    """Something of which one person is to be told, if she was not yet."""

    request: Request
    stroke: Stroke
    told: Told
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[UUID, str, str]:
        return self.told.member.pk, self.stroke.kind, self.stroke.key(self.request)

    @property
    def day(self) -> date:
        return self.stroke.day


@transaction.atomic
def remind(now: datetime) -> int:
    """Tell everybody in the institution at hand whose reminder has come; gives how many notices are new.

    `now` is an aware instant. The number of queries does not grow with bodies or updates.
    """
    owed: Owed = owed_of(Update.objects.filter(request__round__standing=RoundStanding.OPEN))
    if not owed:
        return 0
    one_at_a_time("followup reminders")
    requests = list(Request.objects.filter(pk__in=owed).select_related("round", "body").order_by("deadline", "id"))
    today = timezone.localdate(now)
    people = People.of({request.body_id for request in requests}, today)
    occasions = [one for request in requests for one in _occasions(request, owed[request.pk], people, today, now)]
    new = list(not_told(occasions, today))
    told = tell_each((_word(one) for one in new), people.preferences)
    escalated = {one.request.pk for one in new if one.stroke.kind == ESCALATED}
    if escalated:
        Request.objects.filter(pk__in=escalated).update(escalated_at=now)
    return told


def _occasions(
    request: Request, owed: Mapping[UUID | None, int], people: People, today: date, now: datetime
) -> Iterator[Occasion]:
    """Whom the hour reminds of a request, and of what."""
    found, total = strokes(request), sum(owed.values())
    answering = people.answering(request, owed)
    for told in answering:
        stroke = latest(found, request.deadline, today, people.preferences[told.member.pk].zone, now)
        if stroke is not None:
            yield Occasion(request, stroke, told)
    if not answering:
        for first in found[:1]:
            yield from _to_coordinators(request, Stroke(NOBODY_READS, first.day), people, total, now)
    last = escalation(request)
    if last is None or today <= request.deadline:
        return
    deputy = people.deputy(request.body_id, total)
    if deputy is None:
        yield from _to_coordinators(request, last, people, total, now)
    elif morning_has_come(last.day, people.preferences[deputy.member.pk].zone, now):
        yield Occasion(request, last, deputy, {"is_deputy": True})


def _to_coordinators(request: Request, stroke: Stroke, people: People, owed: int, now: datetime) -> Iterator[Occasion]:
    """Each coordinator in her own morning."""
    for member in people.coordinators:
        if morning_has_come(stroke.day, people.preferences[member.pk].zone, now):
            yield Occasion(request, stroke, Told(member, owed))


def _word(one: Occasion) -> Word:
    member, kind, key = one.told.member, one.stroke.kind, one.stroke.key(one.request)
    # Whoever runs rounds reads the request on the round's side.
    folder = "asked" if member.runs_rounds else "requests"
    return Word(member, kind, key, f"rounds/{folder}/{one.request.pk}/", partial(_facts, one))


def _facts(one: Occasion) -> dict[str, Any]:
    """In the reader's language."""
    request = one.request
    return {
        "round": request.round.title,
        "body": request.body.name,
        "due_on": request.deadline.isoformat(),
        "owed": one.told.owed,
        "in_place_of": written_list(one.told.in_place_of),
        **one.facts,
    }
