"""One process of ours: started in a group of its own with its output in a log, ended gently and then hard."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """What to run and how to end it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path | None = None
    """None: what it prints goes where ours goes."""
    gentle: signal.Signals = signal.SIGTERM
    patience: float = 10
    """Seconds between the gentle signal and the hard one."""
    identity: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path("/")


class Child:
    """A started program."""

    def __init__(self, program: Program) -> None:
        self.program, self.asked = program, False
        log = program.log.open("ab") if program.log else None
        try:
            self.process = subprocess.Popen(
                list(program.command),
                env=dict(program.environment),
                cwd=program.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT if log else None,
                process_group=0,
                preexec_fn=die_with_parent(program.gentle),
                **program.identity,
            )
        finally:
            if log:
                log.close()

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask_to_end(self) -> None:
        """Signal gently, once; a second signal would make some programs give up their work at once."""
        if self.is_alive() and not self.asked:
            self.asked = True
            self.process.send_signal(self.program.gentle)

    def end(self, *, hurry: Callable[[], bool] = lambda: False) -> None:
        """Signal gently, wait as long as the program may take, then kill what is left of its group."""
        if self.is_alive():
            self.ask_to_end()
            limit = time.monotonic() + self.program.patience
            while self.is_alive() and time.monotonic() < limit and not hurry():
                time.sleep(0.05)
        self.kill_group()

    def kill_group(self) -> None:
        """Kill the process and every one it started in its group."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self.process.kill()
        self.process.wait()

    def tail(self, lines: int = 15) -> str:
        return tail(self.program.log, lines) if self.program.log else ""


def die_with_parent(way: signal.Signals) -> Callable[[], None] | None:
    """For a new process on Linux: be signalled when the one that started it dies, however it dies."""
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(way), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log, at most 16 kB of it."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 16_384))
            return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""
