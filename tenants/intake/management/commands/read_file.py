"""`manage.py read_file`: what a reader sees in a file. It needs no database and writes nothing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers import Limits, Unreadable
from tenants.intake.readers.limits import MEGABYTE
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import READERS, identify, reader
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.told import Summary, told
from tenants.intake.readers.unreadable import UnknownContent

LARGEST = Limits(max_bytes=512 * MEGABYTE)
SHOWN = 96


class Failure(Exception):
    """Why the file cannot be read: a code for programs, words for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class Command(BaseCommand):
    help = "Print the recommendations that a file holds, without keeping anything. The last line sums up."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a line; an error is an object too")
        parser.add_argument("--reader", default="", help=f"one of {', '.join(one.code for one in READERS)}")
        parser.add_argument("--state", default="", help="only this State's rows, by any of its names or its ISO code")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            try:
                self.read(options["file"], options["reader"], options["state"], options["json"])
            except Failure as failure:
                if options["json"]:
                    said = {"error": failure.code, "message": str(failure)}
                    self.stdout.write(json.dumps(said, ensure_ascii=False))
                raise CommandError(str(failure)) from failure

    def read(self, path: Path, code: str, state: str, as_json: bool) -> None:
        terms = catalogue_from_files()
        summary = Summary(terms)
        for row in rows_of(path, code, state, summary):
            line = told(row, summary.reader, terms)
            self.stdout.write(json.dumps(line, ensure_ascii=False) if as_json else in_words(row, line))
        total = summary.told()
        if as_json:
            self.stdout.write(json.dumps(total, ensure_ascii=False))
            return
        self.stdout.write("")
        for name in ("format", "reader", "language", "state", "symbol", "session", "rows"):
            self.stdout.write(f"{name:<10}{total[name]}")
        for warning in total["warnings"]:
            self.stdout.write(f"{warning['severity']:<10}{warning['count']} x {warning['message']}")


def rows_of(path: Path, code: str, state: str, summary: Summary) -> Iterator[NeutralRow]:
    """The rows, counted in `summary` on their way. Raises Failure, nothing else."""
    try:
        yield from _rows_of(path, code, state, summary)
    except Failure:
        raise
    except Unreadable as refusal:
        raise Failure(refusal.code, refusal.message) from refusal
    except OSError as error:
        raise Failure("no_file", f"The file {path} cannot be opened: {error.strerror}.") from error
    except Exception as error:  # whatever a file does to a reader, who calls is told and sees no traceback
        raise Failure(Unreadable.code, f"{Unreadable.explanation} ({type(error).__name__})") from error


def _rows_of(path: Path, code: str, state: str, summary: Summary) -> Iterator[NeutralRow]:
    if not path.is_file():
        raise Failure("no_file", f"There is no file at {path}.")
    resolver = TaxonomyResolver(summary.terms)
    asked = {}
    if state:
        found = resolver.find_state(state)
        if found is None:
            raise Failure("unknown_state", f"No State is known as {state!r}.")
        asked["state"] = found.code
    source = open_source(path, path.name, LARGEST)
    try:
        chosen = reader(code) if code else identify(source)
    except KeyError:
        raise Failure("unknown_reader", f"There is no reader {code!r}.") from None
    if chosen is None:
        raise UnknownContent
    reading = chosen.read(source, resolver, asked)
    summary.begin(source.format, chosen.code, reading.about)
    for row in reading.rows:
        if not state or not row.state or row.state == asked["state"]:
            summary.count(row)
            yield row


def in_words(row: NeutralRow, line: dict[str, Any]) -> str:
    """One row of the readable table: place, paragraph, kind, position, States, beginning of the text."""
    place = f"p. {row.page}" if row.page else f"row {row.number}"
    what = row.position or ("observation" if row.kind == "observation" else "")
    states = textwrap.shorten(", ".join(line["recommending_states"]), 28, placeholder="…")
    text = textwrap.shorten(row.text, SHOWN, placeholder="…")
    return f"{place:<9} {row.paragraph:<8} {what:<18} {states:<29} {text}".rstrip()
