"""Writing the network's log."""

from __future__ import annotations

from typing import Any

from django.db import models

from shared.users.models import User
from tenants.network.models import NetworkEntry


def note(verb: str, target: models.Model, *, by: User | None, details: dict[str, Any] | None = None) -> NetworkEntry:
    """Note one act in the network's name. `details` is JSON; `by` None is the platform's operator."""
    entry = NetworkEntry(
        verb=verb,
        noun=target._meta.model_name or "",
        object_id=target.pk,
        by_id=by.pk if by else None,
        by_name=str(by) if by else "",
        details=details or {},
    )
    entry.save(force_insert=True)
    return entry
