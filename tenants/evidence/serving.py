"""Bytes on their way out: after a permission check, never by a lasting address, never run by a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog
from django.core.files.storage import storages
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from shared.isolation.streaming import streamed
from tenants.evidence.models import Version
from tenants.records.files import opened
from tenants.records.models import StoredFile

log = structlog.get_logger(__name__)

BLOCK = 64 * 1024
LINK_SECONDS = 60
# The browser may draw what it gets and nothing more.
SHOWN_ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def downloaded(version: Version) -> HttpResponseBase:
    """The file to keep, under its own name: from the store by a link that lasts a minute, or streamed by us."""
    stored = _stored(version)
    storage: Any = storages["private"]
    if storage.signs:
        address = storage.signed_download(
            stored.key, file_name=version.name, media_type=version.kind.media_type, seconds=LINK_SECONDS
        )
        return _private(HttpResponseRedirect(address))
    return _sent(stored, version.kind.media_type, disposition=content_disposition_header(True, version.name))


def shown(stored: StoredFile | None, media_type: str) -> HttpResponseBase:
    """A picture inside a page of ours; `media_type` is what the content was found to be, not what anybody said."""
    if stored is None:
        raise Http404
    return _sent(stored, media_type, disposition="inline")


def _stored(version: Version) -> StoredFile:
    if version.stored is None:
        raise Http404
    return version.stored


def _sent(stored: StoredFile, media_type: str, *, disposition: str | None) -> HttpResponseBase:
    try:
        file = opened(stored)
    except FileNotFoundError:
        log.error("stored_file_missing", stored=str(stored.pk))
        raise Http404 from None
    response = StreamingHttpResponse(streamed(_blocks(file)), content_type=media_type)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(stored.size)
    response["Content-Security-Policy"] = SHOWN_ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return _private(response)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _blocks(file: Any) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
