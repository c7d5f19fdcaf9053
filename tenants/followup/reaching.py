"""Who is told for a body: whoever holds the work, those who stand in, the deputy, the coordinators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from shared.isolation.scope import in_network
from shared.users.models import User
from tenants.followup.models import Absence, BodyDesk, Request
from tenants.followup.models.answering import UpdateQuerySet
from tenants.followup.standing_in.absences import away_on, reached_for
from tenants.members.models import Member
from tenants.members.preferences import Preference, preferences_of
from tenants.members.roles import COORDINATOR, FOCAL_POINT

# Open updates counted by request and by who holds them.
Owed = Mapping[UUID, Mapping[UUID | None, int]]


def owed_of(updates: UpdateQuerySet) -> Owed:
    """Those of the updates that are still owed. One query."""
    counted = updates.owed().order_by().values_list("request_id", "holder_id").annotate(number=Count("pk"))
    found: dict[UUID, dict[UUID | None, int]] = defaultdict(dict)
    for request, holder, number in counted:
        found[request][holder] = number
    return found


def reachable(members: Iterable[Member]) -> list[Member]:
    """Those whose accounts are not shut. Two queries with that of the members."""
    found = list(members)
    with in_network():
        users = {one.user_id for one in found}
        standing = set(User.objects.filter(pk__in=users, is_active=True).values_list("pk", flat=True))
    return [one for one in found if one.user_id in standing]


@dataclass
class Told:
    """One person to be told: of how many updates, and for whom she stands in."""

    member: Member
    owed: int = 0
    in_place_of: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class People:
    """Those who can be told on a day, loaded once for all requests: six queries, however many there are."""

    focal_points: Mapping[UUID, Mapping[UUID, Member]]
    coordinators: list[Member]
    deputies: Mapping[UUID, UUID]
    away: Mapping[UUID, Absence]
    preferences: Mapping[UUID, Preference]

    @classmethod
    def of(cls, bodies: Collection[UUID], day: date) -> People:
        """The people of these bodies and the coordinators who are here now and whose accounts are not shut."""
        asked = Q(role_slug=FOCAL_POINT.slug, body__in=bodies) | Q(role_slug=COORDINATOR.slug)
        found = reachable(Member.objects.active().filter(asked).order_by("joined_at", "id"))
        speaking: dict[UUID, dict[UUID, Member]] = defaultdict(dict)
        for one in found:
            if one.role == FOCAL_POINT and one.body_id:
                speaking[one.body_id][one.pk] = one
        desks = BodyDesk.objects.filter(body__in=bodies).exclude(deputy=None)
        return cls(
            focal_points=speaking,
            coordinators=[one for one in found if one.role == COORDINATOR],
            deputies=dict(desks.values_list("body_id", "deputy_id")),
            away=away_on(day, found),
            preferences=preferences_of(found),
        )

    def answering(self, request: Request, owed: Mapping[UUID | None, int]) -> list[Told]:
        """Who is reminded of a request, each of her share. `owed` counts the open updates by who holds each.

        An update is its holder's, else the request's holder's, else every focal point's. Whoever is away is told
        through her alternate; where that leads to nobody, it is every focal point's who is there.
        """
        present = self.focal_points.get(request.body_id, {})
        told: dict[UUID, Told] = {}
        for key, number in owed.items():
            holder = next((one for one in (key, request.holder_id) if one is not None and one in present), None)
            reached = self._reached([holder], present) if holder else {}
            for one in (reached or self._reached(present, present)).values():
                known = told.setdefault(one.member.pk, Told(one.member))
                known.owed += number
                known.in_place_of += [name for name in one.in_place_of if name not in known.in_place_of]
        return list(told.values())

    def _reached(self, wanted: Iterable[UUID], present: Mapping[UUID, Member]) -> dict[UUID, Told]:
        """Who gets what would come to these, each once, with whom she stands in for."""
        found: dict[UUID, Told] = {}
        for key in wanted:
            member = reached_for(key, self.away, present)
            if member is not None:
                one = found.setdefault(member.pk, Told(member))
                if member.pk != key:
                    one.in_place_of.append(present[key].name)
        return found

    def deputy(self, body: UUID, owed: int) -> Told | None:
        """The deputy of a body, or who stands in for her; None where nobody was named or can be reached."""
        present = self.focal_points.get(body, {})
        key = self.deputies.get(body)
        if key is None or key not in present:
            return None
        for one in self._reached([key], present).values():
            one.owed = owed
            return one
        return None
