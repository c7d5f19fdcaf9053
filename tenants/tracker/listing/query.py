"""What a list's address asks for, read from and written back to the query string."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

PAGE_SIZE = 25

# The facets, in the order in which the page shows them.
FACETS = (
    "mechanism",
    "body",
    "cycle",
    "session",
    "theme",
    "group",
    "sdg",
    "responsible",
    "status",
    "position",
    "priority",
    "assessed_by",
    "provenance",
    "attention",
)
# Narrow the list without being offered as a facet.
RESTRICTIONS = ("batch", "cluster", "ids", "silent", "outdated", "moved", "added")
# How a status moved since a day: up or down the ladder, to its top, from no account at all, or back to none.
MOVES = ("forward", "back", "implemented", "first", "lost")
# Change what is listed and have one value: `count=once` leaves out what a later recommendation stands for.
SWITCHES = {"count": "once"}
SORTS = ("document", "relevance", "due", "priority", "score", "changed")
MOST_VALUES = 60


@dataclass(frozen=True)
class ListQuery:
    """Words, chosen values by facet, sorting and page of one list."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read an address. What is not understood is left out, never an error."""
        chosen: dict[str, tuple[str, ...]] = {}
        for name in (*FACETS, *RESTRICTIONS):
            values = tuple(dict.fromkeys(value for value in data.getlist(name) if value))[:MOST_VALUES]
            if name in RESTRICTIONS:
                fits = FITS.get(name, _is_key)
                values = tuple(value for value in values if fits(value))
            if values:
                chosen[name] = values
        for name, on in SWITCHES.items():
            if data.get(name) == on:
                chosen[name] = (on,)
        words = " ".join(data.get("q", "").replace("\0", "").split())[:300]
        sort = data.get("sort", "")
        page = data.get("page", "1")[:9]
        return cls(
            words=words,
            chosen=chosen,
            sort=sort if sort in SORTS else "",
            page=int(page) if page.isascii() and page.isdigit() and int(page) > 0 else 1,
        )

    @property
    def sorting(self) -> str:
        """The sorting that holds: by relevance where words were given, else as the documents stand."""
        if self.sort and (self.sort != "relevance" or self.words):
            return self.sort
        return "relevance" if self.words else "document"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as an address carries them, in one fixed order; the page is left out."""
        found = [("q", self.words)] if self.words else []
        names = (*FACETS, *RESTRICTIONS, *SWITCHES)
        found += [(name, value) for name in names for value in self.chosen.get(name, ())]
        if self.sort:
            found.append(("sort", self.sort))
        return found

    def encode(self, *, page: int | None = None) -> str:
        """The query string, without its question mark."""
        pairs: list[tuple[str, str]] = self.pairs()
        if page is not None and page > 1:
            pairs.append(("page", str(page)))
        return urlencode(pairs)

    def without(self, name: str, value: str) -> Self:
        """The same list with one chosen value taken back."""
        rest = tuple(one for one in self.chosen.get(name, ()) if one != value)
        chosen = {key: values for key, values in self.chosen.items() if key != name}
        return replace(self, chosen={**chosen, **({name: rest} if rest else {})}, page=1)

    @property
    def counts_once(self) -> bool:
        return "count" in self.chosen

    def counting_once(self) -> Self:
        """The same list without what a later recommendation stands for."""
        return replace(self, chosen={**self.chosen, "count": (SWITCHES["count"],)}, page=1)

    def cleared(self) -> Self:
        return replace(self, words="", chosen={}, page=1)

    def wordless(self) -> Self:
        return replace(self, words="", page=1)


def moved_in(value: str) -> tuple[str, date] | None:
    """What "forward-2026-10-22" asks for: a move of the status, and since which day. None where it is none."""
    way, _, day = value.partition("-")
    since = day_in(day)
    return (way, since) if way in MOVES and since is not None else None


def day_in(value: str) -> date | None:
    """The day of an ISO date, None where it is none."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def uuids(values: Iterable[str]) -> list[UUID]:
    """Those of the values that are keys."""
    return [UUID(value) for value in values if _is_key(value)]


# Restrictions whose values are no keys.
FITS: dict[str, Callable[[str], object]] = {"moved": moved_in, "added": day_in}
