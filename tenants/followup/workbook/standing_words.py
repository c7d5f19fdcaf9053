"""What stands in a request now, cell by cell, as an export keeps it and a comparison asks for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from tenants.followup.models import Answer, Question, Request, Submission, Update, UpdateStanding
from tenants.followup.workbook.columns import ACCOUNT, QUESTION, VALUE


def with_words(request: Request) -> list[Update]:
    """The request's updates in its order, with their answers and what they are about. Four queries at most."""
    answers: Any = Prefetch("answers", Answer.objects.only("update_id", "question_id", "words"))
    found = Update.objects.filter(request=request).in_request_order()
    return list(found.select_related("recommendation__document", "action").prefetch_related(answers))


def veiled(updates: Sequence[Update]) -> None:
    """Take the words that are not submitted out of these objects, in memory: whoever runs the round reads none.

    What came back to the body keeps the words that were submitted. One query.
    """
    returned = [one.pk for one in updates if one.standing == UpdateStanding.RETURNED]
    said = dict(
        Submission.objects.filter(update__in=returned)
        .order_by("update_id", "number")
        .values_list("update_id", "content")
    )
    for one in updates:
        if not one.is_open:
            continue
        content = said.get(one.pk, {})
        one.value, one.account = content.get("value", ""), content.get("account", "")
        answers = [
            Answer(update=one, question_id=UUID(told["id"]), words=told["words"])
            for told in content.get("answers", ())
            if told.get("id")
        ]
        one._prefetched_objects_cache = {"answers": answers}  # type: ignore[attr-defined]


def cells_of(update: Update) -> dict[str, str]:
    """The words of an update by column. An unanswered question is left out."""
    cells = {VALUE: update.value, ACCOUNT: update.account}
    cells |= {f"{QUESTION}{answer.question_id}": answer.words for answer in update.answers.all()}
    return {key: words for key, words in cells.items() if words}


def base_of(questions: Iterable[Question], updates: Sequence[Update]) -> dict[str, Any]:
    """What is kept of an export, for the comparison with what comes back."""
    return {
        "questions": [str(one.pk) for one in questions],
        "updates": {str(one.pk): {"revision": one.revision, "cells": cells_of(one)} for one in updates},
    }


def digest_of(base: dict[str, Any]) -> str:
    """The same for two exports between which nothing changed."""
    return hashlib.sha256(json.dumps(base, sort_keys=True).encode()).hexdigest()
