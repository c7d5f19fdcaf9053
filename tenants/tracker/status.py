"""The status a recommendation shows: read from the accounts of it by the institution's written rule.

Accounts stay side by side; the status only says on whose word the list counts, and whether the words agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tenants.institutions.models import StatusRule
from tenants.tracker.models import Assessment, AssessorKind, Cause, Progress, Recommendation, StatusChange

# Values that say nothing about progress have no place: information missing (no_info), or a committee that got no
# reply (D), which grades the dialogue and not what was done. "Some progress" is movement, not a part finished.
PLACES: dict[str, str] = {
    "state:not_started": Progress.NOT_STARTED,
    "state:planned": Progress.NOT_STARTED,
    "state:in_progress": Progress.IN_PROGRESS,
    "state:partially": Progress.PARTLY,
    "state:implemented": Progress.IMPLEMENTED,
    "state:continuous": Progress.IN_PROGRESS,
    "state:not_planned": Progress.NOT_IMPLEMENTED,
    "nhri:full": Progress.IMPLEMENTED,
    "nhri:substantial": Progress.PARTLY,
    "nhri:limited": Progress.IN_PROGRESS,
    "nhri:none": Progress.NOT_STARTED,
    "nhri:regression": Progress.NOT_IMPLEMENTED,
    "treaty_body:A": Progress.IMPLEMENTED,
    "treaty_body:B": Progress.PARTLY,
    "treaty_body:C": Progress.NOT_STARTED,
    "treaty_body:E": Progress.NOT_IMPLEMENTED,
    "cso:satisfactory": Progress.IMPLEMENTED,
    "cso:progress": Progress.IN_PROGRESS,
    "cso:no_progress": Progress.NOT_STARTED,
    "cso:worse": Progress.NOT_IMPLEMENTED,
}
SCALES: dict[str, str] = {
    AssessorKind.STATE: "state",
    AssessorKind.NHRI: "nhri",
    AssessorKind.CIVIL_SOCIETY: "cso",
    AssessorKind.COMMITTEE: "treaty_body",
}
# From the least to the most that can be claimed.
LADDER = [
    Progress.NOT_IMPLEMENTED,
    Progress.NOT_STARTED,
    Progress.IN_PROGRESS,
    Progress.PARTLY,
    Progress.IMPLEMENTED,
]


def place(value: str) -> str:
    """The rung of the common ladder for a scale's value; empty where the value says nothing about progress."""
    return PLACES.get(value, "")


@dataclass(frozen=True)
class Reading:
    """What the accounts of one recommendation come to: the status, the account it rests on, whether they differ."""

    status: str = ""
    rests_on: Assessment | None = None
    diverge: bool = False


def read(accounts: Iterable[Assessment], rule: str) -> Reading:
    """Read the current accounts of one recommendation by the institution's rule.

    The state speaks with one voice: its latest account (by date, then by when it was recorded). Every other assessor
    counts alone. Accounts that say nothing about progress decide nothing.
    """
    telling = sorted((one for one in accounts if one.progress), key=lambda one: (one.assessed_on, one.recorded_at))
    state = next((one for one in reversed(telling) if one.assessor_kind == AssessorKind.STATE), None)
    others = [one for one in telling if one.assessor_kind != AssessorKind.STATE]
    voices = [*([state] if state else []), *others]
    chosen = state
    if rule == StatusRule.NHRI:
        chosen = next((one for one in reversed(others) if one.assessor_kind == AssessorKind.NHRI), state)
    elif rule == StatusRule.CAUTIOUS:
        # Of equals the latest.
        chosen = min(reversed(voices), key=lambda one: LADDER.index(Progress(one.progress)), default=None)
    elif rule == StatusRule.LATEST:
        chosen = telling[-1] if telling else None
    return Reading(
        status=chosen.progress if chosen else "",
        rests_on=chosen,
        diverge=len({one.progress for one in voices}) > 1,
    )


def step(
    recommendation_id: UUID,
    before: str,
    reading: Reading,
    *,
    cause: Cause,
    reason: str = "",
    at: datetime | None = None,
) -> StatusChange:
    """The change to what was read, unsaved; it happens now unless `at` says otherwise."""
    return StatusChange(
        recommendation_id=recommendation_id,
        before=before,
        after=reading.status,
        at=at or timezone.now(),
        cause=cause,
        reason=reason,
        assessment=reading.rests_on,
        assessor_kind=reading.rests_on.assessor_kind if reading.rests_on else "",
    )


def derive(recommendation: Recommendation, rule: str, *, cause: Cause = Cause.ACCOUNT, reason: str = "") -> Reading:
    """Read one recommendation anew, write its status and the step it took; the caller holds it locked."""
    reading = read(recommendation.assessments.current(), rule)
    before = recommendation.status
    recommendation.status, recommendation.accounts_diverge = reading.status, reading.diverge
    recommendation.save(update_fields=["status", "accounts_diverge"])
    if reading.status != before:
        step(recommendation.pk, before, reading, cause=cause, reason=reason).save(force_insert=True)
    return reading


@transaction.atomic
def derive_all(
    rule: str, among: Iterable[UUID] | None = None, *, cause: Cause | None = Cause.RULE, reason: str = ""
) -> int:
    """Read all recommendations anew, for a changed rule or an import of accounts. Returns how many changed.

    Two reads, one write for each status that results and one for the steps, whatever the number of recommendations.
    Without a cause no steps are written: the caller tells the history itself.
    """
    accounts = Assessment.objects.current().only(
        "recommendation_id", "assessor_kind", "progress", "assessed_on", "recorded_at"
    )
    shown = Recommendation.objects.filter(
        ~Q(status="") | Q(accounts_diverge=True) | Q(assessments__is_current=True)
    ).distinct()
    if among is not None:
        keys = list(among)
        accounts = accounts.filter(recommendation__in=keys)
        shown = shown.filter(pk__in=keys)
    by_recommendation: dict[UUID, list[Assessment]] = defaultdict(list)
    for account in accounts:
        by_recommendation[account.recommendation_id].append(account)
    becoming: dict[tuple[str, bool], list[UUID]] = defaultdict(list)
    steps: list[StatusChange] = []
    for key, status, diverge in shown.values_list("pk", "status", "accounts_diverge"):
        reading = read(by_recommendation[key], rule)
        if (reading.status, reading.diverge) != (status, diverge):
            becoming[reading.status, reading.diverge].append(key)
        if reading.status != status and cause is not None:
            steps.append(step(key, status, reading, cause=cause, reason=reason))
    for (status, diverge), keys in becoming.items():
        Recommendation.objects.filter(pk__in=keys).update(status=status, accounts_diverge=diverge)
    StatusChange.objects.bulk_create(steps, batch_size=2000)
    return sum(len(keys) for keys in becoming.values())
