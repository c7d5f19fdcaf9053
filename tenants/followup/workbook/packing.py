"""All workbooks of a round in one zip, made by a worker, body by body."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from shared.exports.tables import safe_file_name
from tenants.followup.holding import held_round
from tenants.followup.models import Request, Round, RoundStanding, WorkbookPack
from tenants.followup.workbook.writing import workbook_of
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, files, jobs
from tenants.records.models import Job
from tenants.tracker.locking import authorise

PACK = "followup.workbook.pack"
Tell = Callable[[int, int, str], None]


@transaction.atomic
def ask(*, round: Round, by: Member) -> WorkbookPack:
    """Ask for the round's workbooks. While one pack is being made, asking again is asking once. Raises RoundRests."""
    authorise(by, Permission.RUN_ROUNDS)
    round = held_round(round, RoundStanding.OPEN, RoundStanding.CLOSED)
    making = WorkbookPack.objects.filter(round=round, file=None)
    at_work = Job.objects.unfinished().filter(kind=PACK).values("subject_id")
    found = making.filter(pk__in=at_work).first()
    if found is not None:
        return found
    made = WorkbookPack(round=round, workbooks=round.requests.count(), asked_by_name=by.name)
    made.save(force_insert=True)
    audit.record("workbooks_packed", round, by=by, after={"workbooks": made.workbooks})
    jobs.ask(PACK, made.pk, by=by, total=made.workbooks)
    return made


def carry_out(pack_id: UUID, tell: Tell, *, by: Member | None) -> None:
    """Write every workbook and keep the zip. Run again it begins anew; what did not change is the same workbook."""
    pack = WorkbookPack.objects.select_related("round").filter(pk=pack_id, file=None).first()
    if pack is None:
        return
    requests = list(Request.objects.filter(round=pack.round).select_related("round", "body").order_by("body", "id"))
    with tempfile.TemporaryFile() as stream:
        names: set[str] = set()
        # Workbooks are packed already.
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for done, request in enumerate(requests):
                tell(done, len(requests), "writing")
                made = workbook_of(request=request, by=by)
                archive.writestr(_unused(made.name, names), made.content)
        stream.seek(0)
        name = safe_file_name(pack.round.title, "zip")
        with transaction.atomic():
            held = WorkbookPack.objects.select_for_update().get(pk=pack.pk)
            if held.file_id is None:
                held.file = files.keep(File(stream, name=name), name=name, by=by)
                held.ready_at, held.workbooks = timezone.now(), len(requests)
                held.save(update_fields=["file", "ready_at", "workbooks"])


def _unused(name: str, names: set[str]) -> str:
    """The name, numbered where two bodies are called alike."""
    stem, _dot, extension = name.rpartition(".")
    number, found = 2, name
    while found.lower() in names:
        found, number = f"{stem}-{number}.{extension}", number + 1
    names.add(found.lower())
    return found
