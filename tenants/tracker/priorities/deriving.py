"""From marks to a score, and from a score to the priority shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import connection, transaction

from tenants.records.audit import Actor, entry_for
from tenants.records.models import AuditEntry
from tenants.tracker.models import Mark, Recommendation
from tenants.tracker.priorities.criteria import band_of, bands

SLICE = 500
# Weighted share of the marks that could be had: only current criteria that were marked and weigh something count.
SCORES = """
SELECT m.recommendation_id, round(100.0 * sum(c.weight * m.value) / (3 * sum(c.weight)))::int
FROM tracker_mark m JOIN tracker_criterion c ON c.id = m.criterion_id AND c.retired_at IS NULL AND c.weight > 0
WHERE m.recommendation_id = ANY(%s) GROUP BY m.recommendation_id
"""


def scores(keys: Collection[UUID]) -> dict[UUID, int]:
    """The score of each that has one, 0 to 100."""
    with connection.cursor() as cursor:
        cursor.execute(SCORES, [list(keys)])
        return dict(cursor.fetchall())


def scored() -> list[UUID]:
    """All that have marks or a score, in one order."""
    marked = set(Mark.objects.values_list("recommendation_id", flat=True).distinct())
    return sorted(marked | set(Recommendation.objects.exclude(priority_score=None).values_list("pk", flat=True)))


def slices(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), SLICE):
        yield keys[start : start + SLICE]


@transaction.atomic
def derive(keys: Collection[UUID], by: Actor | None) -> int:
    """Read the scores of some anew and write what changed, each into its history. Returns how many changed.

    A priority set by hand stays. Where no criterion is left that was marked, the score goes and the priority stays.
    """
    held = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    now, limits = scores(keys), bands()
    changed, entries = [], []
    for one in held:
        before = {"priority_score": one.priority_score, "priority": one.priority}
        one.priority_score = now.get(one.pk)
        if one.priority_score is None:
            one.priority_reason = ""
        elif not one.priority_reason:
            one.priority = band_of(one.priority_score, limits)
        after = {"priority_score": one.priority_score, "priority": one.priority}
        if before == after:
            continue
        changed.append(one)
        names = [name for name in before if before[name] != after[name]]
        entry = entry_for(
            "rescored", one, by=by, before={name: before[name] for name in names},
            after={name: after[name] for name in names},
        )  # fmt: skip
        entries.append(entry)
    Recommendation.objects.bulk_update(changed, ["priority_score", "priority", "priority_reason"], batch_size=SLICE)
    AuditEntry.objects.bulk_create(entries)
    return len(changed)
