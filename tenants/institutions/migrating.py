"""The order of a migration: public, template, a canary, then only the schemas that are behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from shared.isolation.names import PUBLIC_SCHEMA, TEMPLATE_SCHEMA
from tenants.institutions import schemas
from tenants.institutions.models import Institution, SchemaScript


@dataclass
class Outcome:
    """What a run did: schemas brought forward, and those that failed with their reasons."""

    migrated: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    untouched: int = 0
    not_tried: list[str] = field(default_factory=list)


class AnotherMigrationRuns(Exception):
    """The advisory lock is held by another process: a migration, or an institution being provisioned."""


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the migration lock. Raises AnotherMigrationRuns."""
    connection = schemas.migrator()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [schemas.MIGRATION_LOCK])
        if not cursor.fetchone()[0]:
            raise AnotherMigrationRuns
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [schemas.MIGRATION_LOCK])


def states() -> dict[str, str]:
    """Each schema with `current` or `behind`, public and template first."""
    loader = MigrationLoader(None)
    public = schemas.fingerprint(schemas.wanted_nodes(loader, PUBLIC_SCHEMA))
    inside = schemas.fingerprint(schemas.wanted_nodes(loader, TEMPLATE_SCHEMA))
    names = [PUBLIC_SCHEMA, TEMPLATE_SCHEMA]
    if schemas.applied_fingerprints([PUBLIC_SCHEMA])[PUBLIC_SCHEMA] == public:
        # The list of institutions is read only from a public schema that this code knows.
        names += list(
            Institution.objects.using("migrator")
            .with_schema()
            .order_by("created_at")
            .values_list("schema_name", flat=True)
        )
    applied = schemas.applied_fingerprints(names)
    return {
        name: "current" if applied[name] == (public if name == PUBLIC_SCHEMA else inside) else "behind"
        for name in names
    }


def run(say: Callable[[str], None]) -> Outcome:
    """Bring everything forward. A failed canary stops the run; other failures are collected."""
    outcome = Outcome()
    with only_one():
        now = states()
        if now[PUBLIC_SCHEMA] == "behind":
            say("public")
            schemas.migrate_schema(PUBLIC_SCHEMA)
            outcome.migrated.append(PUBLIC_SCHEMA)
            now = states()
        script_known = SchemaScript.objects.using("migrator").exists()
        if now.pop(TEMPLATE_SCHEMA) == "behind" or not script_known:
            say("template")
            _record_template()
            outcome.migrated.append(TEMPLATE_SCHEMA)
        del now[PUBLIC_SCHEMA]
        behind = [name for name, state in now.items() if state == "behind"]
        outcome.untouched = len(now) - len(behind)
        for position, schema in enumerate(behind):
            say(f"{schema} (canary)" if position == 0 else schema)
            try:
                schemas.migrate_schema(schema)
                outcome.migrated.append(schema)
            except Exception as error:  # noqa: BLE001  every failure is reported, the next schema still goes on
                outcome.failed[schema] = f"{type(error).__name__}: {error}"
                if position == 0:
                    outcome.not_tried = behind[1:]
                    break
    return outcome


def _record_template() -> None:
    statements = schemas.rebuild_template()
    loader = MigrationLoader(None)
    mark = schemas.fingerprint(schemas.wanted_nodes(loader, TEMPLATE_SCHEMA))
    with transaction.atomic(using="migrator"):
        SchemaScript.objects.using("migrator").all().delete()
        SchemaScript(fingerprint=mark, statements=statements).save(using="migrator")
