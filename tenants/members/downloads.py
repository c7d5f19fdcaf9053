"""Whether a page of a list is asked for its file, by a member who may download lists."""

from __future__ import annotations

from django.http import HttpRequest

from shared.exports.lists import kind_asked
from tenants.members.access import check
from tenants.members.roles import Permission


def download_asked(request: HttpRequest) -> str:
    """csv, xlsx or "". Raises Denied where a file is asked for without the permission to download lists."""
    kind = kind_asked(request)
    if kind:
        check(request.member, Permission.EXPORT)  # type: ignore[attr-defined]
    return kind
