"""Where people belong: serving institutions with their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
from tenants.members.addresses import host_address


@dataclass(frozen=True)
class Place:
    """An institution as a list shows it."""

    name: str
    state: str
    kind: str
    url: str


def places_of(user_id: UUID | None) -> list[Place]:
    """The institutions a person belongs to; her own ones only."""
    if user_id is None:
        return []
    return _written(Institution.objects.filter(affiliations__user_id=user_id, affiliations__ended_at=None))


def all_places() -> list[Place]:
    """Every serving member of the network, as anybody may know it."""
    return _written(Institution.objects.all())


def _written(institutions: QuerySet[Institution]) -> list[Place]:
    with in_network():
        found = institutions.filter(standing="ready").select_related("state").prefetch_related("domains")
        places = [
            Place(
                name=institution.name,
                state=str(institution.state) if institution.state else "",
                kind=institution.get_kind_display(),
                url=host_address(institution.slug) + "/",
            )
            for institution in found
        ]
    return sorted(places, key=lambda place: (place.state, place.name))
