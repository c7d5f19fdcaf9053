"""The people of the bodies that are asked: who answers, who of them is away, and who is the deputy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from tenants.followup.models import Absence, BodyDesk
from tenants.followup.standing_in.absences import away_on
from tenants.followup.telling import focal_points
from tenants.members.models import Member


@dataclass(frozen=True)
class Desk:
    """Those of one body, and the absences of today."""

    people: Sequence[Member] = ()
    absences: Sequence[Absence] = ()
    deputy: Member | None = None

    @property
    def is_deserted(self) -> bool:
        """All are away, so that only their alternates are told."""
        return bool(self.people) and len(self.absences) == len(self.people)


def desks(bodies: Collection[UUID]) -> dict[UUID, Desk]:
    """The desk of each body. Three queries."""
    people = focal_points(bodies)
    away = away_on(timezone.localdate(), [one for found in people.values() for one in found])
    named = BodyDesk.objects.filter(body__in=bodies, deputy__left_at=None).select_related("deputy")
    deputies = {one.body_id: one.deputy for one in named}
    return {
        body: Desk(
            here := people.get(body, []),
            [_of(away[one.pk], one) for one in here if one.pk in away],
            deputies.get(body),
        )
        for body in bodies
    }


def _of(absence: Absence, member: Member) -> Absence:
    """With the member at hand, so that no line asks for her again."""
    absence.member = member
    return absence
