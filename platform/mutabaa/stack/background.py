"""The same run in the background: up, down, and reset, which forgets its data."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from mutabaa.env import repository
from mutabaa.stack.child import tail
from mutabaa.stack.lock import Lock
from mutabaa.stack.places import Home, StackError
from mutabaa.stack.postgres import stop_leftover

READY_WITHIN, STOPPED_WITHIN = 600.0, 75.0
DATA = ("postgres", "files", "mail", "broker", "log", "run", "cache", "stack.env", "passwords.json", "test", "bench")
"""What reset removes from the home folder; the Python environment and what is built from the checkout stay."""


def up(home: Home) -> int:
    """Start in the background; return 0 once everything answers, 1 with the end of the log when it does not."""
    lock = Lock(home)
    if lock.is_held():
        print(f"It already runs (process {lock.state().get('pid', '?')}, {lock.state().get('address', '')}).")
        return 0 if _within(READY_WITHIN, lambda: lock.state().get("phase") == "ready" or not lock.is_held()) else 1
    path = home.log / "run.log"
    with path.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mutabaa.stack", "run"],
            cwd=repository,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def is_ready() -> bool:
        state = lock.state()
        return state.get("pid") == process.pid and state.get("phase") == "ready"

    try:
        _within(READY_WITHIN, lambda: process.poll() is not None or is_ready())
    except (KeyboardInterrupt, SystemExit):
        process.terminate()
        process.wait()
        raise
    if process.poll() is None and is_ready():
        print(path.read_text().replace("Ctrl-C stops everything.", "`make down` stops everything."))
        return 0
    if process.poll() is None:
        process.terminate()
        process.wait()
    print(tail(path, 40), file=sys.stderr)
    return 1


def down(home: Home) -> int:
    """Stop what runs on the home folder, wherever it was started."""
    lock = Lock(home)
    if not lock.is_held():
        lock.take()
        _stop_servers(home)
        lock.release()
        print("It does not run.")
        return 0
    pid = lock.state().get("pid")
    if not isinstance(pid, int):
        raise StackError(f"something holds {lock.path}, but it did not write down its process")
    _signal(pid, signal.SIGTERM)
    if not _within(STOPPED_WITHIN, lambda: not lock.is_held()):
        print(f"Process {pid} does not stop; it is killed.")
        _signal(pid, signal.SIGKILL)
        _within(10, lambda: not lock.is_held())
        lock.take()
        _stop_servers(home)
        lock.release()
    print("Stopped.")
    return 0


def reset(home: Home, *, sure: bool) -> int:
    """Remove all data of the home folder, after asking. Raises StackError while it runs."""
    lock = Lock(home)
    if lock.is_held():
        raise StackError("it runs; stop it first (Ctrl-C where it runs, or `make down`)")
    if not sure:
        if not sys.stdin.isatty():
            raise StackError("reset asks before it forgets; where nobody can answer, say `make reset ARGS=--yes`")
        print(f"This forgets every institution, file and account kept in {home.folder}.")
        if input("Type yes to go on: ").strip().lower() != "yes":
            print("Nothing was removed.")
            return 1
    lock.take()
    _stop_servers(home)
    shutil.rmtree(home.temporary_place(), ignore_errors=True)
    for name in DATA:
        path = home.folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    print("All data is forgotten.")
    return 0


def _stop_servers(home: Home) -> None:
    """End a PostgreSQL that outlived a killed run."""
    for folder in (home.folder / "postgres", home.temporary_place() / "postgres"):
        stop_leftover(folder)


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def _signal(pid: int, way: signal.Signals) -> None:
    try:
        os.kill(pid, way)
    except ProcessLookupError:
        return
