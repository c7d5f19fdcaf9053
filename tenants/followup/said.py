"""A submission as a page or a file shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from shared.languages.dates import written_day
from tenants.evidence.models import Piece
from tenants.followup.models import QuestionKind, Submission
from tenants.followup.subjects import Value, value_of
from tenants.members.models import Member


@dataclass(frozen=True)
class Said:
    """What was said, by whom and when. `known` are the keys of the pieces of evidence its reader may know of."""

    submission: Submission
    known: frozenset[str] = frozenset()

    @property
    def content(self) -> dict[str, Any]:
        return self.submission.content

    @cached_property
    def value(self) -> Value | None:
        return value_of(self.content["value"])

    @property
    def account(self) -> str:
        return self.content["account"]

    @property
    def language(self) -> str:
        return self.content["language"]

    @property
    def evidence(self) -> list[dict[str, str]]:
        """What was cited, among the pieces the reader may know of: some are restricted, others became so since."""
        return [one for one in self.content.get("evidence", []) if one.get("id") in self.known]

    @cached_property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with its answer in words."""
        return [(one["question"], answer_words(one["kind"], one["words"])) for one in self.content["answers"]]


def said_to(member: Member, submissions: Iterable[Submission]) -> list[Said]:
    """The submissions as this member may read them. One query where any of them cites evidence, else none."""
    found = list(submissions)
    cited = {key for one in found for piece in one.content.get("evidence", []) if (key := piece.get("id"))}
    visible = Piece.objects.visible_to(member).filter(pk__in=cited).order_by() if cited else Piece.objects.none()
    known = frozenset(str(key) for key in visible.values_list("pk", flat=True))
    return [Said(one, known) for one in found]


def answer_words(kind: str, words: str) -> str:
    """An answer in the reader's language."""
    if kind == QuestionKind.YES_NO and words in {"yes", "no"}:
        return gettext("Yes") if words == "yes" else gettext("No")
    if kind == QuestionKind.DAY and words:
        return written_day(date.fromisoformat(words))
    return words
