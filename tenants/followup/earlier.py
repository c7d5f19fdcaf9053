"""What the same body said of the same thing before: the last answer of an earlier round that was accepted."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from tenants.followup.models import Submission, Update, UpdateStanding
from tenants.followup.models.answering import OnceQuerySet


def last_time(update: Update) -> Submission | None:
    """The accepted answer of the latest earlier round, with its round. One query."""
    return _accepted([update]).first()


def last_times(updates: Collection[Update]) -> set[UUID]:
    """Which of the updates of one request have an earlier answer, by recommendation or action. One query."""
    if not updates:
        return set()
    found = _accepted(updates).values_list("update__recommendation_id", "update__action_id")
    return {key for pair in found for key in pair if key}


def _accepted(updates: Collection[Update]) -> OnceQuerySet:
    one = next(iter(updates))
    things = Q(update__recommendation__in=[u.recommendation_id for u in updates if u.recommendation_id]) | Q(
        update__action__in=[u.action_id for u in updates if u.action_id]
    )
    return (
        Submission.objects.filter(
            things,
            update__standing=UpdateStanding.ACCEPTED,
            update__request__body=one.request.body_id,
            remarks__accepted=True,
        )
        .exclude(update__request__round=one.request.round_id)
        .select_related("update__request__round")
        .order_by("-at")
    )
