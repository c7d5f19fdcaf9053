"""What a draft changes in an update, before anything of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.answering import LONGEST_ACCOUNT, check_value, written_answer
from tenants.followup.content import LANGUAGES
from tenants.followup.models import Answer, Question, Update, UpdateStanding
from tenants.followup.refusals import AlreadySent, NotAnAnswer, WrittenMeanwhile
from tenants.members.models import Member

WRITTEN = ("value", "account", "language", "standing", "revision", "changed_at", "changed_by_name")


@dataclass(frozen=True)
class Words:
    """What somebody wrote; None leaves a part as it is.

    `answers` are words by question, `seen` the revision she began from.
    """

    value: str | None = None
    account: str | None = None
    language: str | None = None
    answers: Mapping[UUID, str] = field(default_factory=dict)
    seen: int | None = None


def draft(update: Update, words: Words, questions: Mapping[UUID, Question], by: Member) -> list[Answer] | None:
    """Put the words into the update in memory, and give the answers that change; None where nothing does.

    Raises AlreadySent, NotOnTheScale, NotAnAnswer, WrittenMeanwhile.
    """
    if not update.is_open:
        raise AlreadySent(_("This was submitted. It can be changed when the coordinator sends it back."))
    given = {
        name: said.strip() for name in ("value", "account", "language") if (said := getattr(words, name)) is not None
    }
    check_value(update, given.get("value", ""))
    if len(given.get("account", "")) > LONGEST_ACCOUNT:
        raise NotAnAnswer(_("What was done is told in more than 20,000 letters. Shorten it, or attach a document."))
    if given.get("language") and given["language"] not in LANGUAGES:
        raise NotAnAnswer(_("Write in Arabic, English or French."))
    said = {key: written_answer(questions[key], answer) for key, answer in words.answers.items() if key in questions}
    standing = {one.question_id: one.words for one in update.answers.all()}
    answers = {key: answer for key, answer in said.items() if answer != standing.get(key, "")}
    changed = {name: said for name, said in given.items() if getattr(update, name) != said}
    if not changed and not answers:
        return None
    if words.seen is not None and words.seen != update.revision:
        raise WrittenMeanwhile(
            _("Somebody wrote in this update after you opened it. Both texts are kept: compare them, then save again."),
            update,
        )
    for name, value in changed.items():
        setattr(update, name, value)
    update.language = update.language or update.request.round.language
    if update.standing == UpdateStanding.WAITING:
        update.standing = UpdateStanding.DRAFT
    touch(update, by)
    return [Answer(update=update, question_id=key, words=answer) for key, answer in answers.items()]


def touch(update: Update, by: Member) -> None:
    """The next revision, and whose change it is."""
    update.revision += 1
    update.changed_at, update.changed_by_name = timezone.now(), by.name


def keep_answers(answers: Iterable[Answer]) -> None:
    """Write them over those that stand. One query."""
    Answer.objects.bulk_create(
        list(answers), update_conflicts=True, unique_fields=["update", "question"], update_fields=["words"]
    )
