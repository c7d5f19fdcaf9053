"""What a person says of items that their reader could only suggest."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from shared.isolation.identifiers import new_id
from tenants.intake.matching import compare_all
from tenants.intake.models import Answer, Batch, StagedItem, Standing, Verdict
from tenants.intake.steps import authorise, held
from tenants.members.models import Member
from tenants.records import audit

AT_ONCE = 1_000


@transaction.atomic
def answer(*, batch: Batch, items: Collection[UUID], answer: str, by: Member | None) -> int:
    """Say the same of several items; how many it was said of. Items that nothing was asked about are left alone.

    `answer` is one of Answer; one that is not the same as any in the list is left out when it is said to be.
    Raises AnotherStep when the import stands elsewhere.
    """
    authorise(by)
    batch = held(batch, (Standing.PREVIEWED,))
    asked = batch.items.exclude(proposal="").filter(pk__in=items)
    if answer == Answer.MERGE:
        asked = asked.exclude(candidate={})
    return _settle(batch, [(item, answer) for item in asked.order_by("ordinal")], by)


@transaction.atomic
def accept_all(*, batch: Batch, by: Member | None) -> int:
    """Take every suggestion that nobody has decided yet as it stands; how many there were. Raises AnotherStep."""
    authorise(by)
    batch = held(batch, (Standing.PREVIEWED,))
    return _settle(batch, [(item, item.proposal) for item in batch.items.open().order_by("ordinal")], by)


def _settle(batch: Batch, said: list[tuple[StagedItem, str]], by: Member | None) -> int:
    changed = [(item, word) for item, word in said if item.answer != word]
    for start in range(0, len(changed), AT_ONCE):
        part = []
        for item, word in changed[start : start + AT_ONCE]:
            item.answer = word
            part.append(item)
        judged = compare_all({item.key: item.said for item in part if item.answer != Answer.LEAVE}, reader=batch.reader)
        for item in part:
            found = judged.get(item.key)
            item.verdict = found.verdict if found else Verdict.LEFT
            item.changes = found.changes if found else {}
            item.recommendation_id = found.known.recommendation.pk if found and found.known else new_id()
        StagedItem.objects.bulk_update(part, ["answer", "verdict", "changes", "recommendation_id"], batch_size=500)
    if changed:
        batch.counts = {**batch.counts, **counted(batch)}
        batch.save(update_fields=["counts"])
        words: dict[str, int] = {}
        for _item, word in changed:
            words[word] = words.get(word, 0) + 1
        audit.record("import_answered", batch, by=by, after=words)
    return len(changed)


def counted(batch: Batch) -> dict[str, int]:
    """The import's items by verdict, and how many wait for a person's word."""
    verdicts = dict(batch.items.values_list("verdict").annotate(Count("pk")))
    return {
        **{verdict.value: verdicts.get(verdict.value, 0) for verdict in Verdict},
        "open": batch.items.open().count(),
    }
