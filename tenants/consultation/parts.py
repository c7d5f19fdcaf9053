"""The parts of a frozen copy as a page shows them, in the reader's language where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.languages.dates import written_day
from shared.languages.direction import LANGUAGES, active_language

NAMES = {
    "lead": _("Lead body"),
    "starts_on": _("Begins"),
    "ends_on": _("Ends"),
    "milestone": _("Milestone"),
    "recommendation": _("Recommendation"),
    "sdg": _("SDG target"),
    "budget": _("Budget"),
    "reference": pgettext_lazy("of a recommendation", "Reference"),
}
# Always written from left to right, whatever the page.
SYMBOLS = {"reference", "sdg", "budget"}
WHOLE = ""


@dataclass(frozen=True)
class Words:
    """A text with its language; "" where nobody said which it is."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Fact:
    """A line under a part: what it is, and what it says."""

    label: Any
    words: str
    day: str
    is_symbol: bool


@dataclass(frozen=True)
class Part:
    """A numbered part of the subject, or a heading between them."""

    key: str
    number: str
    title: Words
    text: Words
    facts: tuple[Fact, ...]
    order: int

    @property
    def takes_comments(self) -> bool:
        return bool(self.number)


def in_reader_language(texts: Mapping[str, str]) -> Words:
    """The text for the reader: her language's, else any."""
    for code in (active_language(), *LANGUAGES, ""):
        if texts.get(code):
            return Words(texts[code], code)
    return Words("", "")


def parts_of(snapshot: Mapping[str, Any] | None) -> list[Part]:
    """Every part in order; none where nothing is frozen yet."""
    rows = snapshot["parts"] if snapshot else []
    return [_part(row, order) for order, row in enumerate(rows, start=1)]


def part_with(snapshot: Mapping[str, Any] | None, key: str) -> Part | None:
    """The part of that key that takes comments, None for any other key."""
    return next((one for one in parts_of(snapshot) if one.key == key and one.takes_comments), None)


def _part(row: Mapping[str, Any], order: int) -> Part:
    return Part(
        key=row["key"],
        number=row["number"],
        title=in_reader_language(row["title"]),
        text=in_reader_language(row["text"]),
        facts=tuple(_fact(fact) for fact in row["facts"]),
        order=order,
    )


def _fact(fact: Mapping[str, Any]) -> Fact:
    words = fact.get("text") or in_reader_language(fact.get("texts", {})).text
    day = written_day(date.fromisoformat(fact["day"])) if fact.get("day") else ""
    symbol = fact["name"] in SYMBOLS or (fact["name"] == "recommendation" and words.isascii())
    return Fact(NAMES[fact["name"]], words, day, symbol)
