"""The demo network, made once for these tests and taken away again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from mutabaa.demo import fiction
from mutabaa.demo.seeding import seed
from shared.isolation.scope import in_network
from shared.taxonomy import catalogue
from shared.taxonomy.models import Release, State
from shared.users.models import User
from tenants.institutions import schemas
from tenants.institutions.models import Affiliation, Domain, Institution
from tenants.network.models import NetworkEntry, SecretariatMember
from tests.world import World


def _forget() -> None:
    """Everything the seed wrote; a run that was killed may have left it."""
    slugs = [one.slug for one in fiction.members()]
    for institution in Institution.objects.using("migrator").filter(domains__slug__in=slugs):
        schemas.drop(institution.schema_name)
        for model in (Affiliation, Domain):
            model.objects.using("migrator").filter(institution=institution).delete()
        # Without signals: the library behind the schemas would drop them its own way.
        Institution.objects.using("migrator").filter(pk=institution.pk)._raw_delete("migrator")
    emails = [person.email for one in fiction.members() for person in one.people]
    emails += [person.email for person in fiction.secretariat()]
    with in_network():
        SecretariatMember.objects.filter(user__email__in=emails).delete()
        User.objects.filter(email__in=emails).delete()
        NetworkEntry.objects.filter(noun="demo").delete()
        State.objects.filter(fictional=True).delete()
        Release.objects.filter(part=Release.Part.FICTIONAL).delete()
    catalogue.clear()


@pytest.fixture(scope="module")
def demo(standing_world: World, django_db_blocker: Any) -> Iterator[dict[str, Institution]]:
    """The demo's institutions by slug, committed."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        _forget()
        try:
            seed()
            with in_network():
                found = Domain.objects.select_related("institution").in_bulk(
                    [one.slug for one in fiction.members()], field_name="slug"
                )
            yield {slug: domain.institution for slug, domain in found.items()}
        finally:
            _forget()
