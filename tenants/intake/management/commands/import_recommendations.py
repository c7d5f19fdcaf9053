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
from tenants.intake.actions import batches
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
    help = "Import the recommendations of a UPR Info export. The last line is a summary as one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--institution", required=True, help="the first label of its host, such as ma")
        parser.add_argument("--file", required=True, type=Path)
        parser.add_argument("--state", default="", help="the State under review, by any of its names or its ISO code")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument("--json", action="store_true", help="print the summary only; an error is an object too")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            with in_institution(_institution(options["institution"])):
                batch = _prepared(options["file"], options["state"])
                try:
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


def _prepared(path: Path, state: str) -> Batch:
    """The import as far as its preview."""
    if not path.is_file():
        raise Failure("no_file", f"There is no file at {path}.")
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    try:
        batch = batches.upload(file=batches.Upload(path, path.name, digest, uuid4()), by=None)
    except Unreadable as refusal:
        raise Failure(refusal.code, refusal.message) from refusal
    try:
        _prepare(batch, state)
    except BaseException:
        _forget_unless_committed(batch)
        raise
    return batch


def _prepare(batch: Batch, state: str) -> None:
    try:
        batches.match(batch=batch, columns=batch.mapping, by=None)
    except Refused as refusal:
        raise Failure("columns_missing", str(refusal), columns=list(batch.header)) from refusal
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    if batch.standing == Standing.FAILED:
        raise Failure(batch.trouble["code"], trouble.words(batch.trouble))
    wanted = _wanted_state(batch, state)
    if batch.state is None or wanted != batch.state.code:
        batches.choose_state(batch=batch, code=wanted, by=None)
        staging.prepare(batch.pk)
        batch.refresh_from_db()


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
