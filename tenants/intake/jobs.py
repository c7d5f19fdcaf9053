"""The long work of imports, run by workers (tenants.records.jobs)."""

from __future__ import annotations

from tenants.intake import committing, staging
from tenants.intake.steps import COMMIT, STAGE
from tenants.records.jobs import Progress, runs


@runs(STAGE)
def stage(progress: Progress) -> None:
    """Read a large file and compare it with the list."""
    staging.prepare(progress.subject_id, progress.tell)


@runs(COMMIT)
def commit(progress: Progress) -> None:
    """Keep what the preview showed."""
    committing.carry_out(progress.subject_id, progress.tell)
