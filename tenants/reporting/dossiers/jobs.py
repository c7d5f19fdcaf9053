"""The long work of reports, run by workers (tenants.records.jobs)."""

from __future__ import annotations

from tenants.members.models import Member
from tenants.records.jobs import Progress, runs
from tenants.reporting.dossiers import exporting, filling


@runs(filling.DRAW)
def draw(progress: Progress) -> None:
    """Draw the draft of a long report."""
    filling.carry_out(progress.subject_id, progress.tell, by=_asked_by(progress))


@runs(exporting.WRITE)
def write(progress: Progress) -> None:
    """Write a long report out as Word or PDF."""
    exporting.carry_out(progress.subject_id, progress.tell, by=_asked_by(progress))


def _asked_by(progress: Progress) -> Member | None:
    key = progress.job.asked_by
    return Member.objects.filter(pk=key).first() if key else None
