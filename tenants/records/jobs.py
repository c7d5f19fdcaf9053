"""Long work: asked for once, run by whoever holds the lease, swept up when a worker died.

A runner is a function that does one slice of work and can be run again from the start of any slice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from shared.isolation.scope import current_scope, entered, in_institution
from shared.isolation.tasks import institution_task, network_task
from tenants.records.audit import Actor
from tenants.records.models import Job, JobState

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
# Seconds. The sweep rings anew, so bells that nobody heard need not pile up behind a long job.
BELL_LASTS = 60

Runner = Callable[["Progress"], None]
_runners: dict[str, Runner] = {}


class LostLease(RuntimeError):
    """Another worker has taken this job over; this one stops without another write."""


class Progress:
    """Given to a runner: says what the job is about, keeps the lease, tells how far the work is."""

    def __init__(self, job: Job) -> None:
        self.job = job

    @property
    def subject_id(self) -> UUID:
        return self.job.subject_id

    def tell(self, done: int, total: int, step: str = "") -> None:
        """Write how far the work is and renew the lease. Raises LostLease."""
        now = timezone.now()
        mine = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, attempts=self.job.attempts)
        if not mine.update(done=done, total=total, step=step, leased_until=now + LEASE):
            raise LostLease(str(self.job.pk))


def runs(kind: str) -> Callable[[Runner], Runner]:
    """Name the function that does this kind of job."""

    def register(runner: Runner) -> Runner:
        _runners[kind] = runner
        return runner

    return register


def ask(kind: str, subject_id: UUID, *, by: Actor | None, total: int = 0) -> Job:
    """Ask for work on a subject and ring the bell once the transaction stands. Asking twice is asking once."""
    unfinished = Job.objects.unfinished().filter(kind=kind, subject_id=subject_id)
    job = unfinished.first()
    if job is None:
        job = Job(kind=kind, subject_id=subject_id, asked_by=by.pk if by else None, total=total)
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:  # somebody else asked in the same moment
            job = unfinished.get()
    scope, job_id = current_scope(), job.pk

    def ring_here() -> None:
        # The transaction may end after its scope was left.
        with entered(scope):
            ring(job_id)

    transaction.on_commit(ring_here)
    return job


def ring(job_id: UUID) -> None:
    """Tell the workers; a broker that is down loses nothing, for the sweep finds the row."""
    try:
        run_job.apply_async([str(job_id)], expires=BELL_LASTS)
    except Exception as error:  # noqa: BLE001  whatever the broker says, the row stands
        log.warning("bell_not_rung", job=str(job_id), error=str(error))


@institution_task
def run_job(job_id: str) -> None:
    run(UUID(job_id))


def run(job_id: UUID) -> None:
    """Take the lease and do the work; returns at once when somebody else has it or it is finished."""
    now = timezone.now()
    taken = (
        Job.objects.without_worker()
        .filter(pk=job_id)
        .update(state=JobState.RUNNING, attempts=F("attempts") + 1, leased_until=now + LEASE)
    )
    if not taken:
        return
    job = Job.objects.get(pk=job_id)
    if job.attempts > MOST_ATTEMPTS:
        _finish(job, JobState.FAILED, "lost")
        return
    try:
        _runners[job.kind](Progress(job))
    except LostLease:
        log.warning("lease_lost", job=str(job.pk), kind=job.kind)
    except Exception as error:
        log.exception("job_failed", job=str(job.pk), kind=job.kind)
        _finish(job, JobState.FAILED, f"{type(error).__name__}: {error}")
        if settings.JOBS_RAISE:
            raise
    else:
        _finish(job, JobState.DONE, "")


def _finish(job: Job, state: JobState, failure: str) -> None:
    Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING).update(
        state=state, failure=failure, leased_until=None, finished_at=timezone.now()
    )


@network_task
def sweep() -> int:
    """Beat's round: ring again for every job of every serving institution that has no worker."""
    rung = 0
    for institution in apps.get_model(settings.TENANT_MODEL).objects.serving():
        try:
            with in_institution(institution):
                for job_id in Job.objects.without_worker().order_by("asked_at").values_list("pk", flat=True)[:50]:
                    ring(job_id)
                    rung += 1
        except Exception:  # one broken institution keeps nobody else waiting
            log.exception("sweep_failed", institution=str(institution.pk))
    return rung
