"""The only place that makes, migrates or drops an institution's schema. Works on the migrator's connection.

A new schema is made by replaying the statements that made the template schema (recorded while the
template was migrated from nothing), in one transaction. Nothing in them names a schema, so the
search path alone decides where they land. Decision: decisions/0003-schema-script.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from shared.isolation.names import INSTITUTIONS_ROLE, NETWORK_ROLE, PUBLIC_SCHEMA, TEMPLATE_SCHEMA

Node = tuple[str, str]

MIGRATION_LOCK = 0x6D757461  # "muta": one migration at a time on a database


class SchemaMissing(RuntimeError):
    """A schema that should stand does not: its tables would be made in public, the next on the search path."""


def migrator() -> Any:
    """The migrator's connection. Raises ConnectionDoesNotExist in processes that must not have it."""
    return connections["migrator"]


def apps_of(schema: str) -> set[str]:
    """Labels of the apps whose tables stand in a schema."""
    from django.apps import apps

    names = settings.PUBLIC_SCHEMA_APPS if schema == PUBLIC_SCHEMA else settings.INSTITUTION_SCHEMA_APPS
    return {config.label for config in apps.get_app_configs() if config.name in set(names)}


def wanted_nodes(loader: MigrationLoader, schema: str) -> list[Node]:
    """Every migration that a whole schema has applied, in order."""
    labels = apps_of(schema)
    graph = loader.graph
    nodes: list[Node] = []
    for leaf in sorted(node for node in graph.leaf_nodes() if node[0] in labels):
        nodes.extend(node for node in graph.forwards_plan(leaf) if node not in nodes)
    return nodes


def fingerprint(nodes: Iterable[Node]) -> str:
    """Digest of a set of migrations; the database computes the same in `applied_fingerprints`."""
    lines = "\n".join(sorted(f"{app}.{name}" for app, name in nodes))
    return hashlib.md5(lines.encode(), usedforsecurity=False).hexdigest()


def applied_fingerprints(schemas: list[str]) -> dict[str, str | None]:
    """For each schema the digest of what it has applied, in one query; None where it has no history."""
    with migrator().migrating(PUBLIC_SCHEMA), migrator().cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations' AND schemaname = ANY(%s)",
            [schemas],
        )
        present = [row[0] for row in cursor.fetchall()]
        found: dict[str, str | None] = dict.fromkeys(schemas)
        if not present:
            return found
        parts = [
            sql.SQL(
                "SELECT {name}, md5(string_agg(app || '.' || name, E'\\n' ORDER BY (app || '.' || name) COLLATE \"C\"))"
                " FROM {schema}.django_migrations"
            ).format(name=sql.Literal(schema), schema=sql.Identifier(schema))
            for schema in present
        ]
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
        found.update(dict(cursor.fetchall()))
    return found


class Recorder:
    """Keeps each statement that changes something, with its parameters filled in."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(statement, params, many, context)
        text = statement if isinstance(statement, str) else statement.as_string(None)
        if not text.lstrip().upper().startswith(("SELECT", "SHOW", "SAVEPOINT", "RELEASE", "SET SEARCH_PATH")):
            if params:
                # A cursor of its own: quoting on the statement's would lose the statement's result.
                with context["connection"].connection.cursor() as quoting:
                    text = quoting.mogrify(text, params)
            self.statements.append(text)
        return result


def migrate_schema(schema: str, *, recorder: Recorder | None = None) -> None:
    """Bring one schema to the newest state in one transaction, with time-outs on locks and statements.

    Raises SchemaMissing."""
    connection = migrator()
    with connection.migrating(schema), transaction.atomic(using="migrator"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            if cursor.fetchone()[0] != schema:
                raise SchemaMissing(schema)
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [settings.MIGRATION_LOCK_TIMEOUT])
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [settings.MIGRATION_STATEMENT_TIMEOUT])
        executor = MigrationExecutor(connection)
        targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] in apps_of(schema)]
        if recorder:
            with connection.execute_wrapper(recorder):
                executor.migrate(targets)
        else:
            executor.migrate(targets)
        if schema == PUBLIC_SCHEMA:
            grant_public()
        elif schema != TEMPLATE_SCHEMA:
            grant(schema)


def rebuild_template() -> list[str]:
    """Make the template schema anew from nothing; returns the statements that made it."""
    connection = migrator()
    with connection.migrating(PUBLIC_SCHEMA), connection.cursor() as cursor:
        name = sql.Identifier(TEMPLATE_SCHEMA)
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(name))
    recorder = Recorder()
    migrate_schema(TEMPLATE_SCHEMA, recorder=recorder)
    return recorder.statements


def create_role_and_schema(schema: str) -> None:
    """The institution's role (its name is the schema's) and an empty schema; what stands is left alone."""
    login = settings.DATABASES["default"]["USER"]
    role = sql.Identifier(schema)
    with migrator().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [schema])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
        cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(INSTITUTIONS_ROLE), role))
        cursor.execute(sql.SQL("GRANT {} TO {}").format(role, sql.Identifier(login)))
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(role))


def replay(schema: str, statements: list[str]) -> None:
    """Run the template's statements in an empty schema. Raises SchemaMissing."""
    connection = migrator()
    with connection.migrating(schema), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        if cursor.fetchone()[0] != schema:
            raise SchemaMissing(schema)
        cursor.cursor.execute(";\n".join(statement.rstrip().rstrip(";") for statement in statements))


def grant(schema: str) -> None:
    """What the institution's role may do in its own schema: everything but rewrite its log."""
    role = sql.Identifier(schema)
    with migrator().cursor() as cursor:
        for statement in (
            "GRANT USAGE ON SCHEMA {0} TO {0}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {0} TO {0}",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {0} TO {0}",
            "REVOKE INSERT, UPDATE, DELETE ON {0}.django_migrations FROM {0}",
        ):
            cursor.execute(sql.SQL(statement).format(role))
        for table in settings.APPEND_ONLY_TABLES:
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE ON {}.{} FROM {}").format(role, sql.Identifier(table), role))


def grant_public() -> None:
    """What every institution's role may do in public: read what settings name, and touch its own exchange rows."""
    institutions = sql.Identifier(INSTITUTIONS_ROLE)
    with migrator().cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ %s",
            [settings.READABLE_PUBLIC_TABLES],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("GRANT SELECT ON public.{} TO {}").format(sql.Identifier(table), institutions))
        # The migrator runs what these say; nobody else may write it.
        for table in ("django_migrations", "institutions_schemascript"):
            cursor.execute(
                sql.SQL("REVOKE INSERT, UPDATE, DELETE ON public.{} FROM {}").format(
                    sql.Identifier(table), sql.Identifier(NETWORK_ROLE)
                )
            )
        for table in settings.EXCHANGE_TABLES:
            cursor.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE ON public.{} TO {}").format(sql.Identifier(table), institutions)
            )


def drop(schema: str) -> None:
    """Remove an institution's schema and role for ever. An operator's act, after an export."""
    login = settings.DATABASES["default"]["USER"]
    role = sql.Identifier(schema)
    with transaction.atomic(using="migrator"), migrator().cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(role))
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [schema])
        if cursor.fetchone() is not None:
            cursor.execute(sql.SQL("REVOKE {} FROM {}").format(role, sql.Identifier(login)))
            cursor.execute(sql.SQL("DROP ROLE {}").format(role))
