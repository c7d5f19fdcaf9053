"""Where the parts of the platform announce their entrances.

Apps call `register` in `AppConfig.ready`; the face asks `entries` when it draws a page's navigation. This module knows
neither side, so an app never imports the layer that shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


class Room(StrEnum):
    """Whose navigation an entry belongs to: an institution's own walls, or the network's public rooms."""

    INSTITUTION = "institution"
    NETWORK = "network"


@dataclass(frozen=True)
class Entry:
    """One entrance: `permission` hides it from those who lack it, `count` is the figure beside its words."""

    order: int
    label: StrOrPromise
    url_name: str
    room: Room = Room.INSTITUTION
    permission: str | None = None
    count: Callable[[HttpRequest], int | None] | None = None


_entries: dict[tuple[Room, str], Entry] = {}


def register(
    order: int,
    label: StrOrPromise,
    url_name: str,
    *,
    permission: str | None = None,
    count: Callable[[HttpRequest], int | None] | None = None,
    room: Room = Room.INSTITUTION,
) -> None:
    """Announce an entrance. Lower orders stand first; the same url name announced again replaces the earlier one."""
    _entries[room, url_name] = Entry(order, label, url_name, room, permission, count)


def entries(room: Room) -> list[Entry]:
    """The entrances of a room, in their order."""
    return sorted((entry for entry in _entries.values() if entry.room == room), key=lambda entry: entry.order)
