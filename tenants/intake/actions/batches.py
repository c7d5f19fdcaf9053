"""The steps of an import, each done once however often it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.core.files.storage import storages
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.intake import undoing
from tenants.intake.looked_at import TOLD, about_of, looked_at
from tenants.intake.models import CHANGEABLE, Batch, RememberedMapping, Standing
from tenants.intake.readers import registry
from tenants.intake.readers.columns import FIELDS, match_columns, stored_choices
from tenants.intake.readers.opening import open_source
from tenants.intake.refusals import AnotherStep, BuiltUpon, ColumnsMissing, Refused, Unanswered
from tenants.intake.sniffed import header_digest, limits, on_disk
from tenants.intake.steps import COMMIT, STAGE, ask, authorise, held, prepare_later, start_over
from tenants.members.models import Member
from tenants.records import audit, files
from tenants.records.models import Job


@dataclass(frozen=True)
class Upload:
    """A file on its way in: where it lies, what the person called it, and the form that sent it."""

    path: Path
    name: str
    digest: str
    ticket: UUID


@transaction.atomic
def upload(*, file: Upload, reader: str = "", by: Member | None) -> Batch:
    """Keep a file that can be read, with what it was found to be. The same form sent twice is one import.

    `reader` is the code of the reader, where it is known and need not be told from the content.
    Raises every Unreadable; nothing is kept then.
    """
    authorise(by)
    _one_form_at_a_time(file.ticket)
    same = Batch.objects.filter(ticket=file.ticket, digest=file.digest).first()
    if same is not None:
        return same
    fields = looked_at(file.path, file.name, reader)
    with file.path.open("rb") as content:
        stored = files.keep(File(content, name=file.name), name=file.name, by=by)
    batch = Batch(
        file=stored, name=file.name[-255:], size=stored.size, ticket=file.ticket, digest=file.digest, **fields,
        uploaded_by=by.pk if by else None, uploaded_by_name=by.name if by else "",
    )  # fmt: skip
    batch.save(force_insert=True)
    audit.record("import_uploaded", batch, by=by, after={"file": batch.name, "sha256": file.digest})
    if batch.standing == Standing.MAPPED:
        prepare_later(batch, by)
    return batch


@transaction.atomic
def describe(*, batch: Batch, reader: str, said: Mapping[str, str], by: Member | None) -> Batch:
    """Say what a paper is: how it is read, and what it does not say of itself. The preview is prepared anew.

    `said` holds values of readers.reading.About. Raises AnotherStep, and every Unreadable of the paper.
    """
    authorise(by)
    batch = held(batch, CHANGEABLE)
    if batch.is_table or batch.file is None:
        raise AnotherStep(_("This import is finished; that step is over."))
    told = {name: value for name, value in said.items() if name in TOLD and value}
    if (reader, told) == (batch.reader, batch.about.get("said")) and batch.standing not in (Standing.READ,):
        return batch
    with on_disk(batch.file) as path:
        about = about_of(open_source(path, batch.name, limits()), registry.reader(reader), told)
    batch.reader, batch.about = reader, {"read": about, "said": told}
    start_over(batch, Standing.MAPPED)
    audit.record("import_described", batch, by=by, after={"reader": reader, **told})
    prepare_later(batch, by)
    return batch


@transaction.atomic
def match(*, batch: Batch, columns: Mapping[str, int | None], by: Member | None) -> Batch:
    """Say which column holds which field, remember it for this header, and prepare the preview.

    Raises AnotherStep, ColumnsMissing.
    """
    authorise(by)
    batch = held(batch, CHANGEABLE)
    chosen = {name: index for name, index in columns.items() if name in FIELDS}
    given = [index for index in chosen.values() if index is not None]
    twice = tuple(name for name, index in chosen.items() if index is not None and given.count(index) > 1)
    if twice:
        raise ColumnsMissing(_("One column cannot hold two fields."), twice)
    mapping = match_columns(batch.header, chosen)
    if not mapping.complete:
        raise ColumnsMissing(_("Choose a column for each required field."), mapping.missing)
    batch.mapping = {**chosen, **stored_choices(mapping)}
    RememberedMapping.objects.update_or_create(
        digest=header_digest(batch.header), defaults={"mapping": batch.mapping, "remembered_at": timezone.now()}
    )
    start_over(batch, Standing.MAPPED)
    audit.record("import_columns_matched", batch, by=by, after={"columns": stored_choices(mapping)})
    prepare_later(batch, by)
    return batch


@transaction.atomic
def choose_state(*, batch: Batch, code: str, by: Member | None) -> Batch:
    """Say which of the file's States is meant, and prepare the preview. Raises AnotherStep, Refused."""
    authorise(by)
    batch = held(batch, (Standing.MAPPED, Standing.PREVIEWED))
    printed = {known: text for known, text, _rows in batch.counts.get("states", [])}
    if code not in printed:
        raise Refused(_("The file has no recommendation to this State."))
    batch.state_id, batch.state_text = catalogue().state_by_code[code].id, printed[code][:200]
    batch.counts = {name: batch.counts[name] for name in ("states", "nowhere")}
    start_over(batch, Standing.MAPPED, keep_state=True)
    audit.record("import_state_chosen", batch, by=by, after={"state": code})
    prepare_later(batch, by)
    return batch


@transaction.atomic
def commit(*, batch: Batch, seen: int | None = None, by: Member | None, ring: bool = True) -> Job:
    """Let the previewed import become recommendations; one that is being committed goes on. Returns the work's row.

    `seen` is the revision of the preview the person looked at. Without `ring` the caller runs the job.
    Raises AnotherStep when the import stands elsewhere or was prepared anew, Unanswered while rows wait for a word.
    """
    authorise(by)
    batch = held(batch, (Standing.PREVIEWED, Standing.COMMITTING))
    if batch.standing == Standing.PREVIEWED:
        if batch.counts.get("open"):
            raise Unanswered(_("Some rows wait for your word. Decide on them, or accept the suggestions."))
        if seen is not None and seen != batch.revision:
            raise AnotherStep(_("The import was prepared anew after you opened this page. Look at it as it is now."))
        batch.standing, batch.committed_by_name = Standing.COMMITTING, by.name if by else ""
        batch.save(update_fields=["standing", "committed_by_name"])
        audit.record("import_commit_asked", batch, by=by, after=_expected(batch))
    return ask(COMMIT, batch, by, ring=ring)


@transaction.atomic
def go_on(*, batch: Batch, by: Member | None) -> Job:
    """Ask anew for work that stopped. Raises AnotherStep when there is none to do."""
    authorise(by)
    batch = held(batch, (Standing.MAPPED, Standing.COMMITTING))
    return ask(STAGE if batch.standing == Standing.MAPPED else COMMIT, batch, by)


@transaction.atomic
def undo(*, batch: Batch, by: Member | None) -> Batch:
    """Take the whole import back. Raises AnotherStep, and BuiltUpon with what people built on it."""
    from tenants.intake.committing import one_import_at_a_time

    authorise(by)
    one_import_at_a_time()
    batch = held(batch, (Standing.COMMITTED,))
    undoing.hold(batch)
    obstacles = undoing.obstacles(batch)
    if obstacles:
        raise BuiltUpon(_("People have built on this import; it can no longer be undone as a whole."), obstacles)
    undoing.take_back(batch)
    batch.standing, batch.undone_at = Standing.UNDONE, timezone.now()
    batch.undone_by_name = by.name if by else ""
    batch.save(update_fields=["standing", "undone_at", "undone_by_name"])
    audit.record("import_undone", batch, by=by, before=_expected(batch))
    return batch


@transaction.atomic
def discard(*, batch: Batch, by: Member | None) -> Batch:
    """Give an import up before it is committed. Its file and all that was prepared go. Raises AnotherStep."""
    authorise(by)
    batch = held(batch, (*CHANGEABLE, Standing.FAILED))
    stored = batch.file
    batch.items.all().delete()
    batch.file, batch.standing = None, Standing.DISCARDED
    batch.revision += 1
    batch.save(update_fields=["file", "standing", "revision"])
    if stored is not None:
        key = stored.key
        stored.delete()
        transaction.on_commit(lambda: storages["private"].delete(key))
    audit.record("import_discarded", batch, by=by)
    return batch


def _one_form_at_a_time(ticket: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"intake form {ticket}"])


def _expected(batch: Batch) -> dict[str, int]:
    return {name: batch.counts[name] for name in ("new", "changed")}
