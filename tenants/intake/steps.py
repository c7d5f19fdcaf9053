"""What every step of an import begins and ends with: who may, the import held, its work asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tenants.intake.models import AT_WORK, Batch
from tenants.intake.refusals import AnotherStep
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import jobs
from tenants.records.models import Job

STAGE, COMMIT = "intake.stage", "intake.commit"


def authorise(by: Member | None, permission: Permission = Permission.IMPORT) -> None:
    """Raises Denied. None is the operator at the command line."""
    if by is not None:
        check(by, permission)


def held(batch: Batch, standings: tuple[str, ...]) -> Batch:
    """The import as it stands now, its row locked. Raises AnotherStep when it is at none of these standings."""
    current = Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch.pk)
    if current.standing not in standings:
        if current.standing in AT_WORK:
            raise AnotherStep(_("Somebody has gone on with this import meanwhile. This is where it stands now."))
        raise AnotherStep(_("This import is finished; that step is over."))
    return current


def start_over(batch: Batch, standing: str, *, keep_state: bool = False) -> None:
    """Void what was prepared for an older wish, and save the import at this standing under its next revision."""
    batch.standing, batch.revision = standing, batch.revision + 1
    if not keep_state:
        batch.counts, batch.state_id, batch.state_text = {}, None, ""
    batch.save()


def prepare_later(batch: Batch, by: Member | None) -> None:
    """Large files are prepared by a worker; the caller prepares small ones while the person waits."""
    if batch.is_large and by is not None:
        ask(STAGE, batch, by)


def ask(kind: str, batch: Batch, by: Member | None, *, ring: bool = True) -> Job:
    """Ask for the work on this import, once. Without `ring` no worker is told: the caller runs the job."""
    if ring:
        return jobs.ask(kind, batch.pk, by=by)
    job = Job.objects.unfinished().filter(kind=kind, subject_id=batch.pk).first()
    if job is None:
        job = Job(kind=kind, subject_id=batch.pk, asked_by=by.pk if by else None)
        job.save(force_insert=True)
    return job
