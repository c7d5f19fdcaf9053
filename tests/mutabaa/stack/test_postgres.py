"""The embedded PostgreSQL's data folder: made whole or not at all, healed, never thrown away when it may hold data."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mutabaa.stack import passwords
from mutabaa.stack.places import Home
from mutabaa.stack.postgres import FINISHED, EmbeddedPostgres, letters, stop_leftover


@pytest.fixture
def server(tmp_path):
    made = EmbeddedPostgres(Home(tmp_path / "h"), passwords.new(), durable=False, say=lambda line: None)
    made.home.folder.mkdir()
    yield made
    made.forget()


def test_a_half_made_folder_is_made_anew_and_a_finished_one_is_kept(server):
    (server.home.folder / "postgres").mkdir()
    (server.home.folder / "postgres" / "PG_VERSION").write_text("18")
    server.settle()
    assert (server.data / FINISHED).exists()
    (server.data / "trace").touch()
    server.settle()
    assert (server.data / "trace").exists()


def test_an_unmarked_folder_that_may_hold_data_is_set_aside(server):
    control = server.home.folder / "postgres" / "global" / "pg_control"
    control.parent.mkdir(parents=True)
    control.write_text("somebody's")
    server.settle()
    assert (server.home.folder / "postgres.aside-1" / "global" / "pg_control").read_text() == "somebody's"


def test_nobody_gets_in_without_a_password_and_nothing_listens_on_a_port(server):
    server.settle()
    assert (server.data / "pg_hba.conf").read_text() == "local all all scram-sha-256\n"
    assert "listen_addresses=" in server.command()


def test_an_address_survives_strange_passwords_and_paths(server):
    server.sockets = Path("/run/a b@c")
    parts = urlsplit(server.url("mutabaa_login", "p@/:%", "mutabaa"))
    assert (parts.username, parts.path) == ("mutabaa_login", "/mutabaa")
    assert parts.netloc.count("@") == 1


def test_the_lock_of_another_process_with_the_same_number_is_removed(tmp_path):
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n1\n5432\n{tmp_path}\n")
    (tmp_path / ".s.PGSQL.5432.lock").touch()
    stop_leftover(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_database_knows_more_letters_than_ascii():
    assert letters().upper().endswith(("UTF-8", "UTF8"))


def test_the_log_repeats_no_failed_statement_and_no_row(server):
    server.settle()
    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(server.command())
