"""Reading what came: accepted for publication, set aside, or with a passage left out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.consultation.models import Comment, CommentStanding
from tenants.consultation.refusals import PassageMissing, ReasonMissing, Withdrawn
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise

LEFT_OUT = "[…]"


def held(comment: Comment) -> Comment:
    """The comment as it stands now, held until the transaction ends. Raises Withdrawn."""
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if current.withdrawn_at is not None:
        raise Withdrawn(_("Its author has withdrawn this comment."))
    return current


@transaction.atomic
def accept(*, comments: Sequence[Comment], by: Member) -> int:
    """Accept for publication; returns how many were not accepted before. Withdrawn ones are passed over."""
    authorise(by, Permission.CONSULT)
    rows = Comment.objects.given().exclude(standing=CommentStanding.ACCEPTED).order_by("id")
    waiting = list(rows.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in comments]))
    now = timezone.now()
    for one in waiting:
        _judge(one, CommentStanding.ACCEPTED, "", by, now)
    Comment.objects.bulk_update(waiting, ["standing", "reason", "judged_by", "judged_by_name", "judged_at"])
    for one in waiting:
        audit.record("comment_accepted", one, by=by)
    return len(waiting)


@transaction.atomic
def set_aside(*, comment: Comment, reason: str, by: Member) -> Comment:
    """Keep it out of the publication, and say why. Raises ReasonMissing, Withdrawn."""
    authorise(by, Permission.CONSULT)
    current = held(comment)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why the comment is set aside."))
    if current.standing == CommentStanding.SET_ASIDE and current.reason == reason:
        return current
    _judge(current, CommentStanding.SET_ASIDE, reason, by, timezone.now())
    current.save(update_fields=["standing", "reason", "judged_by", "judged_by_name", "judged_at"])
    audit.record("comment_set_aside", current, by=by, reason=reason)
    return current


@transaction.atomic
def redact(*, comment: Comment, passage: str, by: Member) -> Comment:
    """Leave a passage out of what is published; the author's own words stay. Raises PassageMissing, Withdrawn.

    A passage that was left out already is left out once.
    """
    authorise(by, Permission.CONSULT)
    current = held(comment)
    passage = passage.replace("\r\n", "\n").strip()
    shown = current.public_words
    if not passage or passage not in shown:
        if passage and passage in current.words:
            return current
        raise PassageMissing(_("This passage does not stand in the comment. Copy it letter by letter."))
    current.redacted_words = shown.replace(passage, LEFT_OUT)
    current.redacted_by, current.redacted_by_name, current.redacted_at = by.pk, by.name, timezone.now()
    current.save(update_fields=["redacted_words", "redacted_by", "redacted_by_name", "redacted_at"])
    audit.record("comment_redacted", current, by=by)
    return current


@transaction.atomic
def restore(*, comment: Comment, by: Member) -> Comment:
    """Show the comment whole again. Raises Withdrawn."""
    authorise(by, Permission.CONSULT)
    current = held(comment)
    if not current.redacted_words:
        return current
    current.redacted_words, current.redacted_by, current.redacted_by_name, current.redacted_at = "", None, "", None
    current.save(update_fields=["redacted_words", "redacted_by", "redacted_by_name", "redacted_at"])
    audit.record("comment_restored", current, by=by)
    return current


def _judge(one: Comment, standing: str, reason: str, by: Member, now: object) -> None:
    one.standing, one.reason = standing, reason
    one.judged_by, one.judged_by_name, one.judged_at = by.pk, by.name, now  # type: ignore[assignment]
