"""How the statuses shown came about: what moved since a day, and the steps of histories that nobody watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from tenants.tracker.models import Assessment, Cause, Recommendation, StatusChange
from tenants.tracker.status import Reading, read, step


class Moved(NamedTuple):
    """A recommendation whose status is another than it was; an empty status is none."""

    recommendation_id: UUID
    then: str
    now: str


def moved_since(day: date) -> list[Moved]:
    """The recommendations whose status is not what it was when `day` began. One statement.

    The status before the first step since then is what was shown at its beginning; who moved and came back is left out.
    """
    first = (
        StatusChange.objects.since(day)
        .order_by("recommendation_id", "at", "id")
        .distinct("recommendation_id")
        .values_list("recommendation_id", "before", "recommendation__status")
    )
    return [Moved(key, then, now) for key, then, now in first if then != now]


def replayed(accounts: Iterable[Assessment], rule: str) -> list[tuple[str, Reading, datetime, Cause]]:
    """The steps the status would have taken: what it was, what it became, when, why.

    An account counts from when it was recorded until it is withdrawn or its assessor speaks of a later day.
    """
    events: list[tuple[datetime, Cause, Assessment]] = []
    for account in accounts:
        events.append((account.recorded_at, Cause.ACCOUNT, account))
        if account.withdrawn_at is not None:
            events.append((account.withdrawn_at, Cause.WITHDRAWAL, account))
    given: dict[tuple[str, UUID | None], list[Assessment]] = defaultdict(list)
    found, before = [], ""
    for at, cause, account in sorted(events, key=lambda event: (event[0], event[2].assessed_on)):
        of_assessor = given[account.assessor_kind, account.body_id]
        if cause == Cause.WITHDRAWAL:
            of_assessor.remove(account)
        else:
            of_assessor.append(account)
        standing = [max(ones, key=lambda one: (one.assessed_on, one.recorded_at)) for ones in given.values() if ones]
        reading = read(standing, rule)
        if reading.status != before:
            found.append((before, reading, at, cause))
            before = reading.status
    return found


@transaction.atomic
def retell(rule: str) -> int:
    """Write the steps of every recommendation that has accounts and no step yet, as its accounts tell them.

    For rows that were written at once and not one by one. Returns how many steps. One read and one write.
    """
    by_recommendation: dict[UUID, list[Assessment]] = defaultdict(list)
    untold = Recommendation.objects.filter(status_changes=None).values("pk")
    for account in Assessment.objects.filter(recommendation__in=untold):
        by_recommendation[account.recommendation_id].append(account)
    steps = [
        step(key, before, reading, cause=cause, at=at)
        for key, accounts in by_recommendation.items()
        for before, reading, at, cause in replayed(accounts, rule)
    ]
    StatusChange.objects.bulk_create(steps, batch_size=2000)
    return len(steps)
