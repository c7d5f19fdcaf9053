"""The supervisor: what dies is started again a few times, then the run gives up with the end of the log."""

import os
import signal
import sys
import time

import pytest

from mutabaa.env import load
from mutabaa.stack import supervisor as watched
from mutabaa.stack.child import Program
from mutabaa.stack.places import Home, StackError
from mutabaa.stack.supervisor import Stopped, Supervisor


@pytest.fixture
def supervisor(tmp_path, monkeypatch):
    said: list[str] = []
    made = Supervisor(Home(tmp_path), {}, say=said.append)
    made.read = load({"MUTABAA_STACK_ENV": "none"})
    made.said = said
    yield made
    made._stop()


def program(supervisor, script: str) -> Program:
    log = supervisor.home.log / "trial.log"
    return Program("trial", [sys.executable, "-c", script], dict(os.environ), log=log)


def watch_until(supervisor, holds) -> None:
    limit = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < limit
        supervisor._pause(0.02)


def test_a_service_that_dies_is_started_again(supervisor):
    supervisor._serve(program(supervisor, "import time; time.sleep(60)"))
    first = supervisor.services[0].child
    first.process.kill()
    watch_until(supervisor, lambda: supervisor.services[0].child is not first)
    assert supervisor.services[0].child.is_alive()
    assert "started again" in supervisor.said[0]


def test_a_service_that_keeps_dying_ends_the_run_with_the_end_of_its_log(supervisor, monkeypatch):
    monkeypatch.setattr(watched, "DEATHS_ALLOWED", 0)
    supervisor._serve(program(supervisor, "raise SystemExit('no room left')"))
    with pytest.raises(StackError, match="no room left"):
        watch_until(supervisor, lambda: False)


def test_a_stop_that_is_asked_for_ends_waiting(supervisor):
    supervisor._ask_stop(2, None)
    with pytest.raises(Stopped):
        supervisor._pause(0)


def test_a_failed_preparation_ends_the_start(supervisor):
    with pytest.raises(StackError):
        supervisor._run_through(program(supervisor, "raise SystemExit(1)"))


@pytest.fixture
def handlers_put_back():
    """A run takes the signals of its process; here that process is the tests'."""
    before = {way: signal.getsignal(way) for way in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for way, handler in before.items():
        signal.signal(way, handler)


@pytest.mark.parametrize("name", ["MUTABAA_PORT", "MUTABAA_STACK_ENV"])
def test_nonsense_in_the_environment_ends_the_run_before_anything_starts(name, tmp_path, handlers_put_back):
    said: list[str] = []
    assert Supervisor(Home(tmp_path), {name: "x"}, say=said.append).run() == 1
    assert name in said[0]
