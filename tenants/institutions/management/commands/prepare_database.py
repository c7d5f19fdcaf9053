"""`manage.py prepare_database`: roles and extensions that everything else stands on. Can be repeated."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from psycopg import sql

from shared.isolation.names import EXTENSIONS_SCHEMA, INSTITUTIONS_ROLE, NETWORK_ROLE

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "citext")


class Command(BaseCommand):
    help = "Make the login, network and institutions roles and the extensions' schema (DATABASE_ADMIN_URL)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        login = settings.DATABASES["default"]["USER"]
        password = settings.DATABASES["default"]["PASSWORD"]
        with connections["migrator"].cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
            superuser, creates_roles = cursor.fetchone()
            if superuser:
                raise CommandError("DATABASE_ADMIN_URL names a superuser; nothing of Mutabaa runs as one.")
            if not creates_roles:
                raise CommandError("DATABASE_ADMIN_URL needs a role with CREATEROLE.")
            self._role(cursor, NETWORK_ROLE, "NOLOGIN")
            self._role(cursor, INSTITUTIONS_ROLE, "NOLOGIN")
            self._role(cursor, login, "LOGIN NOINHERIT")
            cursor.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(password or ""))
            )
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(NETWORK_ROLE), sql.Identifier(login)))
            extensions = sql.Identifier(EXTENSIONS_SCHEMA)
            cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [EXTENSIONS_SCHEMA])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE SCHEMA {}").format(extensions))
                cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO PUBLIC").format(extensions))
            cursor.execute("SELECT extname FROM pg_extension")
            present = {row[0] for row in cursor.fetchall()}
            for name in EXTENSIONS:
                if name not in present:
                    cursor.execute(sql.SQL("CREATE EXTENSION {} SCHEMA {}").format(sql.Identifier(name), extensions))
            for statement in (
                # Databases that began before PostgreSQL 15 still let everybody make tables in public.
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT USAGE ON SCHEMA public TO {network}, {institutions}",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {network}",
                "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {network}",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {network}",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {network}",
            ):
                cursor.execute(
                    sql.SQL(statement).format(
                        network=sql.Identifier(NETWORK_ROLE), institutions=sql.Identifier(INSTITUTIONS_ROLE)
                    )
                )
        self.stdout.write("roles and extensions are ready")

    @staticmethod
    def _role(cursor: Any, name: str, attributes: str) -> None:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {} " + attributes).format(sql.Identifier(name)))
