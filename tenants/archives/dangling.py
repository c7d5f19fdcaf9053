"""References that lead nowhere, found by the database among the rows that were just written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from psycopg import sql

from tenants.archives.nouns import Noun

SHOWN = 5


def dangling(noun: Noun) -> Iterator[str]:
    """A line for each reference of this noun that names a row which is not there; the first few of each field."""
    for field in noun.references:
        for row, missing in _lost(noun, field):
            target = field.target_field.model._meta.label
            yield f"{noun.part} row {row}: {field.name} names {target} {missing}, which the archive does not hold"


def _lost(noun: Noun, field: models.ForeignKey[Any, Any]) -> list[tuple[Any, Any]]:
    target = field.target_field
    statement = sql.SQL(
        "SELECT here.id, here.{column} FROM {table} here LEFT JOIN {other} there ON there.{key} = here.{column}"
        " WHERE here.{column} IS NOT NULL AND there.{key} IS NULL ORDER BY here.id LIMIT {shown}"
    ).format(
        column=sql.Identifier(field.column or ""),
        table=sql.Identifier(noun.model._meta.db_table),
        other=sql.Identifier(target.model._meta.db_table),
        key=sql.Identifier(target.column or ""),
        shown=sql.Literal(SHOWN),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
