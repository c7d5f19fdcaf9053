"""An uploaded workbook: its progress, its differences cell by cell, what became of it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from tenants.followup.models import UploadStanding, WorkbookUpload
from tenants.followup.workbook import facing
from tenants.followup.workbook.notes import note_words, trouble_words
from tenants.followup.workbook.views.whereabouts import as_attachment, is_at_work, last_job, person, upload_at
from tenants.members.access import requires
from tenants.members.roles import Permission

PAGE_SIZE = 25
AT_WORK = (UploadStanding.READING, UploadStanding.ACCEPTING)
NOTES_SHOWN = 40


@require_safe
@never_cache
@requires(Permission.SEE)
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the upload stands."""
    here = upload_at(person(request), pk)
    if here.standing in AT_WORK:
        return _progress(request, here)
    if request.htmx.target == "progress":  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    if here.standing == UploadStanding.REFUSED:
        shown = {**_about(request, here), "trouble": trouble_words(here.trouble)}
        return render(request, "followup/workbook/refused.html", shown)
    return render(request, "followup/workbook/differences.html", differences(request, here))


@require_safe
@requires(Permission.SEE)
def original(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file as it was sent."""
    here = upload_at(person(request), pk)
    return as_attachment(here.file, "application/octet-stream")


def differences(request: HttpRequest, here: WorkbookUpload) -> dict[str, object]:
    """What the page of differences shows: 25 rows of the chosen kind."""
    asked = request.POST if request.method == "POST" else request.GET
    tallied = facing.tallied(here)
    tabs = facing.tabs(here, tallied, asked.get("show", ""))
    kind = next((tab.value for tab in tabs if tab.current), "")
    keys = facing.row_keys(here, kind)
    page = Paginator(keys, PAGE_SIZE).get_page(asked.get("page"))
    rows = facing.rows(here, list(page.object_list), kind, person(request))
    return {
        **_about(request, here),
        "tally": facing.figures(here, tallied),
        "tallied": tallied,
        "tabs": tabs,
        "kind": kind,
        "page": page,
        "rows": rows,
        "notes": [note_words(note) for note in here.notes[:NOTES_SHOWN]],
        "more_notes": max(0, len(here.notes) - NOTES_SHOWN),
        "may_decide": here.standing == UploadStanding.READ and here.round.is_open,
        "done": here.standing == UploadStanding.ACCEPTED,
    }


def _progress(request: HttpRequest, here: WorkbookUpload) -> HttpResponse:
    job = last_job(here)
    context = {**_about(request, here), "job": job, "at_work": is_at_work(job)}
    part = request.htmx.target == "progress"  # type: ignore[attr-defined]
    return render(request, f"followup/workbook/{'progress_part' if part else 'progress'}.html", context)


def _about(request: HttpRequest, here: WorkbookUpload) -> dict[str, object]:
    return {
        "upload": here,
        "round": here.round,
        "asked": here.request or here.expected,
        "runs_rounds": person(request).may(Permission.RUN_ROUNDS),
    }
