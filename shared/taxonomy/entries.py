"""The terms as pages and importers see them: small frozen objects that need no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term. `label` is the label in the active language, English where another language is active."""

    id: UUID
    code: str
    label_ar: str
    label_en: str
    label_fr: str
    order: int
    retired: bool = False
    sensitive: bool = False
    parent_id: UUID | None = None

    @property
    def label(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """The label in a language such as `fr` or `ar-ma`; English when it is none of the three."""
        return {"ar": self.label_ar, "fr": self.label_fr}.get(language.partition("-")[0], self.label_en)

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Entry):
    iso2: str = ""
    iso3: str = ""
    status: str = "member"
    fictional: bool = False
    regional_group_id: UUID | None = None
    organisations: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Entry):
    level: str
    short_label_ar: str
    short_label_en: str
    short_label_fr: str

    @property
    def short_label(self) -> str:
        language = (get_language() or "en").partition("-")[0]
        return {"ar": self.short_label_ar, "fr": self.short_label_fr}.get(language, self.short_label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Entry):
    mechanism_id: UUID
    category: str
    abbreviation: str = ""
    scope: str = ""
    treaty_id: UUID | None = None
    followup_months: int | None = None
    periodicity_years: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Entry):
    category: str
    monitoring_body_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(Entry):
    first_session: int
    last_session: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Entry):
    """`code` is the session's number."""

    cycle_id: UUID
    starts_on: date
    ends_on: date
    dates_verified: str

    @property
    def number(self) -> int:
        return int(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSlot:
    """When a State is reviewed in a cycle. `session` is the session's number, `month` the first day of its month."""

    id: UUID
    code: str
    state_id: UUID
    cycle_id: UUID
    session: int
    month: date | None = None
    computed: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Entry):
    artefact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Entry):
    default_theme_id: UUID | None = None
    themes: tuple[UUID, ...] = ()
    groups: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleValue(Entry):
    scale_id: UUID
    value: str
    comparable_to: str
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPhrase:
    """Words of a source. Without a position they mark a commitment of `mechanism_id`, such as a voluntary pledge."""

    id: UUID
    code: str
    language: str
    text: str
    position_id: UUID | None = None
    mechanism_id: UUID | None = None
    retired: bool = False


ENTRY_OF: dict[str, type] = {
    "state": State,
    "mechanism": Mechanism,
    "body": Body,
    "instrument": Instrument,
    "upr_cycle": Cycle,
    "upr_session": Session,
    "review_slot": ReviewSlot,
    "theme": Theme,
    "issue": Issue,
    "scale_value": ScaleValue,
    "position_phrase": PositionPhrase,
}


@cache
def _wanted(entry: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(entry))


def entry_of(kind: str, values: Mapping[str, Any]) -> Any:
    """The entry of a kind from a table's column values (more columns than it needs do no harm)."""
    entry = ENTRY_OF.get(kind, Entry)
    return entry(**{name: values[name] for name in _wanted(entry) if name in values})
