"""The institution's answer beside each comment."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.identifiers import new_id
from shared.languages.direction import LANGUAGES
from tenants.consultation.models import Comment, Reply, Taken
from tenants.consultation.refusals import Refused, Withdrawn
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def answer(*, comments: Sequence[Comment], taken: str, words: str, language: str, by: Member) -> list[Reply]:
    """Answer one comment, or several alike with the same words; an earlier answer is replaced and stays in the log.

    Withdrawn ones are passed over. Raises Withdrawn where nothing is left to answer, Refused without words.
    """
    authorise(by, Permission.CONSULT)
    words = words.strip()
    if not words or taken not in Taken.values or language not in LANGUAGES:
        raise Refused(_("Say what becomes of the comment, and answer in words."))
    rows = Comment.objects.given().filter(pk__in=[one.pk for one in comments]).order_by("id")
    held = list(rows.select_for_update(of=("self",)))
    if not held:
        raise Withdrawn(_("Its author has withdrawn this comment."))
    standing = {one.comment_id: one for one in Reply.objects.filter(comment__in=held)}
    group = new_id() if len(held) > 1 else None
    made = []
    for comment in held:
        former = standing.get(comment.pk)
        if former is not None and (former.taken, former.words, former.language) == (taken, words, language):
            made.append(former)
            continue
        reply = former or Reply(comment=comment)
        before = {"taken": former.taken, "words": former.words} if former else {}
        reply.taken, reply.words, reply.language, reply.group_id = taken, words, language, group
        reply.by_id, reply.by_name, reply.at = by.pk, by.name, timezone.now()
        reply.save()
        audit.record("comment_answered", comment, by=by, before=before, after={"taken": taken, "words": words})
        made.append(reply)
    return made
