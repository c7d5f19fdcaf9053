"""What a run consists of: the environment each process gets, and the programs in the order of their start."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from mutabaa.env import Environment, repository, variables
from mutabaa.stack.account import surroundings
from mutabaa.stack.child import Program
from mutabaa.stack.passwords import Passwords
from mutabaa.stack.places import Home, write_private
from mutabaa.stack.postgres import EmbeddedPostgres

NOT_KEPT = {"MUTABAA_HOME", "MUTABAA_STACK_ENV", "MUTABAA_WORKER_READY"}
"""Variables of one process or one place, which stack.env does not repeat."""
SCHEDULE = "beat-schedule"
"""Beat's notes of what it last sent, in the run folder: several files that begin so."""
WEB_PROCESSES, WEB_THREADS, WORKER_PROCESSES = 2, 4, 2


def settings_of_a_run(
    environ: Mapping[str, str], home: Home, passwords: Passwords, database: Mapping[str, str]
) -> dict[str, str]:
    """The variables of a run: the caller's, completed by the embedded database's where there is one."""
    names = {variable.name for _, variable in variables()}
    given = {name: value for name, value in environ.items() if name in names and value.strip()}
    made_here = {"MUTABAA_SECRET_KEY": passwords.secret_key}
    if database:
        made_here["MUTABAA_DEMO"] = "true"
    return {**made_here, **given, **database, "MUTABAA_HOME": str(home.folder), "MUTABAA_STACK_ENV": "none"}


def keep_for_commands(home: Home, settings: Mapping[str, str]) -> None:
    """Write stack.env, which completes the environment of `manage.py` in another console."""
    lines = [f"{name}={value}\n" for name, value in sorted(settings.items()) if name not in NOT_KEPT]
    write_private(home.stack_env, "# Written by the embedded start at each start.\n" + "".join(lines))


def process_environment(environ: Mapping[str, str], settings: Mapping[str, str], *, admin: bool) -> dict[str, str]:
    """A whole environment for one of our processes; only preparing ones (`admin`) get the migrator's address."""
    names = {variable.name for _, variable in variables()}
    kept = {
        name: value
        for name, value in environ.items()
        if name not in names and not name.startswith(("PG", "GRANIAN_", "CELERY_"))
    }
    whole = {
        **kept,
        **settings,
        "DJANGO_SETTINGS_MODULE": "mutabaa.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    whole["PYTHONPATH"] = os.pathsep.join([str(repository), str(repository / "platform")])
    if not admin:
        whole.pop("DATABASE_ADMIN_URL", None)
    return whole


def postgres(server: EmbeddedPostgres, log: Path) -> Program:
    """The database server. The gentle signal is its fast shutdown: it ends sessions and writes everything down."""
    return Program(
        name="postgres",
        command=server.command(),
        environment=surroundings(),
        log=log,
        gentle=signal.SIGINT,
        patience=40,
        identity=server.account.identity(),
    )


def prepare(environment: Mapping[str, str], what: str) -> Program:
    return Program(
        name="prepare",
        command=[sys.executable, "-m", "mutabaa.stack.prepare", what],
        environment=environment,
        folder=repository,
    )


def serving(read: Environment, home: Home, environment: Mapping[str, str]) -> list[Program]:
    """The web server, the worker and beat."""
    celery = [sys.executable, "-m", "celery", "-A", "mutabaa.celery"]
    schedule = home.run / SCHEDULE
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(read.port)]
    web += ["--workers", str(WEB_PROCESSES), "--blocking-threads", str(WEB_THREADS), "--no-ws"]
    web += ["--respawn-failed-workers", "--workers-kill-timeout", "5", "mutabaa.wsgi:application"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", str(WORKER_PROCESSES), "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle", "--hostname", "mutabaa@localhost"]
    beat = [*celery, "beat", "--schedule", str(schedule), "--pidfile=", "--loglevel", "INFO"]
    worker_environment = {**environment, "MUTABAA_WORKER_READY": str(worker_ready(home))}

    def program(name: str, command: list[str], surroundings: Mapping[str, str]) -> Program:
        return Program(name, command, surroundings, log=home.log / f"{name}.log", patience=15, folder=repository)

    return [
        program("web", web, environment),
        program("worker", worker, worker_environment),
        program("beat", beat, environment),
    ]


def worker_ready(home: Home) -> Path:
    """The file the worker touches once it takes tasks."""
    return home.run / "worker-ready"


def clear_up(home: Home, name: str) -> None:
    """What to remove before a service that died is started again: half-written notes, over which it would die anew."""
    if name == "beat":
        for note in home.run.glob(f"{SCHEDULE}*"):
            note.unlink(missing_ok=True)
