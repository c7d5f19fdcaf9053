"""What stands in a request now, cell by cell, as an export keeps it and a comparison asks for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch

from tenants.followup.models import Answer, Question, Request, Update
from tenants.followup.workbook.columns import ACCOUNT, QUESTION, VALUE


def with_words(request: Request) -> list[Update]:
    """The request's updates in its order, with their answers and what they are about. Four queries at most."""
    answers: Any = Prefetch("answers", Answer.objects.only("update_id", "question_id", "words"))
    found = Update.objects.filter(request=request).in_request_order()
    return list(found.select_related("recommendation__document", "action").prefetch_related(answers))


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
