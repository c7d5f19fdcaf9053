"""What only the bootstrap superuser may do in the embedded PostgreSQL: the migrator, its database, the extensions."""

import psycopg
from psycopg import sql

from mutabaa.stack.postgres import EmbeddedPostgres

MIGRATOR, LOGIN = "mutabaa_migrator", "mutabaa_login"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "citext")
OPTIONAL_EXTENSIONS = ("vector",)


def furnish(server: EmbeddedPostgres, database: str) -> dict[str, str]:
    """Make what is missing; gives the two addresses. The login role itself is `prepare_database`'s to make."""
    passwords = server.passwords
    with psycopg.connect(server.superuser_url(), autocommit=True) as superuser:
        if not _exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = %s", MIGRATOR):
            superuser.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(MIGRATOR)))
        superuser.execute(
            sql.SQL("ALTER ROLE {} LOGIN CREATEROLE NOSUPERUSER NOCREATEDB PASSWORD {}").format(
                sql.Identifier(MIGRATOR), sql.Literal(passwords.migrator)
            )
        )
        if not _exists(superuser, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            superuser.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(MIGRATOR))
            )
    with psycopg.connect(server.superuser_url(database), autocommit=True) as superuser:
        _extend(superuser)
    return {
        "DATABASE_URL": server.url(LOGIN, passwords.login, database),
        "DATABASE_ADMIN_URL": server.url(MIGRATOR, passwords.migrator, database),
    }


def _extend(superuser: "psycopg.Connection[tuple[object, ...]]") -> None:
    """The extensions, in a schema of their own that everybody may use."""
    superuser.execute("SET client_min_messages = warning")
    superuser.execute("CREATE SCHEMA IF NOT EXISTS extensions")
    superuser.execute("GRANT USAGE ON SCHEMA extensions TO PUBLIC")
    for name in (*EXTENSIONS, *OPTIONAL_EXTENSIONS):
        available = _exists(superuser, "SELECT 1 FROM pg_available_extensions WHERE name = %s", name)
        if available or name not in OPTIONAL_EXTENSIONS:
            superuser.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA extensions").format(sql.Identifier(name))
            )


def _exists(connection: "psycopg.Connection[tuple[object, ...]]", query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None
