"""Where an institution is reached."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from shared.isolation.scope import in_network
from tenants.institutions.models import Domain, Institution


def host_address(slug: str) -> str:
    """The address of a host without a path: http://marsana.localhost:8000"""
    return f"{settings.ADDRESS_SCHEME}://{slug}.{settings.NETWORK_DOMAIN}{settings.ADDRESS_PORT}"


def network_address() -> str:
    return f"{settings.ADDRESS_SCHEME}://{settings.NETWORK_DOMAIN}{settings.ADDRESS_PORT}"


def invitation_address(institution: Institution, token: str, language: str) -> str:
    """The link of an invitation on its institution's host, in the invited person's language."""
    with in_network():
        slug = Domain.objects.get(institution=institution, is_primary=True).slug
    with translation.override(language):
        path = reverse("invitation:accept", kwargs={"token": token}, urlconf=settings.INSTITUTION_URLCONF)
    return host_address(slug) + path
