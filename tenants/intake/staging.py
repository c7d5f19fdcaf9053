"""From a file to a preview: its rows read, grouped, compared, and kept beside the list until somebody decides."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shared.isolation.identifiers import new_id
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.entries import State
from tenants.intake.matching import compare_all
from tenants.intake.models import Batch, StagedItem, Standing, Verdict
from tenants.intake.readers import Unreadable
from tenants.intake.readers.problems import MESSAGES, Severity
from tenants.intake.rows_read import (
    Portion,
    Tell,
    plain_problems,
    plain_recommendation,
    plain_refused,
    portion,
    quiet,
    survey,
)
from tenants.intake.trouble import as_json
from tenants.tracker.locking import institution_here

AT_ONCE = 1_000


class Superseded(Exception):
    """The wish changed while it was being prepared: other columns, another State."""


def prepare(batch_id: UUID, tell: Tell = quiet) -> None:
    """Bring an import as far towards its preview as can be done without a person. Safe to run again at any moment.

    Stops where a State has to be chosen. A file that turns out unreadable is kept as failed, with the reason.
    """
    while True:
        batch = Batch.objects.select_related("file").filter(pk=batch_id, standing=Standing.MAPPED).first()
        if batch is None:
            return
        try:
            if batch.state_id is None and not _decide_state(batch, tell):
                return
            _stage(batch, tell)
        except Superseded:
            continue
        except Unreadable as refusal:
            _fail(batch, refusal)
        return


def own_state() -> State | None:
    """The State whose follow-up this institution does."""
    state_id = institution_here().state_id
    return catalogue().states.get(state_id) if state_id else None


def _decide_state(batch: Batch, tell: Tell) -> bool:
    """Note which States the file is about; choose the only one where it is the institution's own, or it has none."""
    if "states" not in batch.counts:
        found = survey(batch, tell).as_json()
        with transaction.atomic():
            held(batch)
            batch.counts = found
            batch.save(update_fields=["counts"])
    states = batch.counts["states"]
    own = own_state()
    if len(states) != 1 or (own is not None and own.code != states[0][0]):
        return False
    with transaction.atomic():
        held(batch)
        batch.state_id = catalogue().state_by_code[states[0][0]].id
        batch.state_text = states[0][1][:200]
        batch.save(update_fields=["state_id", "state_text"])
    return True


def held(batch: Batch) -> None:
    """Hold the row until the transaction ends. Raises Superseded when it is not what was read before."""
    same = Batch.objects.select_for_update().filter(pk=batch.pk, revision=batch.revision, standing=batch.standing)
    if not same.exists():
        raise Superseded


def _stage(batch: Batch, tell: Tell) -> None:
    state = batch.state
    assert state is not None
    alone = len(batch.counts.get("states", [])) <= 1
    read = portion(batch, state.code, with_nowhere=alone, tell=tell)
    with transaction.atomic():
        held(batch)
        batch.items.all().delete()
    items = _items(batch, read)
    for start in range(0, len(items), AT_ONCE):
        part = items[start : start + AT_ONCE]
        with transaction.atomic():
            # Said inside: another worker that took over meanwhile ends this one before it writes.
            tell(start, len(items), "comparing")
            held(batch)
            _judge(part)
            StagedItem.objects.bulk_create(part, batch_size=500)
    with transaction.atomic():
        held(batch)
        batch.counts = {**batch.counts, **figures(items), "rows": read.rows}
        batch.standing = Standing.PREVIEWED
        batch.save(update_fields=["counts", "standing"])


def _items(batch: Batch, read: Portion) -> list[StagedItem]:
    """Recommendations and refused rows in the order of their first row."""
    items = [
        StagedItem(
            batch=batch, key=one.key, verdict=Verdict.NEW, rows=list(one.rows),
            data=plain_recommendation(one), problems=plain_problems(one.warnings),
        )
        for one in read.recommendations
    ] + [
        StagedItem(
            batch=batch, verdict=Verdict.INVALID, rows=[one.row.number],
            data=plain_refused(one), problems=plain_problems(one.row.problems),
        )
        for one in read.refused
    ]  # fmt: skip
    items.sort(key=lambda item: item.rows[0])
    for ordinal, item in enumerate(items, start=1):
        item.ordinal = ordinal
    return items


def _judge(items: list[StagedItem]) -> None:
    judged = compare_all({item.key: item.data for item in items if item.key})
    for item in items:
        if item.key:
            found = judged[item.key]
            item.verdict, item.changes = found.verdict, found.changes
            # A new one has its key from now on, so that the commit need not write the item twice.
            item.recommendation_id = found.known.recommendation.pk if found.known else new_id()


def figures(items: list[StagedItem]) -> dict[str, Any]:
    """Items by verdict, and how often each reason keeps a row out or is only said."""
    verdicts = Counter(item.verdict for item in items)
    reasons = Counter(problem[0] for item in items for problem in item.problems)
    errors = {code: count for code, count in reasons.items() if MESSAGES[code][0] is Severity.ERROR}
    return {
        **{verdict.value: verdicts[verdict.value] for verdict in Verdict},
        "recommendations": len(items) - verdicts[Verdict.INVALID],
        "reasons": errors,
        "warnings": {code: count for code, count in reasons.items() if code not in errors},
    }


def _fail(batch: Batch, refusal: Unreadable) -> None:
    with transaction.atomic():
        batch.items.all().delete()
        Batch.objects.filter(pk=batch.pk, standing=Standing.MAPPED).update(
            standing=Standing.FAILED, trouble={**as_json(refusal), "at": timezone.now().isoformat()}
        )
