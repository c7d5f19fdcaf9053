"""What the same body said of the same thing before: the last answer of an earlier round that was accepted."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from tenants.followup.models import Submission, Update, UpdateStanding
from tenants.followup.models.answering import OnceQuerySet
from tenants.tracker.models import Assessment, AssessorKind


def last_time(update: Update) -> Submission | None:
    """The accepted answer of the latest earlier round, with its round. One query."""
    return _accepted([update]).first()


def values_last_time(updates: Collection[Update]) -> dict[UUID, str]:
    """How far each update's thing was before this round: what the body said that was accepted, else what is recorded.

    Recorded is the state's current account of a recommendation, or the standing of an action. The updates are of one
    request, with their actions at hand. Two queries.
    """
    if not updates:
        return {}
    things = {one.recommendation_id or one.action_id: one for one in updates}
    found = {one.pk: one.action.standing for one in updates if one.action is not None}
    accounts = Assessment.objects.current().filter(assessor_kind=AssessorKind.STATE, recommendation__in=list(things))
    for key, value in accounts.order_by("assessed_on", "recorded_at").values_list("recommendation_id", "value"):
        found[things[key].pk] = value
    said = (
        _accepted(updates)
        .order_by("at")
        .values_list("update__recommendation_id", "update__action_id", "content__value")
    )
    for recommendation, action, value in said:
        if value:
            found[things[recommendation or action].pk] = value
    return found


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
        .filter(update__request__round__created_at__lt=one.request.round.created_at)
        .select_related("update__request__round")
        .order_by("-at")
    )
