"""One body's workbook: fetched, filled in elsewhere, sent back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from shared.exports.tables import XLSX_TYPE, Download
from shared.languages.direction import ENDONYMS
from tenants.followup.models import Request, UploadStanding, WorkbookUpload
from tenants.followup.tallying import tally
from tenants.followup.workbook.views.receiving import chosen_language, receive
from tenants.followup.workbook.views.whereabouts import person, request_at
from tenants.followup.workbook.writing import workbook_of
from tenants.intake.readers.limits import MEGABYTE
from tenants.members.access import requires
from tenants.members.roles import Permission

LATEST = 10


# The form is read, and its token checked, only after the limit stands before it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fetch the workbook, or send the filled one."""
    here = request_at(person(request), pk)

    def page(error: str = "", refused: str = "", status: int = 200) -> HttpResponse:
        return render(request, "followup/workbook/request.html", _shown(request, here, error, refused), status=status)

    if request.method == "POST":
        return receive(request, here.round, here, page)
    return page()


@require_POST
@requires(Permission.SEE)
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The workbook itself."""
    here = request_at(person(request), pk)
    made = workbook_of(request=here, by=person(request), language=chosen_language(request))
    response = HttpResponse(made.content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = Download((), XLSX_TYPE, made.name).disposition
    return response


def _shown(request: HttpRequest, here: Request, error: str, refused: str) -> dict[str, object]:
    sent = WorkbookUpload.objects.visible_to(person(request)).filter(round=here.round_id)
    own = sent.filter(request=here) | sent.filter(request=None, expected=here)
    return {
        "asked": here,
        "round": here.round,
        "tally": tally(here.updates.all()),
        "languages": [(code, ENDONYMS[code], code == here.round.language) for code in ("ar", "en", "fr")],
        "sent": list(own.latest_first()[:LATEST]),
        "refused_standing": UploadStanding.REFUSED,
        "runs_rounds": person(request).may(Permission.RUN_ROUNDS),
        "error": error,
        "refused": refused,
        "megabytes": settings.INTAKE_LIMITS["max_bytes"] // MEGABYTE,
    }
