"""django-tenants' backend, taught to follow shared.isolation's scope.

One statement sets search_path and role together, and only when they differ from what the
connection already has. A settings session is transactional in PostgreSQL: a rollback undoes it, so
every rollback forgets what was applied (see DESIGN 3 and decisions/0002-scope-and-roles.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantDatabaseWrapper
from psycopg import Error
from psycopg.pq import TransactionStatus

from shared.isolation.names import EXTENSIONS_SCHEMA, PUBLIC_SCHEMA
from shared.isolation.scope import current_scope, scope_or_none


class DatabaseWrapper(TenantDatabaseWrapper):
    """The `default` alias follows the scope; the `migrator` alias keeps its own role and names its schema."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._applied: tuple[str, str] | None = None
        self._migration_schema = PUBLIC_SCHEMA
        super().__init__(*args, **kwargs)

    @property
    def is_migrator(self) -> bool:
        return self.alias == "migrator"

    @property
    def schema_name(self) -> str:
        """What django-tenants' introspection and router ask for."""
        if self.is_migrator:
            return self._migration_schema
        scope = scope_or_none()
        return scope.schema if scope else PUBLIC_SCHEMA

    @schema_name.setter
    def schema_name(self, name: str | None) -> None:
        """django-tenants writes here while it starts; the scope alone decides."""

    @contextmanager
    def migrating(self, schema: str) -> Iterator[None]:
        """Let the migrator's connection work in one schema until the block ends."""
        if not self.is_migrator:
            raise RuntimeError("Only the migrator's connection may choose its schema.")
        before, self._migration_schema = self._migration_schema, schema
        try:
            yield
        finally:
            self._migration_schema = before

    def _wanted(self) -> tuple[str, str]:
        if self.is_migrator:
            schema, role = self._migration_schema, "none"
        else:
            scope = current_scope()
            schema, role = scope.schema, scope.role
        schemas = [schema] if schema == PUBLIC_SCHEMA else [schema, PUBLIC_SCHEMA]
        return ", ".join([*schemas, EXTENSIONS_SCHEMA]), role

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path:  # type: ignore[has-type]
            return
        wanted = self._wanted()
        if wanted == self._applied:
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            # Only a rollback can run now; it forgets what was applied.
            self._applied = None
            return
        self._setting_search_path = True
        try:
            with self.connection.cursor() as setter:
                setter.execute("SELECT set_config('search_path', %s, false), set_config('role', %s, false)", wanted)
            self._applied = wanted
        finally:
            self._setting_search_path = False

    def rest(self) -> None:
        """Leave every schema and role: an idle connection, whoever gets hold of it, may do nothing at all."""
        applied, self._applied = self._applied, None
        if applied is None or self.connection is None or self.is_migrator or self.in_atomic_block:
            return
        try:
            self.connection.execute("SELECT set_config('search_path', '', false), set_config('role', 'none', false)")
        except Error:
            self.close()

    def init_connection_state(self) -> None:
        self._applied = None
        super().init_connection_state()

    def close(self) -> None:
        self._applied = None
        super().close()

    def rollback(self) -> None:
        self._applied = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self._applied = None
