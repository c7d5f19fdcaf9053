"""Pieces for tests about people: an invitation in hand, and an institution of one's own where things must commit."""

from __future__ import annotations

import pytest
from django.db import connections

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.institutions import provisioning, schemas
from tenants.institutions.models import Affiliation, AssessorConfirmation, Domain, Institution
from tenants.members.actions.invitations import invite
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.members.roles import Role
from tenants.members.tokens import token_of

NAMES = {"ar": "اللجنة الوطنية", "en": "National Committee", "fr": "Comité national"}


@pytest.fixture
def invited(alef):
    """`invited("analyst", "new@alef.example")` is an invitation from alef's coordinator."""

    def make(role="analyst", email="new@alef.example", body=None, **details):
        return invite(
            institution=alef.alef.institution,
            email=email,
            role=Role.of(role),
            body=alef.alef.bodies[body] if body else None,
            language=details.pop("language", "en"),
            by=details.pop("by", alef.alef.members["coordinator"]),
            **details,
        )

    return make


@pytest.fixture
def link(world):
    """The path of an invitation's page."""

    def path(invitation, place="alef", language="en"):
        institution = getattr(world, place).institution
        return f"/{language}/invitation/{token_of(invitation.pk, institution_id=institution.pk)}/"

    return path


def forget_institution(slug: str) -> None:
    """Remove what a committing test made, schema and people included."""
    domain = Domain.objects.using("migrator").select_related("institution").filter(slug=slug).first()
    if domain is None:
        return
    for connection in connections.all():
        connection.close()
    schemas.drop(domain.institution.schema_name)
    # Row by row: django-tenants' signal on a deleted institution belongs to a life we do not lead.
    for rows in (AssessorConfirmation.objects, Affiliation.objects, Domain.objects):
        rows.using("migrator").filter(institution=domain.institution_id).delete()
    Institution.objects.using("migrator").filter(pk=domain.institution_id)._raw_delete("migrator")
    with in_network():
        User.objects.filter(email__endswith=f"@{slug}.example").delete()


@pytest.fixture
def spare(committed):
    """An institution `spare` that commits, with a body of the state; gone afterwards."""
    forget_institution("spare")
    institution = provisioning.provision(
        provisioning.request_institution(slug="spare", names=NAMES, kind="nmirf", default_language="en")
    )
    with in_institution(institution):
        ResponsibleBody(name_en="Ministry", kind=BodyKind.STATE).save()
    yield institution
    forget_institution("spare")
