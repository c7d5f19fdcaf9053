"""What people outside do: comment, change their words, withdraw them.

Everything here runs for people who have no account. Nothing of an anonymous comment is written but the comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.consultation.models import Comment, CommentStanding, Consultation, Guest, Reply, Standing
from tenants.consultation.models.comments import LONGEST_COMMENT
from tenants.consultation.parts import WHOLE, part_with
from tenants.consultation.refusals import GuestRevoked, NotTaking, NotWords, TooMany, UnknownPart, Withdrawn
from tenants.records import audit

MOST_OF_A_GUEST = 300
MOST_A_DAY_BY_SHARED_LINKS = 1_000


@dataclass(frozen=True)
class Said:
    """What was said, on which part ("" for the whole), and what its author says of herself."""

    words: str
    language: str
    part: str = WHOLE
    shows_name: bool = False
    name: str = ""
    organisation_kind: str = ""


@transaction.atomic
def comment(*, key: UUID, said: Said, day: date, by: Guest) -> Comment:
    """An invited person's comment. The same key sent twice is one comment.

    Raises GuestRevoked, NotTaking, UnknownPart, NotWords, TooMany.
    """
    guest = _held(by)
    made = _draw_up(guest.consultation, key, said, day)
    if guest.comments.count() >= MOST_OF_A_GUEST and not guest.comments.filter(pk=key).exists():
        raise TooMany(_("You have written as many comments as this page takes."))
    made.guest, made.shows_name, made.received_at = guest, said.shows_name, timezone.now()
    if _put(made):
        audit.record("commented", made, by=guest, after={"part": made.part})
    return made


@transaction.atomic
def comment_openly(*, consultation: Consultation, key: UUID, said: Said, day: date, by: None = None) -> Comment:
    """A comment by the open link, with what its author says of herself. Raises as `comment` does."""
    made = _draw_up(consultation, key, said, day)
    _refuse_a_flood(consultation, key, day)
    made.name, made.organisation_kind = said.name.strip(), said.organisation_kind
    made.shows_name = bool(made.name) and said.shows_name
    made.received_at = timezone.now()
    if _put(made):
        audit.record("commented", made, by=by, after={"part": made.part})
    return made


@transaction.atomic
def comment_anonymously(*, consultation: Consultation, key: UUID, said: Said, day: date, by: None = None) -> Comment:
    """A comment of which nothing is kept but the day, the part, the language and the words: no log entry either.

    `key` has to be random. Raises as `comment` does.
    """
    made = _draw_up(consultation, key, said, day)
    _refuse_a_flood(consultation, key, day)
    made.is_anonymous = True
    _put(made)
    return made


@transaction.atomic
def change(*, comment: Comment, said: Said, day: date, by: Guest) -> Comment:
    """Other words for a comment of hers; they wait to be read again.

    A redaction goes with the words it was made in. A reply that was written stays.
    Raises GuestRevoked, NotTaking, NotWords, Withdrawn.
    """
    guest = _held(by)
    _refuse_unless_taking(guest.consultation, day)
    current = Comment.objects.select_for_update().get(pk=comment.pk, guest=guest)
    if current.withdrawn_at is not None:
        raise Withdrawn(_("You have withdrawn this comment."))
    words = _words(said.words)
    if current.words == words and current.shows_name == said.shows_name:
        return current
    if current.words != words:
        _wait_again(current)
    current.words, current.language, current.shows_name = words, said.language, said.shows_name
    current.changed_at = timezone.now()
    current.save()
    audit.record("comment_changed", current, by=guest)
    return current


@transaction.atomic
def withdraw(*, comment: Comment, day: date, by: Guest) -> Comment:
    """Take a comment of hers back: its words are erased, with any reply. Twice is once.

    Raises GuestRevoked, NotTaking.
    """
    guest = _held(by)
    _refuse_unless_taking(guest.consultation, day)
    current = Comment.objects.select_for_update().get(pk=comment.pk, guest=guest)
    if current.withdrawn_at is not None:
        return current
    _wait_again(current)
    current.words, current.withdrawn_at = "", timezone.now()
    current.save()
    for reply in Reply.objects.filter(comment=current):
        reply.delete()
    audit.record("comment_withdrawn", current, by=guest)
    return current


def _held(guest: Guest) -> Guest:
    """The invited person as she stands now, held so that two forms of hers wait for each other."""
    current = Guest.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=guest.pk)
    if current.revoked_at is not None:
        raise GuestRevoked(_("This link was revoked."))
    return current


def _refuse_unless_taking(consultation: Consultation, day: date) -> None:
    if consultation.standing_on(day) != Standing.OPEN:
        raise NotTaking(_("This consultation takes no comments now."))


def _draw_up(consultation: Consultation, key: UUID, said: Said, day: date) -> Comment:
    # Held until the comment stands, so that none comes in beside a closing.
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _refuse_unless_taking(consultation, day)
    part = part_with(consultation.snapshot, said.part) if said.part != WHOLE else None
    if said.part != WHOLE and part is None:
        raise UnknownPart(_("This consultation has no such part."))
    return Comment(
        pk=key,
        consultation=consultation,
        part=said.part,
        part_order=part.order if part else 0,
        words=_words(said.words),
        language=said.language,
        received_on=day,
    )


def _words(text: str) -> str:
    # PostgreSQL stores no null characters, and a form may carry them.
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise NotWords(_("Write your comment first."))
    if len(words) > LONGEST_COMMENT:
        raise NotWords(_("The comment is too long. Send it in two."))
    return words


def _put(made: Comment) -> bool:
    """Write it; False where the same form came before, also in the same moment."""
    one_at_a_time(f"comment {made.pk}")
    if Comment.objects.filter(pk=made.pk).exists():
        return False
    made.save(force_insert=True)
    return True


def _refuse_a_flood(consultation: Consultation, key: UUID, day: date) -> None:
    today = Comment.objects.filter(consultation=consultation, guest=None, received_on=day).exclude(pk=key)
    if today.count() >= MOST_A_DAY_BY_SHARED_LINKS:
        raise TooMany(_("Very many comments came today. Please come back tomorrow."))


def _wait_again(current: Comment) -> None:
    current.standing, current.reason = CommentStanding.WAITING, ""
    current.judged_by, current.judged_by_name, current.judged_at = None, "", None
    current.redacted_words, current.redacted_by, current.redacted_by_name, current.redacted_at = "", None, "", None
