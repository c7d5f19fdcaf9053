"""Telling people things, each occasion once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.isolation.scope import current_institution_id
from tenants.members.models import Member
from tenants.notices.kinds import kind_of
from tenants.notices.models import Notice
from tenants.records import jobs

# The job that mails what waits; its subject is the institution itself.
POST = "notices.post"


@dataclass(frozen=True)
class Telling:
    """One thing to tell one member; see `tell`."""

    member: Member
    kind: str
    key: str
    path: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def tell(
    *, member: Member, kind: str, key: str, path: str = "", facts: Mapping[str, Any] | None = None
) -> Notice | None:
    """Tell a member something, on her page and by mail. None when she was told of this occasion already, has left, or
    has no account here yet.

    `kind` and `key` name the occasion, `facts` is JSON, `path` leads there, without the language ("rounds/…").
    Raises UnknownKind.
    """
    told = tell_all([Telling(member, kind, key, path, facts or {})])
    return told[0] if told else None


def tell_all(tellings: Iterable[Telling]) -> list[Notice]:
    """Tell many at once, in two statements and one bell; gives the notices that are new."""
    wanted: dict[tuple[Any, str, str], Notice] = {}
    for one in tellings:
        kind_of(one.kind)
        if one.member.left_at is None and not one.member.awaits_account:
            notice = Notice(
                member=one.member, kind=one.kind, key=one.key, path=one.path.lstrip("/"), facts=dict(one.facts)
            )
            wanted.setdefault((one.member.pk, one.kind, one.key), notice)
    if not wanted:
        return []
    Notice.objects.bulk_create(wanted.values(), ignore_conflicts=True, batch_size=1000)
    # Keys are made here, so those that stand in the table are those that were not told before.
    keys = [notice.pk for notice in wanted.values()]
    new = set(Notice.objects.filter(pk__in=keys).values_list("pk", flat=True))
    if new:
        jobs.ask(POST, current_institution_id(), by=None)
    return [notice for notice in wanted.values() if notice.pk in new]
