"""Which round, request or upload a page is about. Somebody else's is 404."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from shared.exports.tables import Download
from tenants.followup.models import Request, Round, RoundStanding, UploadStanding, WorkbookUpload
from tenants.followup.workbook import reading, taking, uploads
from tenants.members.models import Member
from tenants.records.files import opened
from tenants.records.models import Job, JobState, StoredFile

SHOWN_ROUNDS = (RoundStanding.OPEN, RoundStanding.CLOSED)


def person(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined]


def round_at(pk: UUID) -> Round:
    """A round that was opened."""
    return get_object_or_404(Round.objects.filter(standing__in=SHOWN_ROUNDS), pk=pk)


def request_at(member: Member, pk: UUID) -> Request:
    """The request of her own body, or any for who runs rounds."""
    found = Request.objects.visible_to(member).select_related("round", "body").filter(round__standing__in=SHOWN_ROUNDS)
    return get_object_or_404(found, pk=pk)


def upload_at(member: Member, pk: UUID) -> WorkbookUpload:
    """The upload, where she may see it."""
    related = ("round", "request__body", "request__round", "expected__body", "file")
    return get_object_or_404(WorkbookUpload.objects.visible_to(member).select_related(*related), pk=pk)


def last_job(upload: WorkbookUpload) -> Job | None:
    kinds = [uploads.READ, uploads.ACCEPT]
    return Job.objects.filter(subject_id=upload.pk, kind__in=kinds).order_by("-asked_at").first()


def is_at_work(job: Job | None) -> bool:
    return job is not None and job.state in {JobState.WAITING, JobState.RUNNING}


def do_short_work(upload: WorkbookUpload) -> None:
    """What no worker was asked for is done while the person waits."""
    if is_at_work(last_job(upload)):
        return
    if upload.standing == UploadStanding.READING:
        reading.read_upload(upload.pk)
    elif upload.standing == UploadStanding.ACCEPTING:
        taking.carry_out(upload.pk)


def as_attachment(stored: StoredFile, content_type: str) -> FileResponse:
    """A kept file under the name it came with."""
    response = FileResponse(opened(stored), content_type=content_type)
    response["Content-Disposition"] = Download((), content_type, stored.name).disposition
    response["X-Content-Type-Options"] = "nosniff"
    return response
