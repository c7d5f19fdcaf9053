"""What each data file holds: its kind of term, its columns, and what every column may say.

A file has `code`, then (for terms) `label_en, label_fr, label_ar`, then its own columns in the order given here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("en", "fr", "ar")
RELATIONS = ("exact", "former", "close", "broader", "narrower")


class BadValue(ValueError):
    """A cell that does not say what its column may say."""


@dataclass(frozen=True)
class Refers:
    """A column that names a term of `kind` by its code (several, separated by semicolons, when `many`)."""

    kind: str
    required: bool = False
    many: bool = False


Reader = Callable[[str], Any]


def text(cell: str) -> str:
    return cell


def required(cell: str) -> str:
    if not cell:
        raise BadValue(_("must not be empty"))
    return cell


def whole(cell: str) -> int | None:
    try:
        return int(cell) if cell else None
    except ValueError as error:
        raise BadValue(_("must be a whole number")) from error


def decimal(cell: str) -> Decimal | None:
    try:
        return Decimal(cell) if cell else None
    except InvalidOperation as error:
        raise BadValue(_("must be a number")) from error


def day(cell: str) -> date | None:
    """`2026-11-02`, or a month such as `2026-11`, which stands for its first day."""
    try:
        return date.fromisoformat(cell if len(cell) != 7 else f"{cell}-01") if cell else None
    except ValueError as error:
        raise BadValue(_("must be a date")) from error


def flag(cell: str) -> bool:
    if cell not in ("", "no", "yes"):
        raise BadValue(_("must be yes or no"))
    return cell == "yes"


def needed(reader: Reader) -> Reader:
    return lambda cell: reader(required(cell))


def one_of(*allowed: str) -> Reader:
    def reader(cell: str) -> str:
        if cell not in allowed:
            raise BadValue(_("must be one of: %(allowed)s") % {"allowed": ", ".join(allowed)})
        return cell

    return reader


@dataclass(frozen=True)
class ReferenceList:
    """One data file. `named`: sources print its labels, so terms can be found by them."""

    kind: str
    file: str
    columns: Mapping[str, Reader | Refers] = field(default_factory=dict)
    labelled: bool = True
    named: bool = False

    @property
    def header(self) -> list[str]:
        labels = [f"label_{language}" for language in LANGUAGES] if self.labelled else []
        return ["code", *labels, *self.columns]


def in_three_languages(name: str) -> dict[str, Reader]:
    return {f"{name}_{language}": required for language in LANGUAGES}


LISTS: tuple[ReferenceList, ...] = (
    ReferenceList("regional_group", "regional_groups.csv", named=True),
    ReferenceList("organisation", "organisations.csv", named=True),
    ReferenceList("state", "states.csv", {
        "iso2": text, "iso3": text, "m49": text,
        "status": one_of("member", "observer", "treaty_party", "organisation", "entity"),
        "regional_group": Refers("regional_group"), "organisations": Refers("organisation", many=True),
    }, named=True),
    ReferenceList("mechanism", "mechanisms.csv", {
        **in_three_languages("short_label"), "level": one_of("un", "regional", "nhri", "national"),
    }, named=True),
    ReferenceList("body", "bodies.csv", {
        "abbreviation": text, "mechanism": Refers("mechanism", required=True), "category": required,
        "scope": one_of("", "thematic", "country", "regional"), "treaty": Refers("instrument"),
        "symbol_pattern": text, "followup_months": whole, "periodicity_years": decimal, "members": whole,
    }, named=True),
    ReferenceList("instrument", "instruments.csv", {
        "category": required, "adopted": day, "in_force": day, "monitoring_body": Refers("body"),
        "reference": text, "dates_verified": flag,
    }),
    ReferenceList("upr_cycle", "upr_cycles.csv", {
        "first_session": needed(whole), "last_session": needed(whole), "starts": day, "ends": day,
    }),
    ReferenceList("upr_session", "upr_sessions.csv", {
        "cycle": Refers("upr_cycle", required=True), "starts_on": needed(day), "ends_on": needed(day),
        "dates_verified": one_of("yes", "month", "no"),
    }),
    ReferenceList("review_slot", "review_calendar.csv", {
        "state": Refers("state", required=True), "cycle": Refers("upr_cycle", required=True),
        "session": needed(whole), "month": day, "computed": flag,
    }, labelled=False),
    ReferenceList("theme", "themes.csv", {"parent": Refers("theme"), "sensitive": flag, "artefact": flag}, named=True),
    ReferenceList("affected_group", "affected_groups.csv", {"parent": Refers("affected_group"), "sensitive": flag},
                  named=True),
    ReferenceList("issue", "issues.csv", {
        "default_theme": Refers("theme"), "themes": Refers("theme", many=True),
        "groups": Refers("affected_group", many=True), "sensitive": flag,
    }, named=True),
    ReferenceList("sdg", "sdgs.csv", {"parent": Refers("sdg")}),
    ReferenceList("action_category", "action_categories.csv", in_three_languages("verbs"), named=True),
    ReferenceList("capacity", "capacities.csv", {**in_three_languages("definition"), "ohchr": flag}),
    ReferenceList("position", "positions.csv", named=True),
    ReferenceList("position_phrase", "position_phrases.csv", {
        "language": one_of("ar", "en", "fr"), "text": required, "position": Refers("position"),
        "mechanism": Refers("mechanism"),
    }, labelled=False),
    ReferenceList("scale", "scales.csv"),
    ReferenceList("scale_value", "scale_values.csv", {
        "scale": Refers("scale", required=True), "value": required, "rank": whole,
        "comparable_to": one_of("full", "partial", "none", "ongoing", "contrary", "no_reply", "unknown"),
    }),
    ReferenceList("glossary_term", "glossary_terms.csv", {"domain": required, "variants": text}),
)  # fmt: skip

LIST_OF: dict[str, ReferenceList] = {one.kind: one for one in LISTS}
