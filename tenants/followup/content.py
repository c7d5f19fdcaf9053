"""What a coordinator writes when she prepares a round, and what makes it hold together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.models import Question, QuestionKind, Round, RoundSubject
from tenants.followup.refusals import BadDate, NotARound

LANGUAGES = ("ar", "en", "fr")
MOST_QUESTIONS = 20
MOST_DAYS = 90


@dataclass(frozen=True)
class Asking:
    """One question of a round."""

    words: str
    hint: str = ""
    kind: str = QuestionKind.TEXT
    required: bool = False


@dataclass(frozen=True)
class Content:
    """Everything that can be said of a round while it is prepared."""

    title: str
    deadline: date
    introduction: str = ""
    language: str = "ar"
    subject: str = RoundSubject.RECOMMENDATIONS
    chosen: dict[str, Any] = field(default_factory=dict)
    remind_before: tuple[int, ...] = (7, 1)
    remind_after: tuple[int, ...] = (1, 7)
    escalate_after: int | None = 3
    questions: tuple[Asking, ...] = ()

    def fields(self) -> dict[str, Any]:
        """The values of the round's own columns."""
        return {
            "title": self.title.strip(),
            "introduction": self.introduction.strip(),
            "language": self.language,
            "subject": self.subject,
            "chosen": self.chosen,
            "deadline": self.deadline,
            "remind_before": sorted(set(self.remind_before), reverse=True),
            "remind_after": sorted(set(self.remind_after)),
            "escalate_after": self.escalate_after,
        }

    @classmethod
    def of(cls, round: Round) -> Content:
        """As a round stands."""
        questions = tuple(Asking(one.words, one.hint, one.kind, one.required) for one in round.questions.all())
        return cls(
            title=round.title,
            deadline=round.deadline,
            introduction=round.introduction,
            language=round.language,
            subject=round.subject,
            chosen=round.chosen,
            remind_before=tuple(round.remind_before),
            remind_after=tuple(round.remind_after),
            escalate_after=round.escalate_after,
            questions=questions,
        )


def check_content(content: Content) -> None:
    """Raises NotARound or BadDate when the words, days or questions do not hold together."""
    if not content.title.strip():
        raise NotARound(_("Give the round a title."))
    if content.language not in LANGUAGES or content.subject not in RoundSubject.values:
        raise NotARound(_("Choose the language of the round and what it is about."))
    check_deadline(content.deadline)
    days = (*content.remind_before, *content.remind_after, content.escalate_after or 0)
    if any(not 0 <= number <= MOST_DAYS for number in days):
        raise NotARound(_("Reminders lie between 0 and 90 days from the deadline."))
    if len(content.questions) > MOST_QUESTIONS:
        raise NotARound(_("Twenty questions are the most that a round asks."))
    for one in content.questions:
        if not one.words.strip() or one.kind not in QuestionKind.values:
            raise NotARound(_("Every question has its words and its kind of answer."))


def check_deadline(day: date) -> None:
    """Raises BadDate for a day that is over."""
    if day < timezone.localdate():
        raise BadDate(_("The deadline is past. Choose a day to come."))


def questions_of(round: Round, content: Content) -> list[Question]:
    """The questions, unsaved, in their order."""
    return [
        Question(
            round=round,
            order=order,
            words=one.words.strip(),
            hint=one.hint.strip(),
            kind=one.kind,
            required=one.required,
        )
        for order, one in enumerate(content.questions)
    ]
