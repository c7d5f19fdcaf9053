"""The embedded PostgreSQL: its data folder made or healed, the command that serves it, whether it answers."""

import hashlib
import json
import locale
import os
import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from mutabaa.stack import account as accounts
from mutabaa.stack import programs
from mutabaa.stack.account import Account
from mutabaa.stack.passwords import Passwords
from mutabaa.stack.places import SOCKET_NAME, Home, StackError, can_hold_socket, made_own

SUPERUSER = "bootstrap"
FINISHED = "mutabaa-finished.json"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    # Dropping or dumping a schema takes a lock for each of its tables.
    "max_locks_per_transaction": "256",
    "max_wal_size": "1GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "password_encryption": "scram-sha-256",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # A failed statement would stand in the log with all its values, the detail of its error with the row.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """A PostgreSQL with data of its own under the home folder, reached through a unix socket only."""

    def __init__(
        self, home: Home, passwords: Passwords, *, durable: bool = True, say: Callable[[str], None] = print
    ) -> None:
        self.home, self.passwords, self.durable, self.say = home, passwords, durable, say
        self.account: Account
        self.programs: Path
        self.data: Path
        self.sockets: Path

    def settle(self) -> None:
        """Choose account and places, make the data folder or heal it. Raises StackError with what stands in the way."""
        here, away = self.home.folder / "postgres", self.home.temporary_place() / "postgres"
        kept = next((folder for folder in (here, away) if (folder / FINISHED).exists()), None)
        self.account = accounts.choose(kept.stat().st_uid if kept else None)
        self.programs, copied = programs.usable(self.account, self.home.temporary_place)
        if kept is None:
            kept = here if self._can_write(self.home.folder) else away
        if kept == away:
            made_own(away.parent, owner=self.account.owner)
        self.data = kept
        if not (kept / FINISHED).exists():
            self._make()
        elif not self.account.can("x", kept.parent):
            raise StackError(f"PostgreSQL cannot reach its data in {self.data} as {self.account.says}")
        elif kept.stat().st_uid != self.account.owner:
            programs.give(kept, self.account.owner)
        self._check_version()
        stop_leftover(self.data)
        self.sockets = self._socket_folder()
        self._agree_on_password()
        (self.data / "pg_hba.conf").write_text("local all all scram-sha-256\n")
        if copied or self.data == away:
            self.say(
                f"PostgreSQL cannot run from {self.home.folder} as {self.account.says}: its files are in {away.parent}."
            )
        elif self.sockets != self.data:
            self.say(f"PostgreSQL's socket is in {self.sockets}; the path of {self.data} does not suit a socket.")

    def forget(self) -> None:
        """Remove the data, wherever it stands. Nothing may run on it but what a killed run left."""
        for folder in (self.home.folder / "postgres", self.home.temporary_place() / "postgres"):
            stop_leftover(folder)
            shutil.rmtree(folder, ignore_errors=True)

    def command(self) -> list[str]:
        """The command of the server itself, for a process in the foreground."""
        settings = SETTINGS | ({} if self.durable else FORGETFUL) | {"unix_socket_directories": str(self.sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return self.account.command([self.programs / "postgres", "-D", self.data, *options])

    def url(self, user: str, password: str, database: str) -> str:
        """The address of a database for libpq and for Django, through the socket."""
        account, place = f"{quote(user, safe='')}:{quote(password, safe='')}", quote(str(self.sockets), safe="")
        return f"postgresql://{account}@{place}/{database}"

    def superuser_url(self, database: str = "postgres") -> str:
        return self.url(SUPERUSER, self.passwords.bootstrap, database)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        try:
            psycopg.connect(self.superuser_url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _can_write(self, folder: Path) -> bool:
        """Whether the account can work in a folder of its own inside this one."""
        probe = folder / "postgres.probe"
        shutil.rmtree(probe, ignore_errors=True)
        try:
            return self.account.can("w", made_own(probe, owner=self.account.owner))
        finally:
            shutil.rmtree(probe, ignore_errors=True)

    def _make(self) -> None:
        """A new data folder: made beside its place and moved there when it is whole."""
        if self.data.exists():
            self._clear_unfinished()
        unfinished = self.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        made_own(unfinished, owner=self.account.owner)
        self.say("Making the database ...")
        answer = self.account.run(
            [
                self.programs / "initdb",
                *("--pgdata", unfinished, "--username", SUPERUSER, "--auth", "trust", "--no-instructions"),
                *("--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                *("--locale", "C", "--lc-ctype", letters()),
                *([] if self.durable else ["--no-sync"]),
            ]
        )
        if answer.returncode != 0:
            raise StackError(f"the data folder of PostgreSQL could not be made:\n{answer.stdout}{answer.stderr}")
        version = (unfinished / "PG_VERSION").read_text().strip()
        (unfinished / FINISHED).write_text(json.dumps({"version": version, "password": ""}))
        unfinished.rename(self.data)

    def _clear_unfinished(self) -> None:
        """Take away a data folder that was never finished; one that might hold data is set aside, not removed."""
        if not (self.data / "global" / "pg_control").exists():
            self.say(f"{self.data} was not finished; it is made anew.")
            shutil.rmtree(self.data)
            return
        stop_leftover(self.data)
        number = next(n for n in range(1, 1000) if not self.data.with_name(f"postgres.aside-{n}").exists())
        aside = self.data.with_name(f"postgres.aside-{number}")
        self.say(f"{self.data} is not marked as finished; it is set aside as {aside.name} and made anew.")
        self.data.rename(aside)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        runs = self.account.run([self.programs / "postgres", "--version"]).stdout.split()[2].partition(".")[0]
        if made_by != runs:
            raise StackError(
                f"{self.data} was made by PostgreSQL {made_by}, the wheel now brings {runs}: "
                "dump it with the older wheel and restore it, or `make reset`"
            )

    def _agree_on_password(self) -> None:
        """Give the superuser the password that is kept, without a server, when it had another one."""
        mark = json.loads((self.data / FINISHED).read_text())
        fingerprint = hashlib.sha256(self.passwords.bootstrap.encode()).hexdigest()
        if mark["password"] == fingerprint:
            return
        statement = f"ALTER ROLE {SUPERUSER} PASSWORD '{self.passwords.bootstrap}';\n"
        answer = self.account.run([self.programs / "postgres", "--single", "-D", self.data, "postgres"], text=statement)
        if answer.returncode != 0 or "ERROR" in answer.stderr:
            raise StackError(f"the superuser's password could not be set:\n{answer.stderr}")
        (self.data / FINISHED).write_text(json.dumps(mark | {"password": fingerprint}))

    def _socket_folder(self) -> Path:
        """The data folder, or a folder in the temporary place where the data folder's path does not suit a socket."""
        if can_hold_socket(self.data) and takes_sockets(self.data):
            return self.data
        return made_own(
            made_own(self.home.temporary_place(), owner=self.account.owner) / "socket", owner=self.account.owner
        )


def letters() -> str:
    """The system's locale for what is a letter. The text search needs it: in C, Arabic commas belong to their words."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"):
            try:
                return locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def takes_sockets(folder: Path) -> bool:
    """Whether the file system of this folder can hold a unix socket."""
    probe = folder / (SOCKET_NAME[:3] + "probe")
    probe.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as tried:
        try:
            tried.bind(str(probe))
        except OSError:
            return False
    probe.unlink()
    return True


def stop_leftover(data: Path) -> None:
    """Stop a server that a killed run left on this data, remove the traces of one that is gone. Call under the lock."""
    note = data / "postmaster.pid"
    try:
        lines = note.read_text().splitlines()
        process = psutil.Process(int(lines[0]))
        is_ours = process.name() == "postgres" and os.path.samefile(process.cwd(), data)
    except FileNotFoundError:
        return
    except (ValueError, IndexError, psutil.Error, OSError):
        is_ours = False
    if is_ours:
        for way, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 15)):
            process.send_signal(way)
            try:
                process.wait(patience)
                break
            except psutil.TimeoutExpired:
                continue
        else:
            raise StackError(f"a PostgreSQL of an earlier run (process {process.pid}) does not stop")
    sockets = Path(lines[4]) if len(lines) > 4 and lines[4] else data
    for trace in (note, sockets / SOCKET_NAME, sockets / f"{SOCKET_NAME}.lock"):
        trace.unlink(missing_ok=True)
