"""The lock: one run at a time, and a killed run's processes are ended."""

import subprocess
import sys

import psutil
import pytest

from mutabaa.stack.lock import Lock, since, stop_leftovers
from mutabaa.stack.places import Home, StackError


def sleeper() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], process_group=0)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def test_a_second_run_is_told_who_holds_the_lock(home):
    first = Lock(home)
    first.take()
    first.write_state(phase="ready", address="http://localhost:8123/", children=[])
    with pytest.raises(StackError, match=r"already runs .*http://localhost:8123/"):
        Lock(home).take()
    first.release()


def test_a_released_lock_can_be_taken(home):
    first = Lock(home)
    first.take()
    assert Lock(home).is_held()
    first.release()
    assert not Lock(home).is_held()
    Lock(home).take()


def test_a_file_that_a_dead_process_left_is_no_lock(home):
    (home.run / "lock").write_text("4194304")
    (home.run / "state.json").write_text("half a sta")
    Lock(home).take()


def test_a_killed_runs_process_is_ended():
    process = sleeper()
    child = {"name": "web", "pid": process.pid, "since": since(process.pid)}
    stop_leftovers({"children": [child]})
    assert not psutil.pid_exists(process.pid)
    process.poll()


def test_another_process_with_the_same_number_is_left_alone():
    process = sleeper()
    stop_leftovers({"children": [{"name": "web", "pid": process.pid, "since": 1.0}]})
    assert process.poll() is None
    process.kill()
    process.wait()
