"""The State's reply to a report names paragraphs, not texts: each recommendation of a paragraph gets the position."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz

from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Batch, StagedItem, Verdict
from tenants.intake.origins import UPR, brought_for_others
from tenants.intake.readers.cell_text import comparable
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.problems import Problem
from tenants.intake.rows_read import Portion, plain_problems, plain_refused
from tenants.tracker.models import Document, Recommendation, Review

READER = "upr_reply"
# Of several texts in one paragraph the reply means the one whose words it repeats.
SAME_WORDS = 60


def items(batch: Batch, read: Portion) -> list[StagedItem]:
    """An item for each recommendation the reply speaks of, and one for each paragraph the list does not hold."""
    held = _held(read.valid)
    found: dict[str, StagedItem] = {}
    unknown: list[StagedItem] = []
    for row in read.valid:
        meant = _meant(row, held.get(row.paragraph, []))
        for one in meant:
            key = f"reply:{one.pk.hex}"
            found[key] = StagedItem(
                batch=batch, key=key, verdict=Verdict.UNCHANGED, rows=[row.number], data=_said(row, one),
                problems=plain_problems(row.problems), recommendation_id=one.pk,
            )  # fmt: skip
        if not meant:
            row.problems.append(Problem("paragraph_not_here", "paragraph", row.paragraph))
        if not meant or not row.valid:
            unknown.append(_refused(batch, row))
    made = [*found.values(), *unknown, *(_refused(batch, row) for row in read.refused)]
    made.sort(key=lambda item: item.rows[0])
    for ordinal, item in enumerate(made, start=1):
        item.ordinal = ordinal
    return made


def _refused(batch: Batch, row: NeutralRow) -> StagedItem:
    return StagedItem(
        batch=batch, verdict=Verdict.INVALID, rows=[row.number], data=plain_refused(row),
        problems=plain_problems(row.problems),
    )  # fmt: skip


def _held(rows: list[NeutralRow]) -> dict[str, list[Recommendation]]:
    """The recommendations of the review that is answered, by paragraph."""
    symbols = {row.symbol for row in rows if row.symbol}
    sessions = {int(row.session) for row in rows if row.session.isdecimal()}
    reviews = set(Document.objects.filter(symbol__in=symbols).values_list("review_id", flat=True))
    reviews |= set(Review.objects.filter(body_id=UPR, session__in=sessions).values_list("pk", flat=True))
    by_paragraph: dict[str, list[Recommendation]] = defaultdict(list)
    there = Recommendation.objects.filter(review__in=reviews).exclude(paragraph="")
    if states := {row.state for row in rows if row.state}:
        # One session reviews many States, and their reports number their paragraphs alike.
        there = there.filter(Q(batch_id=None) | ~Q(batch_id__in=brought_for_others(states)))
    for one in there.order_by("order", "pk"):
        by_paragraph[one.paragraph].append(one)
    return by_paragraph


def _meant(row: NeutralRow, there: list[Recommendation]) -> list[Recommendation]:
    if len(there) < 2 or not row.text:
        return there
    text = comparable(row.text)
    alike = [one for one in there if fuzz.ratio(text, comparable(one.text_in(row.language))) >= SAME_WORDS]
    return alike or there


def _said(row: NeutralRow, one: Recommendation) -> dict[str, Any]:
    """What the reply says of one recommendation: its position, and nothing else."""
    language = one.source_language
    return {
        "reply": True,
        "same_as": str(one.pk),
        "state": row.state,
        "body": "UPR",
        "session": int(row.session) if row.session.isdecimal() else None,
        "cycle": None,
        "symbol": "",
        "dated": row.dated,
        "kind": one.kind,
        "text": one.text_in(language),
        "language": language,
        "texts": {},
        "states": [],
        "position": row.position if row.position in catalogue().position_by_code else "",
        "position_source": row.position_source,
        "action_category": None,
        "issues": [],
        "paragraph": one.paragraph,
        "heading": row.heading,
        "page": row.page,
        "line": row.line,
    }
