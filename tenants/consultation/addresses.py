"""Where the links of a consultation lead."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from shared.isolation.scope import in_network
from tenants.consultation.models import Door, DoorKind, Guest
from tenants.consultation.tokens import token_of
from tenants.institutions.models import Domain, Institution
from tenants.members.addresses import host_address


def guest_address(institution: Institution, guest: Guest) -> str:
    """An invited person's own link, in her language."""
    token = token_of(guest.pk, kind="guest", institution_id=institution.pk)
    return _address(institution, "comment:read", token, guest.language)


def door_address(institution: Institution, door: Door, language: str) -> str:
    """The link that many use."""
    token = token_of(door.pk, kind=door.kind, institution_id=institution.pk)
    name = "comment:anonymous" if door.kind == DoorKind.ANONYMOUS else "comment:open"
    return _address(institution, name, token, language)


def _address(institution: Institution, name: str, token: str, language: str) -> str:
    with in_network():
        slug = Domain.objects.get(institution=institution, is_primary=True).slug
    with translation.override(language):
        path = reverse(name, kwargs={"token": token}, urlconf=settings.INSTITUTION_URLCONF)
    return host_address(slug) + path
