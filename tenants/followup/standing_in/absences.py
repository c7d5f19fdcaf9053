"""Who is away on a day, and who then gets what would come to her."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from tenants.followup.models import Absence
from tenants.members.models import Member


def away_on(day: date, members: Iterable[Member]) -> dict[UUID, Absence]:
    """Those of the members who are away on a day, with the absence and its alternate. One query.

    `day` is the institution's: timezone.localdate() in its scope.
    """
    keys = {member.pk for member in members}
    if not keys:
        return {}
    found = Absence.objects.on(day).filter(member__in=keys).select_related("alternate").order_by("-begins_on", "id")
    return {absence.member_id: absence for absence in found}


def reached_for(key: UUID, away: Mapping[UUID, Absence], present: Mapping[UUID, Member]) -> Member | None:
    """Who gets what would come to the member of that key: she herself, else her alternate, else the alternate's own.

    `present` are those who may get it at all. None where the chain leads to nobody, or in a circle.
    """
    passed: set[UUID] = set()
    while key in away:
        if key in passed:
            return None
        passed.add(key)
        key = away[key].alternate_id
    return present.get(key)
