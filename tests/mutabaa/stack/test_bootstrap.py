"""Making the Python environment: what is installed when, and what a kill leaves."""

import ast

import pytest

from mutabaa.env import repository
from mutabaa.stack import bootstrap


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment that records what would be done instead of doing it."""
    done: list[str] = []
    made = bootstrap.Environment(str(tmp_path), False)
    monkeypatch.setattr(
        made, "works", lambda: (tmp_path / "venv").exists() and not (tmp_path / "venv.unfinished").exists()
    )
    monkeypatch.setattr(made, "create", lambda: (done.append("create"), (tmp_path / "venv").mkdir(exist_ok=True)))
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command, **_: done.append(command[-1].split("/")[-1]) or 0)
    made.done = done
    return made


def test_it_makes_an_environment_where_there_is_none(environment):
    environment.make()
    assert environment.done == ["create", "requirements.txt"]


def test_it_does_nothing_when_nothing_changed(environment):
    environment.make()
    environment.make()
    assert environment.done == ["create", "requirements.txt"]


def test_it_adds_what_the_tests_need_and_keeps_it(environment):
    environment.make()
    environment.dev = True
    environment.make()
    environment.dev = False
    environment.make()
    assert environment.done == ["create", "requirements.txt", "requirements-dev.txt"]


def test_it_installs_again_when_the_requirements_changed(environment, monkeypatch):
    environment.make()
    monkeypatch.setattr(environment, "wanted", lambda: ["other", "other"])
    environment.make()
    assert environment.done == ["create", "requirements.txt", "requirements.txt"]


def test_it_begins_anew_after_a_kill_in_the_middle(environment, tmp_path):
    environment.make()
    (tmp_path / "venv.unfinished").touch()
    environment.make()
    assert environment.done == ["create", "requirements.txt", "create", "requirements.txt"]


def test_a_failed_installation_is_not_taken_for_a_finished_one(environment, monkeypatch):
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(SystemExit, match="could not be installed"):
        environment.make()
    assert environment.installed() == []


def test_an_old_python_without_a_newer_one_beside_it_is_told_what_is_needed(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11"):
        bootstrap.find_newer_python()


def test_an_old_python_can_parse_it():
    ast.parse((repository / "platform/mutabaa/stack/bootstrap.py").read_text(), feature_version=(3, 7))


def test_a_relative_home_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("MUTABAA_HOME", "somewhere")
    with pytest.raises(SystemExit, match="MUTABAA_HOME"):
        bootstrap.home_folder()
