"""The figures of a consultation: invited, opened, commented, waiting, answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tenants.consultation.models import Comment, Consultation, Guest, OrganisationKind, Taken


@dataclass(frozen=True)
class Figures:
    """People and comments of one consultation. Comments that were withdrawn count nowhere but in `withdrawn`."""

    invited: int
    opened: int
    commented: int
    comments: int
    waiting: int
    accepted: int
    set_aside: int
    answered: int
    unanswered: int
    withdrawn: int
    anonymous: int


def figures_of(consultation: Consultation) -> Figures:
    """Two queries."""
    wrote = Exists(Comment.objects.given().filter(guest=OuterRef("pk")))
    people = Guest.objects.filter(consultation=consultation).annotate(wrote=wrote)
    said = Comment.objects.filter(consultation=consultation)
    given = Q(withdrawn_at=None)
    return Figures(
        **people.aggregate(
            invited=Count("pk", filter=Q(revoked_at=None)),
            opened=Count("pk", filter=Q(opened_on__isnull=False)),
            commented=Count("pk", filter=Q(wrote=True)),
        ),
        **said.aggregate(
            comments=Count("pk", filter=given),
            waiting=Count("pk", filter=given & Q(standing="waiting")),
            accepted=Count("pk", filter=given & Q(standing="accepted")),
            set_aside=Count("pk", filter=given & Q(standing="set_aside")),
            answered=Count("pk", filter=given & Q(reply__isnull=False)),
            unanswered=Count("pk", filter=given & Q(reply=None) & ~Q(standing="set_aside")),
            withdrawn=Count("pk", filter=~given),
            anonymous=Count("pk", filter=given & Q(is_anonymous=True)),
        ),
    )


def with_counts(consultations: QuerySet[Any]) -> QuerySet[Any]:
    """For the list: `waiting` and `accepted` comments and all that were `given`."""
    given = Q(comments__isnull=False, comments__withdrawn_at=None)
    return consultations.annotate(
        given=Count("comments", filter=given),
        waiting=Count("comments", filter=given & Q(comments__standing="waiting")),
        accepted=Count("comments", filter=given & Q(comments__standing="accepted")),
    )


def who_spoke(consultation: Consultation) -> list[tuple[str, int]]:
    """Accepted comments by the kind of organisation, and those of nobody known. One query."""
    kinds = {kind.value: str(kind.label) for kind in OrganisationKind}
    counts: dict[str, int] = dict.fromkeys(kinds, 0)
    counts[""] = 0
    rows = consultation.comments.accepted().order_by().values("guest__organisation_kind", "organisation_kind")
    for row in rows.annotate(number=Count("pk")):
        counts[row["guest__organisation_kind"] or row["organisation_kind"]] += row["number"]
    return [(kinds.get(kind, ""), number) for kind, number in counts.items() if number]


def what_became(consultation: Consultation) -> list[tuple[str, int]]:
    """Accepted comments by what the institution does with them. One query."""
    rows = consultation.comments.accepted().filter(reply__isnull=False).order_by().values("reply__taken")
    counts = {row["reply__taken"]: row["number"] for row in rows.annotate(number=Count("pk"))}
    return [(str(taken.label), counts.get(taken.value, 0)) for taken in Taken]
