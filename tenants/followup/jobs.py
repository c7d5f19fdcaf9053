"""The long work of rounds, run by workers (tenants.records.jobs)."""

from __future__ import annotations

from tenants.followup import opening
from tenants.followup.actions.rounds import OPEN
from tenants.members.models import Member
from tenants.records.jobs import Progress, runs


@runs(OPEN)
def open_round(progress: Progress) -> None:
    """Ask the bodies what the round asks."""
    asked_by = progress.job.asked_by
    by = Member.objects.filter(pk=asked_by).first() if asked_by else None
    opening.carry_out(progress.subject_id, progress.tell, by=by)
