"""All that is made ready before anything serves, in one Django process: `python -m mutabaa.stack.prepare built|all`.

`built` compiles catalogues, cuts fonts and collects static files where their inputs changed; `all` also prepares the
database and writes down the addresses and demo sign-ins for the announcement.
"""

import io
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from mutabaa import env as environment_table
from mutabaa.env import repository
from mutabaa.stack import fingerprint
from mutabaa.stack.announcement import INSTITUTIONS, SIGN_INS
from mutabaa.stack.child import tail
from mutabaa.stack.places import Home, write_private


@dataclass(frozen=True)
class Built:
    """Something made from files of the checkout by one command."""

    says: str
    command: tuple[str, ...]
    inputs: Callable[[list[Path]], Iterable[Path]]
    """Chooses its inputs among the files of the checkout."""
    stands: Callable[[list[Path]], bool]
    """Whether the result is there at all."""


def built_things(home: Home) -> list[Built]:
    assets, static = home.folder / "assets", home.folder / "static"
    requirements = repository / "requirements.txt"

    def looks(files: list[Path]) -> list[Path]:
        return [path for path in files if {"static", "design"} & set(path.relative_to(repository).parts)]

    return [
        Built(
            "message catalogues",
            ("messages", "--compile"),
            lambda files: [path for path in files if path.suffix == ".po"],
            lambda files: all(path.with_suffix(".mo").exists() for path in files if path.suffix == ".po"),
        ),
        Built(
            "fonts",
            ("build_faces",),
            lambda files: [
                requirements,
                *looks(files),
                *(path for path in files if "face" in path.name and path.suffix == ".py"),
            ],
            lambda files: assets.is_dir() and any(assets.iterdir()),
        ),
        Built(
            "static files",
            ("collectstatic", "--noinput", "--verbosity", "0"),
            lambda files: [requirements, *looks(files), *fingerprint.files_under(assets)],
            lambda files: static.is_dir() and any(static.iterdir()),
        ),
    ]


def build(home: Home, step: Callable[[str, tuple[str, ...]], None]) -> None:
    """Make every built thing whose inputs changed."""
    files = list(fingerprint.files_under(repository))
    for thing in built_things(home):
        mark = home.run / f"built-{thing.command[0]}"
        wanted = fingerprint.of(thing.inputs(files))
        if thing.stands(files) and mark.exists() and mark.read_text() == wanted:
            continue
        step(thing.says, thing.command)
        mark.write_text(fingerprint.of(thing.inputs(files)))


def fill(home: Home, demo: bool, step: Callable[[str, tuple[str, ...]], None]) -> None:
    """Prepare the database and write down what the announcement needs."""
    step("roles", ("prepare_database",))
    step("schemas", ("migrate",))
    step("taxonomy", ("load_taxonomy",))
    if demo:
        step("demo network", ("seed_demo",))
    write_private(home.run / INSTITUTIONS, answer("list_institutions", "--json"))
    write_private(home.run / SIGN_INS, answer("list_demo_sign_ins", "--json") if demo else "")


def answer(*command: str) -> str:
    """What a management command prints."""
    from django.core.management import call_command

    printed = io.StringIO()
    call_command(*command, stdout=printed)
    return printed.getvalue()


def main(what: str) -> int:
    import django
    from django.core.management import CommandError, call_command
    from django.db import OperationalError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutabaa.settings")
    read = environment_table.env
    home = Home(read.home)
    path = home.log / "prepare.log"
    console = sys.stdout
    with path.open("w", encoding="utf-8", buffering=1) as log, redirect_stdout(log), redirect_stderr(log):

        def step(says: str, command: tuple[str, ...]) -> None:
            print(f"== {' '.join(command)}", file=log)
            started = time.monotonic()
            call_command(*command, stdout=log, stderr=log)
            seconds = time.monotonic() - started
            print(f"== {seconds:.1f} s", file=log)
            if seconds > 1:
                print(f"  {says} ({seconds:.1f} s)", file=console, flush=True)

        try:
            django.setup()
            build(home, step)
            if what == "all":
                fill(home, read.demo, step)
        except (Exception, SystemExit) as error:
            traceback.print_exc(file=log)
            log.flush()
            told = str(error) if isinstance(error, (CommandError, OperationalError)) else tail(path, 25)
            print(f"{told}\nPreparing failed; all of it stands in {path}.", file=console, flush=True)
            return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["built"], ["all"]):
        sys.exit("usage: python -m mutabaa.stack.prepare built|all")
    sys.exit(main(sys.argv[1]))
