"""Sessions are bound to the place where they began; ending a membership ends those at its institution."""

from __future__ import annotations

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.module_loading import import_string

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution

# Under this key a session keeps the place it belongs to.
ROOM = "_room"
NETWORK_ROOM = "network"


def room_at(institution: Institution | None) -> str:
    """What a session keeps under ROOM: an institution's key, or the network's word."""
    return str(institution.pk) if institution else NETWORK_ROOM


def end_sessions_at(institution: Institution, *, user_id: UUID) -> int:
    """Sign a person out of every browser at one institution; her sessions elsewhere stay. Returns how many ended."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    ended = 0
    with in_network():
        for session in UserSession.objects.filter(user_id=user_id):
            if store(session.session_key).get(ROOM) == room_at(institution):
                session.end()
                ended += 1
    return ended
