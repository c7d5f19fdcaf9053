"""Rows of an archive into the tables of the institution at hand, as they stand in the lines and in no other way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models.sql import InsertQuery

from tenants.archives.nouns import Noun
from tenants.archives.opening import OpenedArchive
from tenants.archives.refused import ArchiveRefused, at
from tenants.archives.terms import terms
from tenants.archives.values import NotAValue, UnknownTerm, read

AT_ONCE = 500
Row = SimpleNamespace
Anew = Callable[[Row], dict[str, Any]]


class Rows:
    """The rows of one noun in an archive, read and checked field by field.

    `was` and `now` are the institution's keys there and here: the one thing that is called otherwise afterwards.
    """

    def __init__(self, archive: OpenedArchive, noun: Noun, *, was: UUID, now: UUID) -> None:
        self.archive, self.noun = archive, noun
        self._was, self._now = str(was).encode(), str(now).encode()
        self._turns = {field.name: (field.attname, read(field, terms())) for field in noun.fields}

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        """Line number and row. Raises ArchiveRefused with the field and what is wrong with it."""
        for number, line in self.archive.lines(self.noun.part):
            said = self._parsed(number, line.replace(self._was, self._now))
            row = Row()
            for name, (attname, turn) in self._turns.items():
                try:
                    setattr(row, attname, turn(said[name]))
                except UnknownTerm:
                    raise
                except NotAValue as error:
                    raise ArchiveRefused.of(at(self.noun.part, number, f"{name}: {error}")) from None
            yield number, row

    def _parsed(self, number: int, line: bytes) -> dict[str, Any]:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise ArchiveRefused.of(at(self.noun.part, number, "not a line of JSON")) from None
        if not isinstance(said, dict):
            raise ArchiveRefused.of(at(self.noun.part, number, "not a row"))
        strange, lacking = sorted(set(said) - set(self._turns)), sorted(set(self._turns) - set(said))
        if strange:
            raise ArchiveRefused.of(at(self.noun.part, number, f"no such field: {', '.join(strange)[:200]}"))
        if lacking:
            raise ArchiveRefused.of(at(self.noun.part, number, f"lacks: {', '.join(lacking)}"))
        return said


def insert(rows: Rows, anew: Anew) -> int:
    """Write all rows; gives how many. `anew` says what stands in the fields that did not travel.

    Raises ArchiveRefused at the first row that breaks a rule of the table.
    """
    waiting: list[tuple[int, Row]] = []
    count = 0
    for number, row in rows:
        row.__dict__.update(anew(row))
        waiting.append((number, row))
        count += 1
        if len(waiting) == AT_ONCE:
            _write(rows.noun, waiting)
            waiting.clear()
    if waiting:
        _write(rows.noun, waiting)
    return count


def _write(noun: Noun, rows: list[tuple[int, Row]]) -> None:
    try:
        with transaction.atomic():
            _insert(noun, [row for _number, row in rows])
    except (IntegrityError, DataError) as error:
        if len(rows) == 1:
            raise ArchiveRefused.of(at(noun.part, rows[0][0], _why(error))) from None
        # One by one, to say which it is.
        for one in rows:
            _write(noun, [one])


def _insert(noun: Noun, rows: list[Row]) -> None:
    """One statement. Not through the model: its save() and its translated fields would have words of their own."""
    fields = [*noun.fields, *noun.made_anew]
    query = InsertQuery(noun.model)
    query.insert_values(fields, rows, raw=True)  # type: ignore[arg-type]
    query.get_compiler(connection=connection).execute_sql()


def _why(error: Exception) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    rule = getattr(diagnosis, "constraint_name", None)
    if rule:
        return f"breaks the rule {rule}"
    return f"the table does not take it ({getattr(diagnosis, 'message_primary', None) or error})"
