"""Comments under the parts they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tenants.consultation.models import Comment, Consultation
from tenants.consultation.models.comments import CommentQuerySet
from tenants.consultation.parts import WHOLE, Part, parts_of

SHOWN = ("waiting", "unanswered", "accepted", "set_aside", "all")


@dataclass
class Group:
    """A part with the comments on it; `part` is None for the whole."""

    part: Part | None
    comments: list[Comment] = field(default_factory=list)


def shown(consultation: Consultation, which: str) -> CommentQuerySet:
    """The comments of a tab, in the order of the parts, with all that a line shows."""
    rows: CommentQuerySet = consultation.comments.given().select_related("guest", "reply").by_part()
    if which == "unanswered":
        return rows.filter(reply=None).exclude(standing="set_aside")
    return rows if which == "all" else rows.filter(standing=which)


def grouped(consultation: Consultation, comments: Iterable[Comment]) -> list[Group]:
    """Comments in the order of their parts, as groups; parts without comments are left out."""
    known = {part.key: part for part in parts_of(consultation.snapshot)}
    groups: list[Group] = []
    last: str | None = None
    for comment in comments:
        if comment.part != last:
            last = comment.part
            groups.append(Group(None if last == WHOLE else known.get(last)))
        groups[-1].comments.append(comment)
    return groups
