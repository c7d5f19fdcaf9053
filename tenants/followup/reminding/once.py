"""Which of the reminders that are due somebody has not had yet. The notices themselves are the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from tenants.notices.models import Notice

# From the first morning of a day on earth to the last, all of its people were told.
ALL_MORNINGS = timedelta(days=1)


class Due(Protocol):
    """A reminder for one person: `key` is (member, kind, occasion), `day` the day it belongs to."""

    @property
    def key(self) -> tuple[UUID, str, str]: ...
    @property
    def day(self) -> date: ...


Reminder = TypeVar("Reminder", bound=Due)


def not_told(found: Iterable[Reminder], today: date) -> Iterator[Reminder]:
    """Those that are new. One query.

    Once the day is over everywhere, whoever took the work up since is not told of it any more, unless nobody was.
    """
    found = list(found)
    kinds, keys = {one.key[1] for one in found}, {one.key[2] for one in found}
    known = set(Notice.objects.filter(kind__in=kinds, key__in=keys).values_list("member_id", "kind", "key"))
    heard = {(kind, key) for _member, kind, key in known}
    for one in found:
        over = one.day + ALL_MORNINGS < today
        if one.key not in known and not (over and one.key[1:] in heard):
            yield one
