"""All workbooks of a round, for the coordinator: packed for mailing, and sent in as they come back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.followup.models import Round, WorkbookPack, WorkbookUpload
from tenants.followup.refusals import Refused
from tenants.followup.workbook import packing
from tenants.followup.workbook.views.receiving import receive
from tenants.followup.workbook.views.whereabouts import as_attachment, is_at_work, person, round_at
from tenants.intake.readers.limits import MEGABYTE
from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.records.models import Job

PAGE_SIZE = 25


# The form is read, and its token checked, only after the limit stands before it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def workbooks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The zip, the workbooks that came back, and a place to send one that was mailed."""
    here = round_at(pk)

    def page(error: str = "", refused: str = "", status: int = 200) -> HttpResponse:
        return render(request, "followup/workbook/round.html", _shown(request, here, error, refused), status=status)

    if request.method == "POST":
        return receive(request, here, None, page)
    return page()


@require_POST
@requires(Permission.RUN_ROUNDS)
def pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask a worker for all workbooks as one zip."""
    here = round_at(pk)
    try:
        packing.ask(round=here, by=person(request))
    except Refused as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("followup:workbooks", here.pk)


@require_safe
@requires(Permission.RUN_ROUNDS)
def packed(request: HttpRequest, pk: UUID) -> FileResponse:
    """The zip."""
    found = get_object_or_404(WorkbookPack.objects.select_related("file").filter(file__isnull=False), pk=pk)
    assert found.file is not None
    return as_attachment(found.file, "application/zip")


def _shown(request: HttpRequest, here: Round, error: str, refused: str) -> dict[str, object]:
    last = WorkbookPack.objects.filter(round=here).order_by("-asked_at").first()
    job = Job.objects.filter(kind=packing.PACK, subject_id=last.pk).first() if last and last.ready_at is None else None
    sent = WorkbookUpload.objects.filter(round=here).select_related("request__body").latest_first()
    page = Paginator(sent, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "round": here,
        "pack": last,
        "job": job,
        "at_work": is_at_work(job),
        "requests": here.requests.count(),
        "page": page,
        "error": error,
        "refused": refused,
        "megabytes": settings.INTAKE_LIMITS["max_bytes"] // MEGABYTE,
    }
