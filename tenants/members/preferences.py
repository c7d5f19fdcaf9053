"""In which language and on whose clock people are told something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from shared.isolation.scope import current_institution_id, in_network
from shared.users.models import User
from tenants.institutions.models import Institution
from tenants.members.models import Member


@dataclass(frozen=True)
class Preference:
    """A person's language ("ar", "en", "fr") and the time zone of her mornings."""

    language: str
    zone: ZoneInfo


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC where the name is empty or this machine does not know it."""
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def zone_here() -> ZoneInfo:
    """The time zone of the institution at hand. One query."""
    here = current_institution_id()
    with in_network():
        return zone_named(Institution.objects.values_list("time_zone", flat=True).get(pk=here))


def preferences_of(members: Iterable[Member]) -> dict[UUID, Preference]:
    """Each member's preference, by the member's key. Two queries, whatever the number of members."""
    of_user = {member.user_id: member.pk for member in members}
    if not of_user:
        return {}
    here = current_institution_id()
    with in_network():
        institution = Institution.objects.only("time_zone", "default_language").get(pk=here)
        told = {
            key: (language, zone)
            for key, language, zone in User.objects.filter(pk__in=of_user).values_list("pk", "language", "time_zone")
        }
    nothing = (institution.default_language, "")
    found = {}
    for user_id, member_id in of_user.items():
        language, zone = told.get(user_id, nothing)
        found[member_id] = Preference(language, zone_named(zone or institution.time_zone))
    return found
