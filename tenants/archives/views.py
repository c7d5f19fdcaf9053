"""The page on which a coordinator takes everything away, and the way to the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import structlog
from django.contrib import messages
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.isolation.streaming import streamed
from tenants.archives.actions import archives as actions
from tenants.archives.inside import inside
from tenants.archives.models import Archive
from tenants.archives.recent import confirm_address, is_confirmed
from tenants.archives.writing import BLOCK
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import Job

log = structlog.get_logger(__name__)

PAGE = "archives:archives"
SHOWN = 10
LINK_SECONDS = 60


def _person(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined, no-any-return]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ARCHIVE)
def archives(request: HttpRequest) -> HttpResponse:
    """What an archive would hold, the archives of the last days; a POST asks for one."""
    if request.method == "POST":
        if not is_confirmed(request):
            return HttpResponseRedirect(confirm_address(PAGE))
        actions.ask(by=_person(request))
        messages.success(request, _("The archive is being made."))
        return redirect(PAGE)
    job = Job.objects.unfinished().filter(kind=actions.MAKE).first()
    shown = list(Archive.objects.newest_first()[:SHOWN])
    context = {
        "inside": inside(),
        "archives": shown,
        "job": job,
        "stopped": bool(shown) and job is None and shown[0].ready_at is None and shown[0].removed_at is None,
        "confirmed": is_confirmed(request),
        "confirm_url": confirm_address(PAGE),
    }
    return render(request, "archives/archives.html", context)


@never_cache
@require_safe
@requires(Permission.ARCHIVE)
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file: from the store by a link that lasts a minute, or streamed by us."""
    archive = get_object_or_404(Archive.objects.kept(), pk=pk)
    if not is_confirmed(request):
        return HttpResponseRedirect(confirm_address(PAGE))
    storage: Any = storages["private"]
    if storage.signs:
        address = storage.signed_download(
            archive.key, file_name=archive.name, media_type="application/zip", seconds=LINK_SECONDS
        )
        actions.note_download(archive=archive, by=_person(request))
        return HttpResponseRedirect(address)
    try:
        file = storage.open(archive.key)
    except FileNotFoundError:
        log.error("archive_missing", archive=str(archive.pk))
        raise Http404 from None
    actions.note_download(archive=archive, by=_person(request))
    response = StreamingHttpResponse(streamed(_blocks(file)), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, archive.name) or "attachment"
    response["Content-Length"] = str(archive.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@requires(Permission.ARCHIVE)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove the file before its time is over."""
    archive = get_object_or_404(Archive.objects.filter(ready_at__isnull=False), pk=pk)
    actions.remove(archive=archive, by=_person(request))
    messages.success(request, _("The archive was removed."))
    return redirect(PAGE)


def _blocks(file: Any) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
