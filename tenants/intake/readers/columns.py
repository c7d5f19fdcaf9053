"""Which column holds which field, found by the header's names and open to a person's correction."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tenants.intake.readers.column_names import FOLLOWING, NAMES
from tenants.intake.readers.tracker_names import LANGUAGE_ENDINGS, TRACKER_NAMES

FIELDS = tuple(NAMES)
TRACKER_FIELDS = tuple(TRACKER_NAMES)
REQUIRED = ("state", "text", "session")
# A field whose column in another language has a place of its own.
OTHER = "_other"

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


@lru_cache(maxsize=8192)
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
    known = plain.keys() | following.keys()
    exported = sum(1 for cell in header if len(cell) < 100 and simplified(cell) in known)
    return max(exported, sum(1 for cell in header if len(cell) < 100 and _tracker_field(cell)))


@cache
def _tracker_fields() -> dict[str, str]:
    """Where two fields share a name the earlier one in the list has it."""
    found: dict[str, str] = {}
    for held, names in TRACKER_NAMES.items():
        for name in names:
            found.setdefault(simplified(name) or name, held)
    return found


@lru_cache(maxsize=8192)
def _tracker_field(name: str) -> str:
    """The field of a ministry's own column name, with or without the language at its end; empty for none."""
    known, key = _tracker_fields(), simplified(name) or name.strip()
    if key in known:
        return known[key]
    bare = (key.removesuffix(ending) for ending in LANGUAGE_ENDINGS if key.endswith(ending))
    return next((known[one] for one in bare if one in known), "")


def match_tracker_columns(
    header: Sequence[str], corrected: Mapping[str, int | None] | None = None, required: Sequence[str] = ("text",)
) -> ColumnMapping:
    """The mapping for the header of a ministry's table, like `match_columns`. A column that says the same in another
    language goes to the field's own place for that (`lead_other`), where it has one."""
    names = ((index, _tracker_field(name), "name") for index, name in enumerate(header) if len(name) < 100)
    return _mapping(header, TRACKER_NAMES, names, corrected, required)


def match_columns(
    header: Sequence[str], corrected: Mapping[str, int | None] | None = None, required: Sequence[str] = REQUIRED
) -> ColumnMapping:
    """The mapping for a header row.

    `corrected` is a person's own choice, {field: column index or None for "none"}; it can be stored as JSON and wins
    over the names. Unknown fields and columns beyond the header in it are left out. A column holds one field only.
    """
    return _mapping(header, NAMES, _export_fields(header), corrected, required)


def _export_fields(header: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    plain, following = _fields_by_name()
    last_state = "state"
    for index, name in enumerate(header):
        key = simplified(name)
        held, how = plain.get(key, ""), "name"
        if held in {"state", "recommending_state"}:
            last_state = held
        elif key in following:
            held, how = following[key][last_state == "recommending_state"], "position"
        yield index, held, how


def _mapping(
    header: Sequence[str],
    names: Mapping[str, Sequence[str]],
    told: Iterable[tuple[int, str, str]],
    corrected: Mapping[str, int | None] | None,
    required: Sequence[str],
) -> ColumnMapping:
    """`told` is each column with the field its name tells, and how."""
    candidates: dict[str, list[tuple[int, str]]] = {}
    for index, held, how in told:
        if held:
            candidates.setdefault(held, []).append((index, how))
    for held in [held for held, places in candidates.items() if len(places) > 1 and held + OTHER in names]:
        candidates[held + OTHER] = candidates[held][1:2]
        candidates[held] = [candidates[held][0], *candidates[held][2:]]

    columns: dict[str, int] = {}
    found: dict[str, str] = {}
    for held, chosen in (corrected or {}).items():
        if held in names and chosen is not None and 0 <= chosen < len(header) and chosen not in columns.values():
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
