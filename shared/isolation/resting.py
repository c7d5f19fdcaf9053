"""Connections leave their scope at both ends of every request and task."""

from __future__ import annotations

from typing import Any

from django.db import connections


def rest_connections(**kwargs: Any) -> None:
    """Put every open connection of this thread back to the login role, which has no rights. A signal's receiver."""
    for connection in connections.all(initialized_only=True):
        connection.rest()  # type: ignore[attr-defined]
