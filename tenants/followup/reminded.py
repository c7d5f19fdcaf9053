"""How often a body was reminded. Who sends reminders names their kinds here; the board only counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Left

from tenants.followup.models import Request
from tenants.notices.models import Notice

_kinds: set[str] = set()
KEY_LENGTH = 36


def counts_as_reminder(kind: str) -> None:
    """A kind of notice whose key begins with the request's own: "<request>:before:7"."""
    _kinds.add(kind)


def reminders_sent(requests: Collection[Request]) -> Counter[UUID]:
    """Occasions on which anybody of the body was reminded, by request. One query."""
    keys = [str(request.pk) for request in requests]
    told = Notice.objects.annotate(about=Left("key", KEY_LENGTH)).filter(kind__in=_kinds, about__in=keys)
    return Counter(UUID(about) for about, _kind, _key in told.values_list("about", "kind", "key").distinct())
