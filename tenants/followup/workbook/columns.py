"""Columns of a workbook: their stamped keys, their titles, and what their cells may hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext, override, pgettext

from shared.languages.arabic import normalise
from shared.languages.direction import LANGUAGES
from shared.taxonomy.catalogue import catalogue
from tenants.followup.models import Question, QuestionKind, Round, RoundSubject
from tenants.planning.models import ActionStanding
from tenants.tracker.models import AssessorKind
from tenants.tracker.status import SCALES

STAMP = "mutabaa:"
IDENTIFIER, REFERENCE, TEXT, BEFORE, STANDING, REMARK = "id", "ref", "text", "before", "standing", "remark"
VALUE, ACCOUNT, QUESTION = "value", "account", "q:"


class Kind(StrEnum):
    """How a cell's words are read."""

    CHOICE = "choice"
    TEXT = "text"
    YES_NO = "yes_no"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be filled: its key, how it is read, and the question it answers."""

    key: str
    kind: Kind
    place: int
    question: Question | None = None

    @property
    def title(self) -> str:
        """What stands over it, in the active language."""
        if self.question is not None:
            return self.question.words
        return gettext("How far it is") if self.key == VALUE else gettext("What was done")


def columns_of(questions: Sequence[Question]) -> list[Column]:
    """The columns a body fills, in the sheet's order."""
    asked = [
        Column(f"{QUESTION}{one.pk}", _KINDS[QuestionKind(one.kind)], place, one)
        for place, one in enumerate(questions, start=2)
    ]
    return [Column(VALUE, Kind.CHOICE, 0), Column(ACCOUNT, Kind.TEXT, 1), *asked]


def is_answer(key: str) -> bool:
    """Whether a column of this key is for the body to fill."""
    return key in {VALUE, ACCOUNT} or key.startswith(QUESTION)


def question_of(key: str) -> UUID | None:
    """The question a column's key names."""
    return UUID(key.removeprefix(QUESTION)) if key.startswith(QUESTION) else None


def fixed_titles() -> dict[str, str]:
    """Titles of the columns that are only read, in the active language."""
    return {
        IDENTIFIER: gettext("Identifier (do not change)"),
        REFERENCE: gettext("Reference"),
        TEXT: gettext("What it asks for"),
        BEFORE: gettext("How far it was last time"),
        STANDING: pgettext("of an update", "Standing"),
        REMARK: gettext("Remark of the coordinator"),
    }


def known_titles(columns: Sequence[Column]) -> dict[str, list[str]]:
    """Column keys by their titles in all three languages, spelled for comparison; two questions may read alike."""
    known: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        with override(language):
            titled = [*fixed_titles().items(), *((one.key, one.title) for one in columns)]
        for key, title in titled:
            if key not in known[normalise(title)]:
                known[normalise(title)].append(key)
    return dict(known)


def choices_of(round: Round) -> Iterator[tuple[str, str]]:
    """The values and their labels in the active language: the state's scale, or the standings of an action."""
    if round.subject == RoundSubject.ACTIONS:
        yield from ((str(code), str(label)) for code, label in ActionStanding.choices)
        return
    terms = catalogue()
    scale = terms.scale_by_code[SCALES[AssessorKind.STATE]]
    for one in terms.scale_values.values():
        if one.scale_id == scale.id and not one.retired:
            yield one.code, one.label


def labels_of(round: Round) -> dict[str, str]:
    """Values by their labels in all three languages and by themselves, spelled for comparison."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            for value, label in choices_of(round):
                known.setdefault(normalise(label), value)
                known.setdefault(normalise(value), value)
    return known


def label_of(round: Round, value: str) -> str:
    """The label of a value in the active language; the value itself where it is on no list any more."""
    return dict(choices_of(round)).get(value, value)


_KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.YES_NO: Kind.YES_NO,
    QuestionKind.NUMBER: Kind.NUMBER,
    QuestionKind.DAY: Kind.DAY,
}
