"""What is run against the checkout itself: lint, the tests and the bench, each with a PostgreSQL of its own."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from mutabaa.env import repository
from mutabaa.stack import passwords, services
from mutabaa.stack.child import Child
from mutabaa.stack.database import furnish
from mutabaa.stack.lock import Lock
from mutabaa.stack.places import Home, StackError, made
from mutabaa.stack.postgres import EmbeddedPostgres

ANSWER_WITHIN = 60.0
# What takes about half of the time; the rest is the other half.
FIRST_HALF = (
    "tests/journeys",
    *(f"tests/tenants/{app}" for app in ("followup", "evidence", "consultation", "planning", "reporting", "archives")),
)
CHECKED = ("manage.py", "platform/mutabaa", "shared", "tenants", "knowledge_base")


def lint(home: Home) -> int:
    """Run every check, all of them even when one fails. Gives 1 when any failed."""
    scripts, cache = Path(sys.executable).parent, made(home.folder / "cache")
    settings = {
        "MUTABAA_HOME": str(home.folder),
        "MUTABAA_STACK_ENV": "none",
        "MUTABAA_SECRET_KEY": secrets.token_hex(32),
    }
    environment = services.process_environment(os.environ, settings, admin=False)
    environment |= {"RUFF_CACHE_DIR": str(cache / "ruff"), "MYPY_CACHE_DIR": str(cache / "mypy")}
    python = sys.executable
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format --check": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy", *CHECKED],
        "lint-imports": [python, str(scripts / "lint-imports"), "--cache-dir", str(cache / "imports")],
        "messages --check": [python, "manage.py", "messages", "--check"],
        "templates": [python, "-m", "pytest", "tests/house/test_templates.py"],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}")
        if run_to_end(command, environment) != 0:
            failed.append(name)
    if failed:
        print(f"mutabaa: lint failed in {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def test(home: Home, arguments: Sequence[str], *, lint_too: bool, keep: bool) -> int:
    """Lint, then pytest with these arguments. Gives pytest's exit code, or lint's when only lint failed.

    Without arguments all tests run, in two halves side by side, each on a database of its own.
    """
    linted = lint(home) if lint_too else 0
    place, pytest = Home(home.folder / "test"), [sys.executable, "-m", "pytest", "-rs"]
    with database_of_its_own(place, "mutabaa_test", durable=False, keep=keep, beside="mutabaa_test_2") as environments:
        if arguments:
            return run_to_end([*pytest, *arguments], environments[0]) or linted
        first = [*pytest, *FIRST_HALF]
        second = [*pytest, "tests", *(f"--ignore={folder}" for folder in FIRST_HALF)]
        return run_side_by_side([first, second], environments, place.log) or linted


def bench(home: Home, arguments: Sequence[str]) -> int:
    """Measure, on a database that writes as durably as the real one."""
    with database_of_its_own(Home(home.folder / "bench"), "mutabaa_bench", durable=True) as environments:
        return run_to_end([sys.executable, "deploy/bench/run.py", *arguments], environments[0])


@contextmanager
def database_of_its_own(
    home: Home, database: str, *, durable: bool, keep: bool = False, beside: str = ""
) -> Iterator[list[dict[str, str]]]:
    """A PostgreSQL for as long as the block lasts, new and then forgotten unless `keep` is true.

    Gives the environment that names it, and another for the database `beside` where one is asked for. Catalogues,
    fonts and static files are built.
    """
    home.make_folders()
    lock = Lock(home)
    lock.take()
    kept_passwords = passwords.kept(home.passwords)
    server = EmbeddedPostgres(home, kept_passwords, durable=durable)
    child = None
    try:
        if not keep:
            server.forget()
        server.settle()
        log = home.log / "postgres.log"
        log.unlink(missing_ok=True)
        child = Child(services.postgres(server, log))
        lock.write_state(phase="checks", address="", children=[(child.program.name, child.pid)])
        limit = time.monotonic() + ANSWER_WITHIN
        while not server.answers():
            if not child.is_alive() or time.monotonic() > limit:
                raise StackError(f"PostgreSQL did not start. The end of its log:\n{child.tail()}")
            time.sleep(0.05)
        environments = []
        for name, folder in ((database, home.folder), *(((beside, beside_home(home)),) if beside else ())):
            settings = furnish(server, name) | {
                "MUTABAA_HOME": str(folder),
                "MUTABAA_STACK_ENV": "none",
                "MUTABAA_SECRET_KEY": kept_passwords.secret_key,
            }
            environments.append(services.process_environment(os.environ, settings, admin=True))
        prepare = services.prepare(environments[0], "built")
        if run_to_end(prepare.command, environments[0]) != 0:
            raise StackError("nothing was run")
        yield environments
    finally:
        if child:
            child.end()
        if not keep:
            server.forget()
        lock.release()


def beside_home(home: Home) -> Path:
    """A folder for a second process: files of its own, what was built taken from the first."""
    folder = made(home.folder / "beside")
    for name in ("assets", "static"):
        link = folder / name
        if not link.is_symlink():
            link.symlink_to(home.folder / name, target_is_directory=True)
    return folder


def run_side_by_side(commands: Sequence[Sequence[str]], environments: Sequence[Mapping[str, str]], log: Path) -> int:
    """Run the commands at once, the first at the console, what the others say after it. The first failure's code."""
    running = []
    for number, (command, environment) in enumerate(zip(commands[1:], environments[1:], strict=True), start=2):
        said = (log / f"side-{number}.log").open("w+b")
        process = subprocess.Popen(
            list(command),
            cwd=repository,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        running.append((process, said))
    codes = []
    try:
        codes.append(run_to_end(commands[0], environments[0]))
        for process, said in running:
            codes.append(process.wait())
            said.seek(0)
            print(said.read().decode(errors="replace"))
    finally:
        for process, said in running:
            if process.poll() is None:
                process.terminate()
                process.wait()
            said.close()
    return next((code for code in codes if code), 0)


def run_to_end(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command at the console; a Ctrl-C reaches it as well, and it gets ten seconds to end by itself."""
    process = subprocess.Popen(list(command), cwd=repository, env=dict(environment), stdin=subprocess.DEVNULL)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
