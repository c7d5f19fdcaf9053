"""Writing the institution's log."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from django.db import models

from tenants.records.models import AuditEntry


class Actor(Protocol):
    """Who acts: a member, or anything with a key and a name."""

    @property
    def pk(self) -> UUID: ...
    @property
    def name(self) -> str: ...


def record(
    verb: str,
    target: models.Model | None = None,
    *,
    by: Actor | None,
    noun: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    group: UUID | None = None,
    reason: str = "",
) -> AuditEntry:
    """Note one act. `before` and `after` hold only what changed, as JSON; `by` None means the system."""
    entry = entry_for(verb, target, by=by, noun=noun, before=before, after=after, group=group, reason=reason)
    entry.save(force_insert=True)
    return entry


def entry_for(
    verb: str,
    target: models.Model | None = None,
    *,
    by: Actor | None,
    noun: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    group: UUID | None = None,
    reason: str = "",
) -> AuditEntry:
    """The entry unsaved, for acts on many rows that write their log with bulk_create."""
    return AuditEntry(
        verb=verb,
        noun=noun or (target._meta.model_name or "" if target is not None else ""),
        object_id=target.pk if target is not None else None,
        by_id=by.pk if by else None,
        by_name=by.name if by else "",
        before=before or {},
        after=after or {},
        group_id=group,
        reason=reason,
    )
