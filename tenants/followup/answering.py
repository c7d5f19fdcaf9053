"""What makes an update whole, and how the answers to a round's own questions are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.followup.models import Question, QuestionKind, Update
from tenants.followup.refusals import NotAnAnswer, NotOnTheScale
from tenants.planning.models import ActionStanding
from tenants.tracker.models import AssessorKind
from tenants.tracker.status import SCALES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_ACCOUNT = 20_000
LONGEST_ANSWER = 5_000


def values_for(update: Update) -> list[tuple[str, StrOrPromise]]:
    """What can be said of how far it is, in order: the state's scale, or the standings of an action."""
    if update.action_id is not None:
        return [(one.value, one.label) for one in ActionStanding]
    return state_scale()


def state_scale() -> list[tuple[str, StrOrPromise]]:
    """The current values of the state's scale with their labels in the reader's language."""
    lists = catalogue()
    scale = lists.scale_by_code[SCALES[AssessorKind.STATE]]
    return [
        (one.code, one.label) for one in lists.scale_values.values() if one.scale_id == scale.id and not one.retired
    ]


def check_value(update: Update, value: str) -> None:
    """Raises NotOnTheScale for a value that cannot be said of it; none yet is fine."""
    if value and value not in dict(values_for(update)):
        raise NotOnTheScale(_("Choose how far it is from the list."))


def written_answer(question: Question, words: str) -> str:
    """The answer as it is kept: text, "yes" or "no", a number with a point, an ISO day. Raises NotAnAnswer."""
    words = words.strip()
    if not words:
        return ""
    if question.kind == QuestionKind.YES_NO and words not in {"yes", "no"}:
        raise NotAnAnswer(_("Answer «%(question)s» with yes or no.") % {"question": question.words})
    if question.kind == QuestionKind.NUMBER:
        return _number(question, words)
    if question.kind == QuestionKind.DAY:
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError as error:
            raise NotAnAnswer(_("Answer «%(question)s» with a date.") % {"question": question.words}) from error
    if len(words) > LONGEST_ANSWER:
        raise NotAnAnswer(_("The answer to «%(question)s» is too long.") % {"question": question.words})
    return words


def _number(question: Question, words: str) -> str:
    try:
        number = Decimal(words)
    except InvalidOperation as error:
        raise NotAnAnswer(_("Answer «%(question)s» with a number.") % {"question": question.words}) from error
    if not number.is_finite() or abs(number) >= 10**15:
        raise NotAnAnswer(_("Answer «%(question)s» with a number.") % {"question": question.words})
    return f"{number:f}"


def missing(update: Update, questions: list[Question], answers: Mapping[UUID, str]) -> list[StrOrPromise]:
    """What must still be said before it can be submitted."""
    lacking: list[StrOrPromise] = []
    if not update.value:
        lacking.append(_("how far it is"))
    if not update.account:
        lacking.append(_("what was done"))
    lacking += [f"«{one.words}»" for one in questions if one.required and not answers.get(one.pk)]
    return lacking


def frozen(
    update: Update, questions: list[Question], answers: Mapping[UUID, str], evidence: list[dict[str, str]]
) -> dict[str, Any]:
    """What a submission keeps: whole by itself, readable when questions and files are gone."""
    return {
        "value": update.value,
        "account": update.account,
        "language": update.language,
        "answers": [
            {"id": str(one.pk), "question": one.words, "kind": one.kind, "words": answers[one.pk]}
            for one in questions
            if answers.get(one.pk)
        ],
        "evidence": evidence,
    }
