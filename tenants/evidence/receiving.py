"""A file on its way in: never more of it kept than the limit allows, then looked at before anybody else sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files import File
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from shared.languages.numbers import written_number
from tenants.evidence import file_names, scanning
from tenants.evidence.arrivals import Arrival
from tenants.evidence.limits import MEGABYTE, limits
from tenants.evidence.models import Safety
from tenants.evidence.recognising import recognised
from tenants.evidence.refusals import Infected, TooLarge


class Bounded(FileUploadHandler):
    """Lets a file pass until it is larger than the limit; the rest is read off the line and forgotten."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.limit = limits().max_bytes
        self.passed = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.passed += len(raw_data)
        if self.passed > self.limit:
            self.exceeded = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def receives_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Put the limit before the form is read and its token checked; `request.bounded` tells whether it was passed."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            bounded = Bounded(request)
            request.upload_handlers = [bounded, TemporaryFileUploadHandler(request)]
            request.bounded = bounded  # type: ignore[attr-defined]
        return protected(request, *args, **kwargs)

    return bounding


def too_large() -> TooLarge:
    """The refusal that names the limit."""
    return TooLarge(
        _("The file is larger than %(limit)s MB, the most that is taken.")
        % {"limit": written_number(limits().max_bytes // MEGABYTE)}
    )


def examined(file: File, name: str, *, key: str = "") -> Arrival:
    """Look at a file as it came, whatever its name or the browser said of it. Raises Unacceptable, TooLarge, Infected.

    `key` is where it stands in the private store already; else it is stored later.
    """
    bounds = limits()
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
        if size > bounds.max_bytes:
            raise too_large()
    file.seek(0)
    kind = recognised(file, name, bounds)
    safety = scanning.verdict(file)
    if safety == Safety.INFECTED:
        raise Infected(_("The scanner found a virus in this file. It was not kept."))
    file.seek(0)
    return Arrival(file, file_names.clean(name, kind), kind, size, digest.hexdigest(), safety, key)
