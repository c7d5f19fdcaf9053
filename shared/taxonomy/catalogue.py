"""The reference lists in memory: loaded once in a process, looked at again when a newer release may be there."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from shared.isolation.scope import in_network
from shared.taxonomy import entries
from shared.taxonomy.entries import Entry, entry_of
from shared.taxonomy.lists import DATA, LIST_OF, LISTS
from shared.taxonomy.matching import key
from shared.taxonomy.reading import names_of_values, read

SECONDS_BEFORE_LOOKING_AGAIN = 300

# kind -> names of the two dictionaries of Catalogue that hold it, by id and by code
SHELVES: dict[str, tuple[str, str]] = {
    "regional_group": ("regional_groups", "regional_group_by_code"),
    "organisation": ("organisations", "organisation_by_code"),
    "state": ("states", "state_by_code"),
    "mechanism": ("mechanisms", "mechanism_by_code"),
    "body": ("bodies", "body_by_code"),
    "instrument": ("instruments", "instrument_by_code"),
    "upr_cycle": ("cycles", "cycle_by_code"),
    "upr_session": ("sessions", "session_by_code"),
    "review_slot": ("review_slots", "review_slot_by_code"),
    "theme": ("themes", "theme_by_code"),
    "affected_group": ("groups", "group_by_code"),
    "issue": ("issues", "issue_by_code"),
    "sdg": ("sdgs", "sdg_by_code"),
    "action_category": ("action_categories", "action_category_by_code"),
    "capacity": ("capacities", "capacity_by_code"),
    "position": ("positions", "position_by_code"),
    "position_phrase": ("position_phrases", "position_phrase_by_code"),
    "scale": ("scales", "scale_by_code"),
    "scale_value": ("scale_values", "scale_value_by_code"),
    "glossary_term": ("glossary", "glossary_by_code"),
}


class Match(NamedTuple):
    """A term found by a printed name, and how the name stands to it: exact, former, close, broader, narrower."""

    entry: Any
    relation: str


class Catalogue:
    """Every term by id and by code, retired ones included; printed names lead to current terms only."""

    regional_groups: dict[UUID, Entry]
    regional_group_by_code: dict[str, Entry]
    organisations: dict[UUID, Entry]
    organisation_by_code: dict[str, Entry]
    states: dict[UUID, entries.State]
    state_by_code: dict[str, entries.State]
    mechanisms: dict[UUID, entries.Mechanism]
    mechanism_by_code: dict[str, entries.Mechanism]
    bodies: dict[UUID, entries.Body]
    body_by_code: dict[str, entries.Body]
    instruments: dict[UUID, entries.Instrument]
    instrument_by_code: dict[str, entries.Instrument]
    cycles: dict[UUID, entries.Cycle]
    cycle_by_code: dict[str, entries.Cycle]
    sessions: dict[UUID, entries.Session]
    session_by_code: dict[str, entries.Session]
    review_slots: dict[UUID, entries.ReviewSlot]
    review_slot_by_code: dict[str, entries.ReviewSlot]
    themes: dict[UUID, entries.Theme]
    theme_by_code: dict[str, entries.Theme]
    groups: dict[UUID, Entry]
    group_by_code: dict[str, Entry]
    issues: dict[UUID, entries.Issue]
    issue_by_code: dict[str, entries.Issue]
    sdgs: dict[UUID, Entry]
    sdg_by_code: dict[str, Entry]
    action_categories: dict[UUID, Entry]
    action_category_by_code: dict[str, Entry]
    capacities: dict[UUID, Entry]
    capacity_by_code: dict[str, Entry]
    positions: dict[UUID, Entry]
    position_by_code: dict[str, Entry]
    position_phrases: dict[UUID, entries.PositionPhrase]
    position_phrase_by_code: dict[str, entries.PositionPhrase]
    scales: dict[UUID, Entry]
    scale_by_code: dict[str, Entry]
    scale_values: dict[UUID, entries.ScaleValue]
    scale_value_by_code: dict[str, entries.ScaleValue]
    glossary: dict[UUID, Entry]
    glossary_by_code: dict[str, Entry]

    def __init__(self, rows: Mapping[str, Iterable[Mapping[str, Any]]], aliases: Iterable[Mapping[str, Any]]) -> None:
        """`rows`: column values by kind, links among them as tuples of ids. `aliases`: rows of the alias table."""
        self._names: dict[str, dict[str, Match]] = defaultdict(dict)
        self._narrower: dict[UUID, list[Any]] = defaultdict(list)
        for kind, (by_id, by_code) in SHELVES.items():
            found = {values["id"]: (entry_of(kind, values), values) for values in rows.get(kind, ())}
            setattr(self, by_id, {one: entry for one, (entry, _) in found.items()})
            setattr(self, by_code, {entry.code: entry for entry, _ in found.values()})
            for entry, values in found.values():
                if entry.retired:
                    continue
                if getattr(entry, "parent_id", None):
                    self._narrower[entry.parent_id].append(entry)
                if LIST_OF[kind].named:
                    for name in names_of_values(kind, values):
                        self._names[kind][key(name)] = Match(entry, "exact")
        for alias in aliases:
            entry = getattr(self, SHELVES[alias["kind"]][1]).get(alias["code"])
            if entry and not entry.retired:
                self._names[alias["kind"]].setdefault(alias["normalised"], Match(entry, alias["relation"]))

    def match(self, kind: str, text: str) -> Match | None:
        """The term of a kind that a source means by `text`, with the relation of the name to it."""
        return self._names[kind].get(key(text))

    def narrower(self, entry: Entry) -> list[Any]:
        """Current terms directly under a term: the themes of a group of themes, the targets of a goal."""
        return self._narrower.get(entry.id, [])


@cache
def catalogue_from_files() -> Catalogue:
    """The catalogue of the data files that the app ships, without a database."""
    data = read(DATA)
    rows = {
        kind: [{**row.values, **row.links, "id": row.id} for row in listed]
        for kind, listed in data.rows.items()
    }  # fmt: skip
    return Catalogue(rows, data.aliases)


def _stored_catalogue() -> Catalogue:
    from shared.taxonomy.models import Alias
    from shared.taxonomy.tables import LINK_OF, MODEL_OF, columns_of, stored

    links: dict[tuple[str, str], dict[UUID, list[UUID]]] = {}
    for name, (table, own, other) in LINK_OF.items():
        links[name] = defaultdict(list)
        for owner, linked in stored(table).order_by("order").values_list(own, other):
            links[name][owner].append(linked)
    rows = {}
    for kind in (one.kind for one in LISTS if one.kind in SHELVES):
        own_links = [name for of, name in links if of == kind]
        rows[kind] = [
            {
                **values,
                **{name: tuple(links[kind, name].get(values["id"], ())) for name in own_links},
                "retired": values["retired_at"] is not None,
            }
            for values in stored(MODEL_OF[kind]).order_by("order").values(*columns_of(MODEL_OF[kind]))
        ]
    return Catalogue(rows, list(Alias.objects.values("kind", "code", "normalised", "relation")))


class _Held(NamedTuple):
    catalogue: Catalogue
    release: UUID | None
    looked_at: float


_held: _Held | None = None


def clear() -> None:
    """Forget the catalogue in memory; the next reader loads it anew."""
    global _held
    _held = None


def catalogue() -> Catalogue:
    """The reference lists as the database holds them, at most five minutes old."""
    global _held
    held = _held
    if held and held.release and time.monotonic() - held.looked_at < SECONDS_BEFORE_LOOKING_AGAIN:
        return held.catalogue
    from shared.taxonomy.models import Release

    with in_network():
        release = Release.objects.order_by("-loaded_at", "-id").values_list("id", flat=True).first()
        unchanged = held is not None and held.release == release and release is not None
        current = held.catalogue if held and unchanged else _stored_catalogue()
    _held = _Held(current, release, time.monotonic())
    return current
