"""Which import a page is about, at which step it stands, and what every step's page shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.entries import State
from tenants.intake import facing, staging
from tenants.intake.models import Batch, Standing
from tenants.intake.tables.choices import survey_of
from tenants.records.models import Job, JobState

UPLOADED, MATCHING, LOOKING, COMMITTING, PAST_ALL = 1, 2, 3, 4, 5

PAGES = {
    Standing.UPLOADED: "match",
    Standing.READ: "match",
    Standing.PREVIEWED: "preview",
    Standing.COMMITTING: "progress",
    Standing.COMMITTED: "report",
    Standing.UNDONE: "report",
    Standing.DISCARDED: "report",
    Standing.FAILED: "report",
}


def batch_at(pk: UUID) -> Batch:
    """The import; somebody else's is 404, for it stands in another schema."""
    return get_object_or_404(Batch.objects.select_related("file"), pk=pk)


def last_job(batch: Batch) -> Job | None:
    return Job.objects.filter(subject_id=batch.pk).order_by("-asked_at").first()


def is_at_work(job: Job | None) -> bool:
    return job is not None and job.state in {JobState.WAITING, JobState.RUNNING}


def page_of(batch: Batch) -> str:
    """The name of the page where the import stands."""
    if batch.standing == Standing.READ and not batch.is_table:
        return "describe"
    if batch.standing == Standing.READ and survey_of(batch):
        return "values"
    if batch.standing != Standing.MAPPED:
        return PAGES[Standing(batch.standing)]
    asks_for_state = batch.state_id is None and "states" in batch.counts
    if asks_for_state and not batch.is_table and not batch.counts["states"]:
        return "describe"
    return "state" if asks_for_state and not is_at_work(last_job(batch)) else "progress"


def address(batch: Batch) -> str:
    """Where a person goes on with the import."""
    return reverse(f"intake:{page_of(batch)}", args=[batch.pk])


def own_state(request: HttpRequest) -> State | None:
    """The State whose follow-up the institution does."""
    state_id = request.institution.state_id  # type: ignore[attr-defined]
    return catalogue().states.get(state_id) if state_id else None


def on_page(batch: Batch, at: int) -> dict[str, Any]:
    """What every step's page shows: the import, and the steps with the one at hand."""
    return {"batch": batch, "read_as": facing.read_as(batch), "steps": steps(batch), "at": at}


def steps(batch: Batch | None = None) -> list[str]:
    """The steps' names; a paper has no columns to match."""
    second = gettext("Match columns") if batch is None or batch.is_table else gettext("Check the source")
    return [gettext("Upload"), second, gettext("Preview"), gettext("Commit")]


def prepared(batch: Batch) -> HttpResponse:
    """On to the preview: a small file is prepared while the person waits, a large one by a worker."""
    if batch.standing == Standing.MAPPED and not batch.is_large:
        staging.prepare(batch.pk)
    return redirect("intake:batch", batch.pk)
