"""The command line: `python -m mutabaa.stack run|up|down|reset|test|lint|bench|requirements`."""

import argparse
import signal
import sys
from types import FrameType

from mutabaa import env as environment_table
from mutabaa.env import BadSetting
from mutabaa.stack import background, checks, requirements
from mutabaa.stack.places import Home, StackError
from mutabaa.stack.supervisor import Supervisor


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="mutabaa.stack", description="Starts, stops and checks Mutabaa on this machine.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="start everything here; Ctrl-C stops it")
    commands.add_parser("up", help="start everything in the background, return when it answers")
    commands.add_parser("down", help="stop what runs")
    reset = commands.add_parser("reset", help="forget all data, after asking")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    test = commands.add_parser("test", allow_abbrev=False, help="lint, then pytest with the other arguments")
    test.add_argument("--no-lint", action="store_true", help="only pytest")
    test.add_argument("--keep", action="store_true", help="use the test database of the last run, and keep it")
    commands.add_parser("lint", help="style, types, import directions, catalogues")
    commands.add_parser("bench", help="measure, on data of its own; the other arguments go to the bench")
    commands.add_parser("requirements", help="write the hashed requirement files anew")
    return top


def main(arguments: list[str]) -> int:
    chosen, others = parser().parse_known_args(arguments)
    if others and chosen.command not in ("test", "bench"):
        parser().error(f"unknown arguments: {' '.join(others)}")
    home = Home(environment_table.home_folder())
    if chosen.command == "run":
        return Supervisor(home).run()
    signal.signal(signal.SIGTERM, _end)
    match chosen.command:
        case "up":
            return background.up(home)
        case "down":
            return background.down(home)
        case "reset":
            return background.reset(home, sure=chosen.yes)
        case "test":
            return checks.test(home, others, lint_too=not chosen.no_lint, keep=chosen.keep)
        case "lint":
            return checks.lint(home)
        case "bench":
            return checks.bench(home, others)
    return requirements.write(home)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except (StackError, BadSetting) as error:
        sys.exit(f"mutabaa: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
