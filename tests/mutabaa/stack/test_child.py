"""Child processes: ended gently, then hard, with all they started."""

import os
import subprocess
import sys
import time

import psutil
import pytest

from mutabaa.env import repository
from mutabaa.stack.child import Child, Program, tail

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def program(tmp_path, script: str, **others) -> Program:
    return Program("trial", [sys.executable, "-c", script], dict(os.environ), log=tmp_path / "log", **others)


def wait_for(holds) -> None:
    limit = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.02)


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_gentle_signal_is_enough_for_a_willing_process(tmp_path):
    child = Child(program(tmp_path, "import time; time.sleep(60)"))
    child.end()
    assert child.process.returncode == -15


def test_a_stubborn_process_is_killed_after_its_patience(tmp_path):
    child = Child(program(tmp_path, STUBBORN, patience=0.2))
    wait_for(lambda: "up" in child.tail())
    child.end()
    assert child.process.returncode == -9


def test_what_it_started_ends_with_it(tmp_path):
    start = f"p = subprocess.Popen([sys.executable, '-c', {STUBBORN!r}])"
    script = f"import subprocess, sys; {start}; print(p.pid, flush=True); p.wait()"
    child = Child(program(tmp_path, script))
    wait_for(lambda: "up" in child.tail())
    inner = psutil.Process(int(next(word for word in child.tail().split() if word.isdigit())))
    child.end()
    wait_for(lambda: is_gone(inner))


def test_it_ends_when_the_one_that_started_it_is_killed():
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells a process of its parent's death")
    script = (
        "import os, sys, time; from mutabaa.stack.child import Child, Program\n"
        "c = Child(Program('t', [sys.executable, '-c', 'import time; time.sleep(60)'], dict(os.environ)))\n"
        "print(c.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=repository / "platform", stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    wait_for(lambda: is_gone(child))


def test_a_tail_is_the_end_of_a_log(tmp_path):
    (tmp_path / "log").write_text("\n".join(str(number) for number in range(100)))
    assert tail(tmp_path / "log", 2) == "98\n99"
    assert tail(tmp_path / "none") == ""
