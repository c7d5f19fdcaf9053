"""A database with two institutions that hold identical data, and the people of both.

Tests run under the real roles: the login role by day, the migrator only where schemas are made. Each test's
writes stand in one transaction that is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client
from psycopg import sql

from shared.isolation.names import INSTITUTION_SCHEMA
from shared.isolation.scope import in_institution, in_network
from tests.world import PEOPLE, World, build, find

HOSTS = {"alef": "alef.localhost", "ba": "ba.localhost", "network": "localhost"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fresh", action="store_true", help="make the test database anew even if it looks current")


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.JOBS_RAISE = True


def _forget_everything() -> None:
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%%'")
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)))
            if INSTITUTION_SCHEMA.fullmatch(name):
                cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Migrated, with the taxonomy and two institutions; kept between runs while the code's schema is the same."""
    if "migrator" not in settings.DATABASES:
        pytest.exit("The tests need DATABASE_URL and DATABASE_ADMIN_URL; `make test` provides both.", returncode=2)
    with django_db_blocker.unblock():
        if request.config.getoption("--fresh") or find() is None:
            _forget_everything()
            build()
    yield
    for connection in connections.all():
        connection.close()


@pytest.fixture(scope="session")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> World:
    """The two institutions and their people, as they were committed. Nobody changes these objects."""
    with django_db_blocker.unblock():
        found = find()
    assert found is not None
    return found


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test alone, which may do with the objects what it likes."""
    return standing_world.copied()


@pytest.fixture
def database(world: World, django_db_blocker: Any) -> Iterator[None]:
    """Access to the database inside a transaction that is rolled back. No scope is entered."""
    with django_db_blocker.unblock():
        with in_network():
            block = transaction.atomic()
            block.__enter__()
        try:
            yield
        finally:
            with in_network():
                transaction.set_rollback(True)
                block.__exit__(None, None, None)


@pytest.fixture
def network(database: None) -> Iterator[None]:
    """The test stands in the network's scope."""
    with in_network():
        yield


@pytest.fixture
def alef(database: None, world: World) -> Iterator[World]:
    """The test stands inside the institution `alef`; `world.alef` holds its people."""
    with in_institution(world.alef.institution):
        yield world


@pytest.fixture
def committed(world: World, django_db_blocker: Any) -> Iterator[World]:
    """Access without a transaction around it, for what must commit. The test clears up after itself."""
    with django_db_blocker.unblock():
        yield world


@pytest.fixture
def run_on_commit(database: None) -> Callable[[], Any]:
    """A context manager that runs what the block registered with on_commit, though the test never commits."""

    @contextmanager
    def running() -> Iterator[None]:
        connection = connections["default"]
        start = len(connection.run_on_commit)
        yield
        for _sids, callback, _robust in connection.run_on_commit[start:]:
            callback()
        connection.run_on_commit = connection.run_on_commit[:start]

    return running


@pytest.fixture
def browse(database: None, world: World) -> Callable[..., Client]:
    """`browse("alef", "coordinator")` is a client on that host, signed in; without a role, a stranger's.

    `browse("network", "administrator")` is the secretariat's.
    """

    def open_client(place: str, role: str | None = None) -> Client:
        client = Client(headers={"host": HOSTS[place], "accept-language": "en"})
        if role is not None:
            person = getattr(world, place).users[role]
            with in_network():
                client.force_login(person)
                session = client.session
                session["_room"] = "network" if place == "network" else str(getattr(world, place).institution.pk)
                session.save()
        return client

    return open_client


__all__ = ["PEOPLE"]
