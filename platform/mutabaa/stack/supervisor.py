"""One run: everything started in order, watched, restarted when it dies, stopped in order."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

from mutabaa import env as environment_table
from mutabaa.env import BadSetting, Environment
from mutabaa.stack import services
from mutabaa.stack.announcement import announcement, network_address
from mutabaa.stack.answers import check_port, web_answers
from mutabaa.stack.child import Child, Program
from mutabaa.stack.database import furnish
from mutabaa.stack.lock import POSTGRES, Lock
from mutabaa.stack.passwords import Passwords, kept
from mutabaa.stack.places import Home, StackError
from mutabaa.stack.postgres import EmbeddedPostgres, stop_leftover

DEATHS_ALLOWED, DEATHS_WINDOW = 4, 300.0
"""So many deaths of one service within so many seconds end the run."""
ANSWER_WITHIN = 120.0
"""Seconds a service may take until it answers."""


class Stopped(Exception):
    """Somebody asked for the run to end."""


@dataclass
class Service:
    """A program that is kept running."""

    program: Program
    child: Child
    before: Callable[[], None] = lambda: None
    """What to do before it is started again."""
    deaths: list[float] = field(default_factory=list)
    start_at: float | None = None


class Supervisor:
    """Holds one run together. Use `run()`."""

    def __init__(self, home: Home, environ: Mapping[str, str] = os.environ, say: Callable[[str], None] = print) -> None:
        self.home, self.environ, self.say = home, environ, say
        self.lock = Lock(home)
        self.services: list[Service] = []
        self.stops_asked = 0
        self.read: Environment

    def run(self) -> int:
        """Start, watch, stop. Gives the exit code: 0 after a stop that was asked for, 1 after a failure."""
        for way in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(way, self._ask_stop)
        try:
            self.read = self._read_environment()
            self.lock.take()
        except (StackError, BadSetting) as error:
            self.say(f"mutabaa: {error}")
            return 1
        try:
            check_port(self.read.port)
            self._start()
            self._watch()
        except Stopped:
            return 0
        except (StackError, BadSetting) as error:
            if not self.stops_asked:
                self.say(f"mutabaa: {error}")
            return 0 if self.stops_asked else 1
        finally:
            self._stop()
        return 0

    def _read_environment(self) -> Environment:
        """The caller's variables, checked, without the stack.env that an earlier start wrote."""
        given = self.environ.get("MUTABAA_STACK_ENV", "").strip() or "auto"
        return environment_table.load({**self.environ, "MUTABAA_STACK_ENV": "none" if given == "auto" else given})

    def _start(self) -> None:
        self.home.make_folders()
        self._write_state("starting")
        began = time.monotonic()
        passwords = kept(self.home.passwords)
        database = self._start_database(passwords)
        settings = services.settings_of_a_run(self.environ, self.home, passwords, database)
        self.read = environment_table.load(settings)
        # Beside somebody's own database commands need only the key that the web signs with.
        kept_lines = settings if database else {"MUTABAA_SECRET_KEY": settings["MUTABAA_SECRET_KEY"]}
        services.keep_for_commands(self.home, kept_lines)
        self.say("Preparing ...")
        with_admin = services.process_environment(self.environ, settings, admin=True)
        self._run_through(services.prepare(with_admin, "all"))
        services.worker_ready(self.home).unlink(missing_ok=True)
        without_admin = services.process_environment(self.environ, settings, admin=False)
        for program in services.serving(self.read, self.home, without_admin):
            self._serve(program, before=partial(services.clear_up, self.home, program.name))
        self._wait("web", lambda: web_answers(self.read))
        self._wait("worker", services.worker_ready(self.home).exists)
        self.say(announcement(self.read, self.home))
        self.say(f"Started in {time.monotonic() - began:.1f} s. Logs are in {self.home.log}. Ctrl-C stops everything.")
        self._write_state("ready")

    def _start_database(self, passwords: Passwords) -> dict[str, str]:
        """The embedded PostgreSQL, unless the caller named one. Gives its addresses."""
        if self.read.database_url is not None:
            if self.read.database_admin_url is None:
                raise BadSetting(
                    "DATABASE_ADMIN_URL", "must be set too, because DATABASE_URL is: it prepares and migrates"
                )
            if self.read.demo:
                raise BadSetting("MUTABAA_DEMO", "is for the embedded start only, and DATABASE_URL names a database")
            return {}
        if self.read.database_admin_url is not None:
            raise BadSetting("DATABASE_URL", "must be set too, because DATABASE_ADMIN_URL is")
        server = EmbeddedPostgres(self.home, passwords, say=self.say)
        server.settle()
        log = self.home.log / "postgres.log"
        self._serve(services.postgres(server, log), before=lambda: stop_leftover(server.data))
        self._wait("postgres", server.answers)
        return furnish(server, "mutabaa")

    def _serve(self, program: Program, before: Callable[[], None] = lambda: None) -> None:
        self._pause(0)
        self.services.append(Service(program, Child(program), before))
        self._write_state("starting")

    def _run_through(self, program: Program) -> None:
        """Run a program to its end while the others are watched. Raises StackError when it fails."""
        child = Child(program)
        try:
            while child.is_alive():
                self._pause(0.05)
        finally:
            child.end()
        if child.process.returncode != 0:
            raise StackError("the start was given up")

    def _wait(self, name: str, answers: Callable[[], bool]) -> None:
        limit = time.monotonic() + ANSWER_WITHIN
        service = next(service for service in self.services if service.program.name == name)
        while not answers():
            if time.monotonic() > limit:
                raise StackError(f"{name} does not answer. The end of its log:\n{service.child.tail()}")
            self._pause(0.1)

    def _watch(self) -> None:
        while True:
            self._pause(0.25)

    def _pause(self, seconds: float) -> None:
        """Look after the services, then rest. Raises Stopped when a stop was asked for."""
        for service in self.services:
            self._look_after(service)
        if self.stops_asked:
            raise Stopped
        time.sleep(seconds)

    def _look_after(self, service: Service) -> None:
        now, name = time.monotonic(), service.program.name
        if service.start_at is not None:
            if now < service.start_at:
                return
            service.before()
            service.child, service.start_at = Child(service.program), None
            self._write_state(self.lock.state().get("phase", "starting"))
        elif not service.child.is_alive() and not self.stops_asked:
            service.child.kill_group()
            service.deaths = [death for death in service.deaths if now - death < DEATHS_WINDOW] + [now]
            if len(service.deaths) > DEATHS_ALLOWED:
                raise StackError(
                    f"{name} ended {len(service.deaths)} times. The end of its log:\n{service.child.tail()}"
                )
            wait = 0.5 * 2 ** (len(service.deaths) - 1)
            self.say(f"{name} ended with code {service.child.process.returncode}; it is started again in {wait:g} s.")
            service.start_at = now + wait

    def _stop(self) -> None:
        """End the services, the last started first; a second request to stop makes it hard."""
        alive = [service for service in self.services if service.child.is_alive()]
        if alive:
            self.say("Stopping ...")
        self._write_state("stopping")
        asked = self.stops_asked
        for service in reversed(self.services):
            if service.program.name != POSTGRES:
                service.child.ask_to_end()
        for service in reversed(self.services):
            service.child.end(hurry=lambda: self.stops_asked > max(asked, 1))
        self.lock.release()
        if alive:
            self.say("Stopped.")

    def _ask_stop(self, number: int, frame: FrameType | None) -> None:
        self.stops_asked += 1

    def _write_state(self, phase: str) -> None:
        children = [(service.program.name, service.child.pid) for service in self.services if service.child.is_alive()]
        self.lock.write_state(phase=phase, address=network_address(self.read), children=children)
