"""`manage.py import_recommendations`: the same import as on the page, without the page."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.resolve import find_state
from tenants.institutions.models import Domain, Institution
from tenants.institutions.models import Standing as InstitutionStanding
from tenants.intake import staging, trouble
from tenants.intake.actions import answers, batches, tables
from tenants.intake.looked_at import ANY_TABLE, TOLD
from tenants.intake.models import Batch, Standing
from tenants.intake.readers import Unreadable
from tenants.intake.refusals import Refused
from tenants.intake.summary import summary
from tenants.records import jobs
from tenants.records.models import Job, JobState


class Failure(Exception):
    """Why nothing was imported: a code for programs, words for people, and facts that help."""

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        self.code, self.facts = code, facts
        super().__init__(message)


class Command(BaseCommand):
    help = "Import the recommendations of a file, whatever its format. The last line is a summary as one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--institution", required=True, help="the first label of its host, such as ma")
        parser.add_argument("--file", required=True, type=Path)
        parser.add_argument("--state", default="", help="the State under review, by any of its names or its ISO code")
        parser.add_argument("--reader", default="", help="how to read it, where its content does not tell")
        for name in TOLD:
            if name != "state":
                parser.add_argument(
                    f"--{name}", default="", help=f"the paper's {name}, where it does not say it itself"
                )
        parser.add_argument(
            "--accept-suggestions", action="store_true", help="take every suggestion as a person would who agrees"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument("--json", action="store_true", help="print the summary only; an error is an object too")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            with in_institution(_institution(options["institution"])):
                said = {name: options[name] for name in TOLD if options[name] and name != "state"}
                batch = _prepared(options["file"], options["state"], options["reader"], said)
                try:
                    if options["accept_suggestions"]:
                        answers.accept_all(batch=batch, by=None)
                        batch.refresh_from_db()
                    _refuse_open(batch, options["dry_run"])
                    if not options["dry_run"]:
                        _commit(batch)
                    found = summary(Batch.objects.get(pk=batch.pk), time.monotonic() - started)
                finally:
                    _forget_unless_committed(batch)
        except Failure as failure:
            if options["json"]:
                said = {"error": failure.code, "message": str(failure), **failure.facts}
                self.stdout.write(json.dumps(said, ensure_ascii=False))
            raise CommandError(str(failure)) from failure
        if not options["json"]:
            for name in ("rows", "recommendations", "created", "changed", "unchanged", "invalid"):
                self.stdout.write(f"{name:<16}{found[name]:>8}")
        self.stdout.write(json.dumps(found, ensure_ascii=False))


def _institution(slug: str) -> Institution:
    with in_network():
        domain = Domain.objects.select_related("institution").filter(slug=slug).first()
    if domain is None or domain.institution.standing != InstitutionStanding.READY:
        raise Failure("unknown_institution", f"No institution answers at {slug!r}.")
    return domain.institution


def _refuse_open(batch: Batch, dry_run: bool) -> None:
    waiting = batch.counts.get("open", 0)
    if waiting and not dry_run:
        message = f"{waiting} rows wait for a person's word; decide on the page, or give --accept-suggestions."
        raise Failure("undecided", message, undecided=waiting)


def _prepared(path: Path, state: str, reader: str, said: dict[str, str]) -> Batch:
    """The import as far as its preview."""
    if not path.is_file():
        raise Failure("no_file", f"There is no file at {path}.")
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    try:
        batch = batches.upload(file=batches.Upload(path, path.name, digest, uuid4()), reader=reader, by=None)
    except Unreadable as refusal:
        raise Failure(refusal.code, refusal.message) from refusal
    except KeyError as unknown:
        raise Failure("unknown_reader", f"There is no reader {reader!r}.") from unknown
    try:
        _prepare(batch, state, said)
    except BaseException:
        _forget_unless_committed(batch)
        raise
    return batch


def _prepare(batch: Batch, state: str, said: dict[str, str]) -> None:
    if not batch.is_table:
        _describe(batch, state, said)
    elif batch.standing != Standing.MAPPED:
        try:
            _match(batch, state, said)
        except Refused as refusal:
            raise Failure("columns_missing", str(refusal), columns=list(batch.header)) from refusal
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    if batch.standing == Standing.FAILED:
        raise Failure(batch.trouble["code"], trouble.words(batch.trouble))
    wanted = _wanted_state(batch, state) if batch.counts.get("states") else ""
    if wanted and (batch.state is None or wanted != batch.state.code):
        batches.choose_state(batch=batch, code=wanted, by=None)
        staging.prepare(batch.pk)
        batch.refresh_from_db()


def _match(batch: Batch, state: str, said: dict[str, str]) -> None:
    """Take the columns as they were found, and in a ministry's table its words as they were understood."""
    if batch.reader != ANY_TABLE:
        batches.match(batch=batch, columns=batch.mapping, by=None)
        return
    meant = find_state(state) if state else None
    defaults = {**said, **({"state": meant.code} if meant else {})}
    tables.say_columns(batch=batch, columns=batch.mapping, defaults=defaults, by=None)
    tables.go_to_preview(batch=batch, by=None)


def _describe(batch: Batch, state: str, said: dict[str, str]) -> None:
    """Say of the paper what it does not say itself: what was given, and the State asked for or the institution's."""
    read = batch.about.get("read", {})
    asked = find_state(state) if state else None
    if state and asked is None:
        raise Failure("unknown_state", f"No State is known as {state!r}.")
    meant = asked or (None if read.get("state") else staging.own_state())
    told = {**said, **({"state": meant.code} if meant else {})}
    missing = [name for name in read.get("asks", ()) if not told.get(name)]
    if missing:
        raise Failure("not_said", f"The paper does not say its {', '.join(missing)}.", missing=missing)
    if told:
        batches.describe(batch=batch, reader=batch.reader, said={**_known(read), **told}, by=None)


def _known(read: dict[str, Any]) -> dict[str, str]:
    return {name: read[name] for name in TOLD if read.get(name)}


def _wanted_state(batch: Batch, asked: str) -> str:
    """The code of the State that is meant: the one asked for, the only one, or the institution's own."""
    listed = [{"name": name, "code": code, "rows": rows} for code, name, rows in batch.counts.get("states", [])]
    codes = [one["code"] for one in listed]
    if asked:
        found = find_state(asked)
        if found is None or found.code not in codes:
            raise Failure("state_not_in_file", f"The file has no recommendation to {asked}.", states=listed)
        return found.code
    own = staging.own_state()
    if own is not None and own.code in codes:
        return own.code
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise Failure("no_known_state", "No row of the file names a State under review that is known here.")
    names = ", ".join(f"{catalogue().state_by_code[one['code']].label_en} ({one['rows']})" for one in listed)
    message = f"The file is about several States; choose one with --state: {names}."
    raise Failure("several_states", message, states=listed)


def _commit(batch: Batch) -> None:
    job = batches.commit(batch=batch, by=None, ring=False)
    jobs.run(job.pk)
    done = Job.objects.get(pk=job.pk)
    if done.state == JobState.FAILED:
        raise Failure("commit_failed", done.failure)


def _forget_unless_committed(batch: Batch) -> None:
    """A trial run and a failure leave nothing behind."""
    current = Batch.objects.filter(pk=batch.pk).first()
    if current is not None and current.standing not in {Standing.COMMITTING, Standing.COMMITTED}:
        batches.discard(batch=current, by=None)
        current.delete()
