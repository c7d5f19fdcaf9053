"""In whose data the running code stands.

A scope names a schema and a database role. Everything that touches tenant data (the database
connection, cache keys, file keys, log lines, tasks) asks here and fails when nobody has said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from shared.isolation.names import INSTITUTION_SCHEMA, NETWORK_ROLE, PUBLIC_SCHEMA


class NoScope(RuntimeError):
    """Code reached for data without saying whose it is."""


class WrongScope(RuntimeError):
    """Data of one institution was about to be written in the scope of another."""


class HasSchema(Protocol):
    """What a scope needs to know of an institution; the schema's name is also its role's."""

    @property
    def pk(self) -> UUID: ...
    @property
    def schema_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose data is at hand. `institution_id` is None in the network's own scope."""

    schema: str
    role: str
    institution_id: UUID | None = None

    @property
    def key(self) -> str:
        """Prefix for cache keys, file keys and log lines."""
        return str(self.institution_id) if self.institution_id else "network"


NETWORK = Scope(schema=PUBLIC_SCHEMA, role=NETWORK_ROLE)

_scope: ContextVar[Scope | None] = ContextVar("mutabaa_scope", default=None)


def scope_or_none() -> Scope | None:
    return _scope.get()


def current_scope() -> Scope:
    """The scope at hand. Raises NoScope outside any."""
    scope = _scope.get()
    if scope is None:
        raise NoScope("Say whose data this is: enter in_institution(...) or in_network() first.")
    return scope


def current_institution_id() -> UUID:
    """The institution at hand. Raises NoScope in the network's scope and outside any."""
    scope = current_scope()
    if scope.institution_id is None:
        raise NoScope("This needs an institution; the network's scope is at hand.")
    return scope.institution_id


@contextmanager
def entered(scope: Scope) -> Iterator[Scope]:
    """Stand in a scope until the block ends; the one before it returns afterwards.

    Raises WrongScope when another scope was entered meanwhile and not left, as by a generator that
    yields inside one: from then on no scope stands.
    """
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        if _scope.get() is not scope:
            _scope.set(None)
            raise WrongScope("Scopes are left in the order in which they were entered; a generator keeps none.")
        _scope.reset(token)


def in_network() -> AbstractContextManager[Scope]:
    """Public schema under the network's role."""
    return entered(NETWORK)


def in_institution(institution: HasSchema) -> AbstractContextManager[Scope]:
    """The institution's schema under its own role; public tables as far as that role may read them.

    `timezone.localdate()` inside is the day on the institution's own calendar, whoever asks and from wherever.
    Raises WrongScope at once for a schema that is no institution's.
    """
    schema = institution.schema_name
    if not INSTITUTION_SCHEMA.fullmatch(schema):
        raise WrongScope(f"{schema!r} is not an institution's schema name.")
    return _inside(Scope(schema=schema, role=schema, institution_id=institution.pk), _zone_of(institution))


@contextmanager
def _inside(scope: Scope, zone: ZoneInfo) -> Iterator[Scope]:
    with timezone.override(zone), entered(scope):
        yield scope


def _zone_of(institution: HasSchema) -> ZoneInfo:
    """UTC for a zone this machine does not know."""
    try:
        return ZoneInfo(getattr(institution, "time_zone", "") or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
