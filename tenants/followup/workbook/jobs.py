"""The long work of workbooks, run by workers (tenants.records.jobs)."""

from __future__ import annotations

from tenants.followup.workbook import packing, reading, taking, uploads
from tenants.members.models import Member
from tenants.records.jobs import Progress, runs


@runs(uploads.READ)
def read(progress: Progress) -> None:
    """Read a large workbook and compare it."""
    reading.read_upload(progress.subject_id, progress.tell)


@runs(uploads.ACCEPT)
def accept(progress: Progress) -> None:
    """Take over what was chosen."""
    taking.carry_out(progress.subject_id, progress.tell)


@runs(packing.PACK)
def pack(progress: Progress) -> None:
    """Write all workbooks of a round."""
    asked_by = progress.job.asked_by
    by = Member.objects.filter(pk=asked_by).first() if asked_by else None
    packing.carry_out(progress.subject_id, progress.tell, by=by)
