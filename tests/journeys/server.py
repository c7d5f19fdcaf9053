"""The real web server and a worker, on a free port, for the database of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mutabaa.env import env, load
from mutabaa.stack import services
from mutabaa.stack.answers import free_port, web_answers
from mutabaa.stack.child import Child
from mutabaa.stack.places import Home

ANSWER_WITHIN = 60.0


def _built() -> Path:
    """The home folder whose catalogues, fonts and static files are ready; `make test` has made them."""
    if not (env.home / "static" / "staticfiles.json").exists():
        settings = {**_database(), "MUTABAA_HOME": str(env.home)}
        environment = services.process_environment(os.environ, settings, admin=False)
        Home(env.home).make_folders()
        subprocess.run([sys.executable, "-m", "mutabaa.stack.prepare", "built"], env=environment, check=True)
    return env.home


def _database() -> dict[str, str]:
    assert env.database_url is not None
    assert env.secret_key is not None
    return {
        "DATABASE_URL": env.database_url.text,
        "MUTABAA_SECRET_KEY": env.secret_key,
        "MUTABAA_STACK_ENV": "none",
    }


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Start both with a home folder of their own, without the migrator's address; gives the port. Both are ended."""
    built, home = _built(), Home(folder)
    home.make_folders()
    (folder / "assets").rmdir()
    for name in ("assets", "static"):
        (folder / name).symlink_to(built / name)
    settings = {**_database(), "MUTABAA_HOME": str(folder), "MUTABAA_PORT": str(free_port())}
    read = load(settings)
    environment = services.process_environment(os.environ, settings, admin=False)
    programs = services.serving(read, home, environment)
    children = [Child(program) for program in programs if program.name != "beat"]
    try:
        _wait(children, lambda: services.worker_ready(home).exists() and web_answers(read))
        yield read.port
    finally:
        for child in children:
            child.ask_to_end()
        for child in children:
            child.end()


def _wait(children: list[Child], ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + ANSWER_WITHIN
    while not ready():
        for child in children:
            if not child.is_alive() or time.monotonic() > limit:
                pytest.fail(f"{child.program.name} did not start:\n{child.tail(40)}")
        time.sleep(0.1)
