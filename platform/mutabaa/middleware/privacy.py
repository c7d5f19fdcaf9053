"""What belongs to an institution or to somebody signed in is kept by no cache, and not by the browser's history."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class Private:
    """Marks pages and downloads of an institution, and pages for a session, unless they say something themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        inside = getattr(request, "institution", None) is not None
        if (inside or settings.SESSION_COOKIE_NAME in request.COOKIES) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
