"""From a file to a preview: its rows read, grouped, compared, and kept beside the list until somebody decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shared.isolation.identifiers import new_id
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.entries import State
from tenants.intake import replies
from tenants.intake.likeness import candidates
from tenants.intake.matching import compare_all
from tenants.intake.models import Answer, Batch, StagedItem, Standing, Verdict
from tenants.intake.readers import Unreadable
from tenants.intake.readers.grouping import group
from tenants.intake.readers.neutral import NeutralRow
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
from tenants.intake.tables.choices import choices_of
from tenants.intake.trouble import as_json
from tenants.tracker.locking import institution_here

AT_ONCE = 1_000
# These name the State in every row: a file without one is about nobody.
NAMING = frozenset({"upr_info", "uhri"})


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
    """Note which States the file is about; choose the one a person named, the only one, or the institution's own."""
    if "states" not in batch.counts:
        found = survey(batch, tell).as_json()
        with transaction.atomic():
            held(batch)
            batch.counts = found
            batch.save(update_fields=["counts"])
    code, printed = _meant(batch)
    if not code:
        return False
    with transaction.atomic():
        held(batch)
        batch.state_id = catalogue().state_by_code[code].id
        batch.state_text = printed[:200]
        batch.save(update_fields=["state_id", "state_text"])
    return True


def _meant(batch: Batch) -> tuple[str, str]:
    """The State's code and its printed name; empty where a person must choose."""
    listed = {code: printed for code, printed, _rows in batch.counts["states"]}
    own = own_state()
    said = batch.about.get("said", {}).get("state", "")
    if said:
        return said, listed.get(said, "")
    if not listed:
        return (own.code, "") if own is not None and batch.reader not in NAMING else ("", "")
    if len(listed) == 1 and (own is None or own.code in listed):
        return next(iter(listed.items()))
    if own is not None and own.code in listed and batch.reader == "uhri":
        return own.code, listed[own.code]
    return "", ""


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
    items = replies.items(batch, read) if batch.reader == replies.READER else _items(batch, read)
    for start in range(0, len(items), AT_ONCE):
        # Another worker that took over meanwhile ends this one here.
        tell(start, len(items), "comparing")
        _judge(items[start : start + AT_ONCE], batch.reader)
    _propose(items)
    for start in range(0, len(items), AT_ONCE):
        with transaction.atomic():
            held(batch)
            StagedItem.objects.bulk_create(items[start : start + AT_ONCE], batch_size=500)
    with transaction.atomic():
        held(batch)
        batch.counts = {**batch.counts, **figures(items), "rows": read.rows}
        batch.standing = Standing.PREVIEWED
        batch.save(update_fields=["counts", "standing"])


def _items(batch: Batch, read: Portion) -> list[StagedItem]:
    """Recommendations and refused rows in the order of their first row."""
    choices = choices_of(batch)
    rows, read.valid = read.valid, []
    items = [
        StagedItem(
            batch=batch, key=one.key, verdict=Verdict.NEW, rows=list(one.rows),
            data=plain_recommendation(one, choices), problems=plain_problems(one.warnings),
            proposal="" if one.certain else one.kind,
        )
        for one in group(_handed_on(rows))
    ] + [
        StagedItem(
            batch=batch, verdict=Verdict.INVALID, rows=[row.number],
            data=plain_refused(row), problems=plain_problems(row.problems),
        )
        for row in read.refused
    ]  # fmt: skip
    items.sort(key=lambda item: item.rows[0])
    for ordinal, item in enumerate(items, start=1):
        item.ordinal = ordinal
    return items


def _handed_on(rows: list[NeutralRow]) -> Iterator[NeutralRow]:
    """The rows in their order, each let go of when it is taken."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _judge(items: list[StagedItem], reader: str) -> None:
    judged = compare_all({item.key: item.said for item in items if item.key}, reader=reader)
    for item in items:
        if item.key:
            found = judged[item.key]
            item.verdict, item.changes = found.verdict, found.changes
            # A new one has its key from now on, so that the commit need not write the item twice.
            item.recommendation_id = found.known.recommendation.pk if found.known else new_id()


def _propose(items: list[StagedItem]) -> None:
    """What a person must decide: what is probably in the list already, and what kind a paragraph is.

    What the list surely holds is not asked for again, nor what she left out the last time.
    """
    new = {item.key: item for item in items if item.verdict == Verdict.NEW}
    for item in items:
        if item.key not in new:
            item.proposal = ""
    taken = [item.recommendation_id for item in items if item.recommendation_id and item.key not in new]
    for key, found in candidates({key: item.said for key, item in new.items()}, taken).items():
        new[key].candidate, new[key].proposal = found.as_json(), Answer.MERGE
    asked = [key for key, item in new.items() if item.proposal]
    for key, answer in StagedItem.objects.answered_last(asked).items():
        if answer == Answer.LEAVE:
            new[key].answer, new[key].verdict = answer, Verdict.LEFT


def figures(items: list[StagedItem]) -> dict[str, Any]:
    """Items by verdict, and how often each reason keeps a row out or is only said."""
    verdicts = Counter(item.verdict for item in items)
    reasons = Counter(problem[0] for item in items for problem in item.problems)
    errors = {code: count for code, count in reasons.items() if MESSAGES[code][0] is Severity.ERROR}
    return {
        **{verdict.value: verdicts[verdict.value] for verdict in Verdict},
        "open": sum(bool(item.proposal and not item.answer) for item in items),
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
