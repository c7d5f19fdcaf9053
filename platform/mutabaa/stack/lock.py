"""One run at a time for a home folder, and what a killed run left behind.

The lock is the kernel's (flock): it ends with its process, so a stale one cannot exist. Beside it stands what runs.
"""

import fcntl
import json
import os
import signal
from collections.abc import Iterable
from typing import IO, Any

import psutil

from mutabaa.stack.places import Home, StackError, write_private

POSTGRES = "postgres"


class Lock:
    """Held while something runs on a home folder."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.path, self.state_path = home.run / "lock", home.run / "state.json"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock. Raises StackError naming the process that holds it."""
        file = open(self.path, "a+", encoding="utf-8")  # noqa: SIM115 - open for as long as the lock is held
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            state = self.state()
            where = f", at {state['address']}" if state.get("address") else ""
            raise StackError(
                f"it already runs on {self.home.folder} (process {state.get('pid', '?')}{where}). "
                "Stop it by Ctrl-C where it runs, or by `make down`."
            ) from None
        self._file = file
        stop_leftovers(self.state())

    def release(self) -> None:
        if self._file is not None:
            self.state_path.unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def is_held(self) -> bool:
        """Whether some process holds the lock."""
        with open(self.path, "a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def state(self) -> dict[str, Any]:
        """What the holder wrote last: pid, phase, address, children. Empty when nothing can be read."""
        try:
            found = json.loads(self.state_path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write_state(self, *, phase: str, address: str, children: Iterable[tuple[str, int]]) -> None:
        """Write down what runs, so that a later run can recognise what a killed one left."""
        content = {
            "pid": os.getpid(),
            "phase": phase,
            "address": address,
            "children": [{"name": name, "pid": pid, "since": since(pid)} for name, pid in children],
        }
        write_private(self.state_path, json.dumps(content))


def since(pid: int) -> float | None:
    """When a process began, None when it is gone. Together with the number it tells one process from all others."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def stop_leftovers(state: dict[str, Any]) -> None:
    """End the processes of a run that was killed. PostgreSQL is left to its own check, which stops it cleanly."""
    left = []
    for child in state.get("children", []):
        if child["name"] != POSTGRES and child["since"] is not None and since(child["pid"]) == child["since"]:
            left.append(child["pid"])
            _signal_group(child["pid"], signal.SIGTERM)
    if left:
        psutil.wait_procs([psutil.Process(pid) for pid in left if psutil.pid_exists(pid)], timeout=10)
    for pid in left:
        _signal_group(pid, signal.SIGKILL)


def _signal_group(pid: int, way: signal.Signals) -> None:
    try:
        os.killpg(pid, way)
    except (ProcessLookupError, PermissionError):
        return
