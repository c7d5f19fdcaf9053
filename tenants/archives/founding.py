"""Making the institution that an archive comes into, as the archive describes it. Needs the migrator's credentials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connections

from shared.languages.dates import MonthStyle
from shared.languages.direction import LANGUAGES
from shared.languages.zones import is_zone
from tenants.archives.manifest import CHOICES, Manifest
from tenants.archives.terms import terms
from tenants.institutions import provisioning
from tenants.institutions.models import Institution, InstitutionKind, StatusRule

ALLOWED: dict[str, set[Any]] = {
    "kind": set(InstitutionKind.values),
    "default_language": set(LANGUAGES),
    "month_style": set(MonthStyle.values),
    "status_rule": set(StatusRule.values),
    "requires_second_factor": {True, False},
}


class NotFounded(Exception):
    """The institution was not made. Its words say why."""


def create(about: Manifest, slug: str) -> Institution:
    """Make an institution with the archive's names and choices, ready and empty. Raises NotFounded."""
    if "migrator" not in connections or not settings.SECRET_KEY_GIVEN:
        raise NotFounded("--create needs DATABASE_ADMIN_URL and MUTABAA_SECRET_KEY.")
    said: dict[str, Any] = {name: about.institution.get(name) for name in CHOICES}
    for name, values in ALLOWED.items():
        if not any(said[name] == value for value in values):
            raise NotFounded(f"manifest.json: {name} {said[name]!r:.60} is none that is known here.")
    if not isinstance(said["time_zone"], str) or not is_zone(said["time_zone"]):
        raise NotFounded("manifest.json: the time zone is not known here.")
    names = about.institution["names"]
    if not any(names.values()) or any(len(name) > 200 for name in names.values()):
        raise NotFounded("manifest.json: the institution has no name, or one that is too long.")
    try:
        asked = provisioning.request_institution(
            slug=slug, names=names, kind=said.pop("kind"), state_id=_state(about), **said
        )
        return provisioning.provision(asked)
    except provisioning.BadSlug:
        raise NotFounded("--institution: small letters, digits and hyphens only, 40 at most.") from None
    except provisioning.SlugTaken:
        raise NotFounded(f"An institution stands at {slug!r} already; leave --create away.") from None
    except provisioning.TemplateMissing as error:
        raise NotFounded(str(error)) from None


def other_choices(about: Manifest, institution: Institution) -> Iterator[str]:
    """Where the institution's own choices are others than those it had; an import changes none of them."""
    for name in CHOICES:
        was, now = about.institution.get(name), getattr(institution, name)
        if was != now:
            yield f"{name} was {was!r:.60}, here it is {now!r:.60}: the settings change it, if it should be as it was."


def _state(about: Manifest) -> Any:
    name = about.institution.get("state")
    if name is None:
        return None
    key = terms().key(name) if isinstance(name, str) else None
    if key is None:
        raise NotFounded(f"manifest.json: no state {name!r:.60} in the reference lists here.")
    return key
