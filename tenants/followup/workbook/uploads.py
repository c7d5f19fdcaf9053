"""The acts on an uploaded workbook: it is kept, its cells are chosen, what was chosen is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.core.files import File
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tenants.followup.holding import BY_WORKBOOK, authorise_answer, kept_open
from tenants.followup.models import (
    CellChoice,
    CellVerdict,
    Request,
    Round,
    RoundStanding,
    UploadStanding,
    WorkbookUpload,
)
from tenants.followup.refusals import Refused, RoundRests
from tenants.followup.workbook.grid import kind_of
from tenants.intake.actions.batches import Upload
from tenants.intake.sniffed import limits
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, files, jobs
from tenants.tracker.locking import authorise

READ, ACCEPT = "followup.workbook.read", "followup.workbook.accept"
# Files of more bytes are read by a worker; of more updates, taken over by one.
WHILE_WAITING, UPDATES_WHILE_WAITING = 150_000, 60


@transaction.atomic
def upload(*, file: Upload, round: Round, expected: Request | None, by: Member) -> WorkbookUpload:
    """Keep a filled workbook, to be read next. The same file sent twice is one upload.

    `expected` is the request at whose page it was sent; without it the file says itself whose it is, and only who runs
    rounds may send it. Raises every Unreadable of a file that is no workbook, RoundRests before the round is open.
    """
    if expected is not None:
        authorise_answer(by, expected, BY_WORKBOOK)
    else:
        authorise(by, Permission.RUN_ROUNDS)
    if round.standing not in {RoundStanding.OPEN, RoundStanding.CLOSED}:
        raise RoundRests(_("The round is not open yet."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"workbook {round.pk} {file.digest}"])
    same = WorkbookUpload.objects.visible_to(by).filter(round=round, digest=file.digest)
    known = same.exclude(standing=UploadStanding.REFUSED).filter(expected=expected).first()
    if known is not None:
        return known
    kind_of(file.path, limits())
    with file.path.open("rb") as content:
        stored = files.keep(File(content, name=file.name), name=file.name, by=by)
    made = WorkbookUpload(
        round=round,
        expected=expected,
        file=stored,
        name=file.name[-255:],
        digest=file.digest,
        uploaded_by=by,
        uploaded_by_name=by.name,
    )
    made.save(force_insert=True)
    after = {"file": made.name, "sha256": file.digest, "request": str(expected.pk) if expected else ""}
    audit.record("workbook_uploaded", made, by=by, after=after)
    if stored.size > WHILE_WAITING:
        jobs.ask(READ, made.pk, by=by)
    return made


@transaction.atomic
def choose(*, upload: WorkbookUpload, choices: Mapping[UUID, str], by: Member) -> int:
    """Say of cells whether they are taken or left. Returns how many were changed; a cell nobody can take is passed."""
    held = _held(upload, by, UploadStanding.READ)
    changed = 0
    for choice in CellChoice.values:
        keys = [key for key, wanted in choices.items() if wanted == choice]
        if keys:
            changed += held.cells.to_decide().filter(pk__in=keys).exclude(choice=choice).update(choice=choice)
    return changed


@transaction.atomic
def choose_alike(
    *, upload: WorkbookUpload, choice: str, by: Member, verdict: str = "", update: UUID | None = None
) -> int:
    """The same choice for all cells of a kind, or of a row."""
    held = _held(upload, by, UploadStanding.READ)
    if choice not in CellChoice.values:
        raise Refused(_("Choose what is to be done with the cell."))
    cells = held.cells.to_decide()
    if verdict:
        cells = cells.filter(verdict=CellVerdict(verdict))
    if update is not None:
        cells = cells.filter(update=update)
    return cells.exclude(choice=choice).update(choice=choice)


@transaction.atomic
def accept(*, upload: WorkbookUpload, by: Member, submitting: bool = False) -> WorkbookUpload:
    """Take over what was chosen, and with `submitting` send what is whole by then. Accepting twice is accepting once.

    Raises RoundRests when the round is closed, Refused when the upload was not read yet.
    """
    held = _held(upload, by, UploadStanding.READ, UploadStanding.ACCEPTING, UploadStanding.ACCEPTED)
    if held.standing != UploadStanding.READ:
        return held
    kept_open(held.round_id)
    held.standing, held.accepted_by, held.submitting = UploadStanding.ACCEPTING, by, submitting
    held.save(update_fields=["standing", "accepted_by", "submitting"])
    if is_long(held):
        jobs.ask(ACCEPT, held.pk, by=by)
    return held


def is_long(upload: WorkbookUpload) -> bool:
    """Whether a worker takes it over, and the person watches."""
    chosen = upload.cells.to_decide().filter(choice=CellChoice.TAKE)
    return chosen.values("update").distinct().count() > UPDATES_WHILE_WAITING


@transaction.atomic
def look_again(*, upload: WorkbookUpload, by: Member) -> WorkbookUpload:
    """Compare the file with what stands on the page now. Raises Refused while it is at work."""
    held = _held(upload, by, UploadStanding.READ, UploadStanding.ACCEPTED, UploadStanding.READING)
    if held.standing != UploadStanding.READING:
        held.standing = UploadStanding.READING
        held.save(update_fields=["standing"])
    if held.file.size > WHILE_WAITING:
        jobs.ask(READ, held.pk, by=by)
    return held


@transaction.atomic
def go_on(*, upload: WorkbookUpload, by: Member) -> WorkbookUpload:
    """Ask anew for work that stopped."""
    held = _held(upload, by, UploadStanding.READING, UploadStanding.ACCEPTING)
    jobs.ask(READ if held.standing == UploadStanding.READING else ACCEPT, held.pk, by=by)
    return held


def _held(upload: WorkbookUpload, by: Member, *standings: UploadStanding) -> WorkbookUpload:
    """The upload as it stands now, held until the transaction ends. Raises Denied, Refused."""
    found = WorkbookUpload.objects.select_for_update(of=("self",)).select_related("request", "expected", "file")
    current = found.get(pk=upload.pk)
    request = current.request or current.expected
    if request is not None:
        authorise_answer(by, request, BY_WORKBOOK)
    else:
        authorise(by, Permission.RUN_ROUNDS)
    if current.standing not in standings:
        raise Refused(_("This workbook stands at another step by now. This is where it stands."))
    return current
