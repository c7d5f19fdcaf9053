"""One annotation of the Universal Human Rights Index as its exports give it, before any name in it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tenants.intake.readers.columns import simplified

# Field to the names it has in the workbook and in JSON, old, corrected and abbreviated.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("Text", "Annotation text", "Recommendation text"),
    "countries": ("Countries Concerned", "Country Concerned", "Countries", "Country", "States Concerned"),
    "bodies": ("Recommending Body", "Recommending Bodies", "Body", "Bodies", "Mechanism", "Recommending Mechanism"),
    "symbol": ("Document Symbol", "Symbol"),
    "themes": ("Themes", "Theme"),
    "groups": ("Affected Persons", "Affected Person", "Persons affected", "Groups of persons", "Groups"),
    "sdgs": ("Sdgs", "Sdg", "Sustainable Development Goals"),
    "published": ("Document Publication Date", "Publication Date"),
    "recommending": ("UPR Recommending States", "UPR Recommending State", "Recommending States"),
    "position": ("UPR Position", "Position"),
    "kind": ("Type", "Annotation Type"),
    "identifier": ("OHCHR Annotation Id", "Annotation Id"),
    "session": ("UPR Session",),
    "regions": ("Regions Concerned", "Regions"),
    "recommending_regions": ("Recommending Regions", "UPR Recommending Regions"),
    "listed": ("Date of publication on UHRI", "Publication date on UHRI"),
}
MISSPELT = re.compile(r"rec+om+end")
BULLET = re.compile(r"^(?:[-–•]\s+|-(?=\S)|-$)")
LINES = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """`number` is the row of the sheet, or the place in the order of a JSON file."""

    number: int
    sheet: str
    values: Mapping[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """A field as one line."""
        return " ".join(self.values.get(name, ()))


@lru_cache(maxsize=8192)
def field_of(name: str) -> str:
    """The field that a column or a JSON key holds; empty when it is none of UHRI's."""
    return _fields().get(MISSPELT.sub("recommend", simplified(name)), "")


@cache
def _fields() -> dict[str, str]:
    return {MISSPELT.sub("recommend", simplified(name)): held for held, names in NAMES.items() for name in names}


def fields_of(names: Iterable[str]) -> dict[str, int]:
    """Field to the index of the first column that holds it."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        if len(name) < 100 and (held := field_of(name)):
            found.setdefault(held, index)
    return found


def from_cells(number: int, sheet: str, cells: Sequence[str], columns: Mapping[str, int]) -> Record:
    """A row of the workbook: each value on a line of its own behind a hyphen."""
    filled = {name: cells[index] for name, index in columns.items() if index < len(cells) and cells[index]}
    return Record(number, sheet, {name: values_of(cell) for name, cell in filled.items()})


def from_json(number: int, plain: Mapping[str, Any]) -> Record:
    """An object of the JSON file; of members with the same meaning the first that says something stands."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in plain.items():
        held = field_of(name) if len(name) < 100 else ""
        if held and not values.get(held):
            values[held] = tuple(_strings(value, 0))
    return Record(number, "", values)


def values_of(cell: str) -> tuple[str, ...]:
    """The values in a cell, without hyphens, in their order: `- Algeria\\n- Chad ` is ("Algeria", "Chad")."""
    lines = (BULLET.sub("", line.strip()).strip() for line in LINES.split(cell))
    return tuple(line for line in lines if line)


def _strings(value: Any, depth: int) -> Iterable[str]:
    """The words of a JSON value: a string, a list of them, or of objects that have a name."""
    if isinstance(value, str):
        line = UNPRINTABLE.sub("", value).strip()
        if line:
            yield line
    elif isinstance(value, list) and depth < 2:
        for one in value:
            yield from _strings(one, depth + 1)
    elif isinstance(value, dict):
        named = {simplified(key): one for key, one in value.items() if len(key) < 100 and isinstance(one, str)}
        chosen = next((named[key] for key in ("name", "label", "title", "text", "value", "code") if named.get(key)), "")
        yield from _strings(chosen, depth + 1)
