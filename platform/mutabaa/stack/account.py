"""Whom PostgreSQL runs as. It refuses root, and its tools want a user that the system knows by name.

Three ways: as ourselves; as ourselves under another number inside a user namespace (root, and users without a name);
as another system user, which only root can do.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutabaa.stack.places import StackError


@dataclass(frozen=True)
class Account:
    """How to start a process that PostgreSQL accepts, and who owns the files it makes."""

    says: str
    owner: int
    prefix: tuple[str, ...] = ()
    user: int | None = None

    def command(self, arguments: Sequence[str | Path]) -> list[str]:
        return [*self.prefix, *(str(argument) for argument in arguments)]

    def run(self, arguments: Sequence[str | Path], *, text: str = "") -> "subprocess.CompletedProcess[str]":
        """Run a short program to its end, in a folder every account can stand in."""
        return subprocess.run(
            self.command(arguments),
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            env=surroundings(),
            **self.identity(),
        )

    def identity(self) -> dict[str, Any]:
        """The arguments of Popen that change the user."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": pwd.getpwuid(self.user).pw_gid, "extra_groups": []}

    def can(self, test: str, path: Path) -> bool:
        """Whether a process of this account passes `test -r`, `-w` or `-x` for the path."""
        return self.run(["/bin/sh", "-c", f'test -{test} "$1"', "sh", path]).returncode == 0


def surroundings() -> dict[str, str]:
    """A PostgreSQL process's environment: nothing of the caller's PG* variables or of its language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def named(user: int) -> bool:
    """Whether the system knows a user of this number by name."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def namespaced() -> Account | None:
    """Ourselves under another number inside a user namespace, None where the system does not allow that."""
    unshare = shutil.which("unshare")
    number = next((user.pw_uid for user in pwd.getpwall() if user.pw_uid != 0), None)
    if unshare is None or number is None:
        return None
    prefix = (unshare, "--user", f"--map-user={number}", "--")
    account = Account(f"user {number} of a user namespace", os.getuid(), prefix)
    try:
        works = account.run(["/bin/sh", "-c", "id -u"]).stdout.strip() == str(number)
    except OSError:
        return None
    return account if works else None


def choose(data_owner: int | None) -> Account:
    """The account for data of this owner (None: no data yet). Raises StackError when there is no way."""
    me = os.getuid()
    if me != 0:
        if data_owner not in (None, me):
            raise StackError("the data belongs to another user: start as that user, or give the folder over")
        if named(me):
            return Account("yourself", me)
        account = namespaced()
        if account is None:
            raise StackError(f"PostgreSQL needs a user with a name; number {me} has none in /etc/passwd")
        return account
    if data_owner not in (None, 0):
        return system_user(data_owner)
    account = namespaced()
    if account is not None:
        return account
    return system_user(pwd.getpwnam("nobody").pw_uid)


def system_user(number: int | None) -> Account:
    """Another user of the system, by number."""
    if number is None or not named(number):
        raise StackError(f"the data belongs to user {number}, whom this system does not know")
    return Account(f"the system's user {pwd.getpwuid(number).pw_name}", number, user=number)
