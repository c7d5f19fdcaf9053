"""A session belongs to the host where it began. A cookie carried to another host opens nothing there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tenants.members.sessions import ROOM, room_at


class BoundSession:
    """Stands after SessionMiddleware: drops a stranger's session unread, marks each new one with its room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store: Any = import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        room = room_at(request.institution)  # type: ignore[attr-defined]
        if request.session.session_key and not request.session.is_empty() and request.session.get(ROOM) != room:
            request.session = self.store()
        response = self.get_response(request)
        if request.session.modified and not request.session.is_empty():
            request.session[ROOM] = room
        return response
