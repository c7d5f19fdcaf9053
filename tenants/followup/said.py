"""A submission as a page or a file shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from shared.languages.dates import written_day
from tenants.followup.models import QuestionKind, Submission
from tenants.followup.subjects import Value, value_of


@dataclass(frozen=True)
class Said:
    """What was said, by whom and when."""

    submission: Submission

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
        return self.content.get("evidence", [])

    @cached_property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with its answer in words."""
        return [(one["question"], answer_words(one["kind"], one["words"])) for one in self.content["answers"]]


def answer_words(kind: str, words: str) -> str:
    """An answer in the reader's language."""
    if kind == QuestionKind.YES_NO and words in {"yes", "no"}:
        return gettext("Yes") if words == "yes" else gettext("No")
    if kind == QuestionKind.DAY and words:
        return written_day(date.fromisoformat(words))
    return words
