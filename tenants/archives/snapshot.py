"""Reading everything as it stands at one moment, while people go on working."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet
from psycopg import IsolationLevel

AT_ONCE = 2000


@contextmanager
def snapshot() -> Iterator[Any]:
    """A database connection of its own in the scope at hand, which sees the rows of one moment and writes nothing.

    The ordinary connection stays free to tell how far the work is. Inside a transaction the ordinary one is given:
    only it sees what the transaction wrote.
    """
    if connection.in_atomic_block:
        yield connection
        return
    apart: Any = connections["default"].copy()
    try:
        with apart.cursor() as cursor:
            # Enters the scope's schema and role, before the transaction that may not write.
            cursor.execute("SELECT 1")
        apart.connection.isolation_level = IsolationLevel.REPEATABLE_READ
        apart.connection.read_only = True
        apart.set_autocommit(False)
        yield apart
    finally:
        apart.close()


def rows_of(query: QuerySet[Any], on: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a values_list() query, read on that connection through a cursor of the server's."""
    yield from query.query.get_compiler(connection=on).results_iter(chunked_fetch=True, chunk_size=AT_ONCE)
