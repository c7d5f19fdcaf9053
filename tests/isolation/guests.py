"""Institutions made for one test, and gone after it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from psycopg import sql

from tenants.institutions import provisioning, schemas
from tenants.institutions.models import Domain, Institution, Standing
from tests.world import World

Make = Callable[..., Institution]


def forget(institution: Institution) -> None:
    """Remove every trace. Without signals, for the stock library has one that is not for our models."""
    schemas.drop(institution.schema_name)
    Domain.objects.using("migrator").filter(institution=institution).delete()
    Institution.objects.using("migrator").filter(pk=institution.pk)._raw_delete("migrator")


@pytest.fixture
def requested(committed: World) -> Iterator[Callable[[], Institution]]:
    """`requested()` notes down a new institution, not yet made. Roles, schemas and lines go when the test ends."""
    made: list[Institution] = []

    def one() -> Institution:
        slug = f"x{secrets.token_hex(5)}"
        institution = provisioning.request_institution(
            slug=slug, names={"ar": f"لجنة {slug}", "en": slug, "fr": slug}, kind="nmirf"
        )
        made.append(institution)
        return institution

    yield one
    for institution in made:
        forget(institution)


@pytest.fixture
def ready(requested: Callable[[], Institution]) -> Make:
    """`ready()` makes an institution that serves; `ready(standing=…)` one that stands elsewhere."""

    def one(standing: Standing = Standing.READY) -> Institution:
        institution = provisioning.provision(requested())
        if standing != Standing.READY:
            Institution.objects.using("migrator").filter(pk=institution.pk).update(standing=standing)
            institution.standing = standing
        return institution

    return one


def stands(name: str) -> tuple[bool, bool]:
    """Whether a schema and a role of this name stand in the database."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s),"
            " EXISTS (SELECT FROM pg_roles WHERE rolname = %s)",
            [name, name],
        )
        return cursor.fetchone()


def as_migrator(statement: str, *names: str) -> None:
    """Run one statement as the migrator; {} stands for quoted names."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
