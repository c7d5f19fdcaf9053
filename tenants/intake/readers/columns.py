"""Which column holds which field, found by the header's names and open to a person's correction."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tenants.intake.readers.column_names import FOLLOWING, NAMES

FIELDS = tuple(NAMES)
REQUIRED = ("state", "text", "session")

NOT_LETTERS = re.compile(r"[\W_]+")
ARABIC_SHAPES = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field to column index, with how each was found: `name`, `position` (after its state) or `person`.

    `missing` are required fields without a column; `ambiguous` lists every column that could hold a field when
    there are several (the first of them is the one mapped); `unused` are columns that hold no known field.
    """

    columns: dict[str, int]
    found: dict[str, str]
    missing: tuple[str, ...] = ()
    ambiguous: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unused: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether rows can be read with it."""
        return not self.missing

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The row's cell of that field, empty where the column or the cell is missing."""
        index = self.columns.get(name)
        return cells[index] if index is not None and index < len(cells) else ""


@cache
def simplified(name: str) -> str:
    """A column name without case, accents, spaces and punctuation: `To-Rgrp` and `TO RGRP` are `torgrp`."""
    name = unicodedata.normalize("NFKD", name).casefold()
    name = "".join(character for character in name if not unicodedata.combining(character))
    return NOT_LETTERS.sub("", name.translate(ARABIC_SHAPES))


@cache
def _fields_by_name() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    plain = {simplified(name): held for held, names in NAMES.items() for name in names}
    following = {simplified(name): pair for pair, names in FOLLOWING.items() for name in names}
    return plain, following


def recognised(header: Sequence[str]) -> int:
    """How many cells of a row are column names known here."""
    plain, following = _fields_by_name()
    return sum(1 for cell in header if len(cell) < 100 and (simplified(cell) in plain or simplified(cell) in following))


def match_columns(
    header: Sequence[str], corrected: Mapping[str, int | None] | None = None, required: Sequence[str] = REQUIRED
) -> ColumnMapping:
    """The mapping for a header row.

    `corrected` is a person's own choice, {field: column index or None for "none"}; it can be stored as JSON and wins
    over the names. Unknown fields and columns beyond the header in it are left out. A column holds one field only.
    """
    plain, following = _fields_by_name()
    candidates: dict[str, list[tuple[int, str]]] = {}
    last_state = "state"
    for index, name in enumerate(header):
        key = simplified(name)
        held, how = plain.get(key, ""), "name"
        if held in {"state", "recommending_state"}:
            last_state = held
        elif key in following:
            held, how = following[key][last_state == "recommending_state"], "position"
        if held:
            candidates.setdefault(held, []).append((index, how))

    columns: dict[str, int] = {}
    found: dict[str, str] = {}
    for held, chosen in (corrected or {}).items():
        if held in NAMES and chosen is not None and 0 <= chosen < len(header) and chosen not in columns.values():
            columns[held], found[held] = chosen, "person"
    for held, places in candidates.items():
        if held in (corrected or {}):
            continue
        free = [(index, how) for index, how in places if index not in columns.values()]
        if free:
            columns[held], found[held] = free[0]
    ambiguous = {
        held: tuple(index for index, _how in places)
        for held, places in candidates.items()
        if len(places) > 1 and held not in (corrected or {})
    }
    return ColumnMapping(
        columns=columns,
        found=found,
        missing=tuple(held for held in required if not _present(held, columns)),
        ambiguous=ambiguous,
        unused=tuple(index for index in range(len(header)) if index not in columns.values()),
    )


def _present(held: str, columns: Mapping[str, int]) -> bool:
    if held == "text":
        return any(name in columns for name in ("text", "text_ar", "text_fr", "text_en"))
    return held in columns


def stored_choices(mapping: ColumnMapping) -> dict[str, int]:
    """The mapping as a plain dict for JSON, fit to be handed back as `corrected`."""
    return dict(mapping.columns)
