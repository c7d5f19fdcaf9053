"""Where things are kept: the folders of the home folder, and the named temporary place for what cannot stand there."""

import hashlib
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mutabaa.env import repository

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 100
"""Bytes. The kernels allow 103 to 107 for the path of a unix socket."""
HARMLESS = re.compile(r"[A-Za-z0-9/._+-]+")
"""What a socket's folder may contain: commas separate hosts, and quotes, spaces and @ are read differently by each."""


class StackError(Exception):
    """The start cannot go on; the message says why and what to do, for the person at the console."""


@dataclass(frozen=True)
class Home:
    """The folder for everything kept, `var` in the checkout unless MUTABAA_HOME names another."""

    folder: Path

    @property
    def stack_env(self) -> Path:
        return self.folder / "stack.env"

    @property
    def passwords(self) -> Path:
        return self.folder / "passwords.json"

    @property
    def log(self) -> Path:
        return made(self.folder / "log")

    @property
    def run(self) -> Path:
        """Locks, states and marks of what runs now."""
        return made(self.folder / "run")

    def make_folders(self) -> None:
        """Make the folders that the embedded broker, files, mails and built things are kept in."""
        for name in ("broker", "broker/control", "files", "mail", "assets"):
            made(self.folder / name)

    def temporary_place(self) -> Path:
        """The named place outside of the home folder, always the same for the same home folder. Not made yet."""
        name = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:12]
        for base in ("/var/tmp", "/tmp", tempfile.gettempdir()):
            if os.path.isdir(base) and os.access(base, os.W_OK | os.X_OK):
                return Path(base) / f"mutabaa-{name}"
        raise StackError("there is no folder for temporary things: neither /var/tmp nor /tmp can be written")


def made(folder: Path) -> Path:
    """The folder, made when it was missing, readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def made_own(folder: Path, *, owner: int) -> Path:
    """A folder made by us and owned by `owner`, in a place where others write too. Raises StackError for theirs."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.getuid(), owner):
            raise StackError(f"{folder} was made by somebody else; remove it and start again") from None
    if folder.stat().st_uid != owner:
        os.chown(folder, owner, -1)
    folder.chmod(0o700)
    return folder


def can_hold_socket(folder: Path) -> bool:
    """Whether a unix socket in this folder has a path that is short and plain enough for every program."""
    path = str(folder / SOCKET_NAME)
    return len(os.fsencode(path)) < SOCKET_PATH_LIMIT and HARMLESS.fullmatch(path) is not None


def write_private(path: Path, content: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
    unfinished.replace(path)


def relative(path: Path) -> str:
    """A path as a message shows it: from the checkout when it stands in it."""
    return str(path.relative_to(repository)) if path.is_relative_to(repository) else str(path)
