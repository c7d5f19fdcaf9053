"""The first step: a file is sent, and the imports there have been."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from shared.exports.lists import in_portions, list_file
from shared.languages.numbers import written_number
from tenants.intake import facing
from tenants.intake.actions import batches
from tenants.intake.downloads import COLUMNS
from tenants.intake.looked_at import ANY_PAPER as PASTED
from tenants.intake.models import Batch, Standing
from tenants.intake.readers import Unreadable
from tenants.intake.readers.limits import MEGABYTE
from tenants.intake.readers.unreadable import TooLarge
from tenants.intake.receiving import Bounded, bound, on_the_disk, received
from tenants.intake.views.whereabouts import UPLOADED, address, prepared, steps
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.roles import Permission

PAGE_SIZE = 20
LONGEST_PASTE = 200_000


# The form is read, and its token checked, only after the limit stands before it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT)
def start(request: HttpRequest) -> HttpResponseBase:
    """Send a file, or look at earlier imports."""
    if request.method == "POST":
        return _receive(request, bound(request))
    if kind := download_asked(request):
        return list_file(kind, gettext("Earlier imports"), COLUMNS, in_portions(Batch.objects.latest_first()))
    return _page(request)


def _receive(request: HttpRequest, bounded: Bounded) -> HttpResponse:
    @csrf_protect
    def checked(request: HttpRequest) -> HttpResponse:
        upload = request.FILES.get("file")
        if bounded.exceeded:
            return _page(request, TooLarge(limit=bounded.limit // MEGABYTE).message)
        if upload is None:
            return _page(request, gettext("Choose a file first."))
        try:
            with received(upload, _ticket(request)) as file:
                batch = batches.upload(file=file, by=request.member)  # type: ignore[attr-defined]
        except Unreadable as refusal:
            return _page(request, refusal.message, upload.name)
        return _went_on(batch)

    return checked(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT)
def paste(request: HttpRequest) -> HttpResponse:
    """Paragraphs pasted from any document, kept and read like a file."""
    text, error = "", ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        if not text.strip():
            error = gettext("Paste some paragraphs first.")
        elif len(text) > LONGEST_PASTE:
            limit = written_number(LONGEST_PASTE)
            error = gettext("The text is too long: at most %(limit)s characters at once.") % {"limit": limit}
        else:
            content = text.encode("utf-8", "replace")
            name = f"{gettext('Pasted text')}.txt"
            try:
                with on_the_disk(content, name, _ticket(request)) as file:
                    batch = batches.upload(file=file, reader=PASTED, by=request.member)  # type: ignore[attr-defined]
            except Unreadable as refusal:
                error = refusal.message
            else:
                return _went_on(batch)
    context = {"steps": steps(), "at": UPLOADED, "text": text, "error": error, "ticket": uuid4(), "most": LONGEST_PASTE}
    return render(request, "intake/paste.html", context, status=422 if error else 200)


def _went_on(batch: Batch) -> HttpResponse:
    return prepared(batch) if batch.standing == Standing.MAPPED else redirect(address(batch))


def _ticket(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("ticket", ""))
    except ValueError:
        return uuid4()


def _page(request: HttpRequest, error: str = "", refused: str | None = "") -> HttpResponse:
    limits = settings.INTAKE_LIMITS
    page = Paginator(Batch.objects.latest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "steps": steps(),
        "at": UPLOADED,
        "error": error,
        "refused": refused,
        "ticket": uuid4(),
        "megabytes": limits["max_bytes"] // MEGABYTE,
        "rows": limits["max_rows"],
        "columns": limits["max_columns"],
        "page": page,
        "earlier": [(one, facing.in_brief(one)) for one in page.object_list],
    }
    return render(request, "intake/start.html", context, status=422 if error else 200)
