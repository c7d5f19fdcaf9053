"""The numbers that paragraphs and recommendations begin with: 60. / 114.76. / A - 104.1 / 1. / (a)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tenants.intake.readers.upr_report.words import ARABIC_DIGITS

COMPOUND = re.compile(
    r"^(?:([A-H])\s?[-–.]?\s?)?\(?(\d{1,3})\s?[.\-–]\s?(\d{1,3})\)?(?:\s?[.)\-–:](?!\d))?(?=\s|[^\d.,%/\s]|$)"
)
SINGLE = re.compile(r"^\(?(\d{1,3})\s?(?:[.)\]]|[-–](?=\s|[\u0621-\u064a]))(?!\d)\s*")
BARE = re.compile(r"^(\d{1,3})\s+(?=[A-Z\u00c0-\u00de\u0621-\u064a])")
LETTERED = re.compile(r"^\(?([a-z]{1,4})\)\s*|^([a-z])\.\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line begins with. `first` and `second` are 114 and 76 of 114.76; `rest` is where the words begin."""

    first: int
    second: int = 0
    letter: str = ""
    part: str = ""
    rest: int = 0

    @property
    def compound(self) -> bool:
        return self.second > 0

    def turned(self) -> Label:
        """The same number with its halves changed, as Arabic papers print them: 76-114."""
        return Label(self.second, self.first, self.letter, self.part, self.rest)


def label_of(text: str) -> Label | None:
    """The label at the beginning of a line; None when it begins with a word."""
    shown = text.translate(ARABIC_DIGITS)
    if found := COMPOUND.match(shown):
        first, second = int(found.group(2)), int(found.group(3))
        if first and second:
            rest = found.end() + len(shown[found.end() :]) - len(shown[found.end() :].lstrip())
            return Label(first, second, part=found.group(1) or "", rest=rest)
    if found := SINGLE.match(shown) or BARE.match(shown):
        return Label(int(found.group(1)), rest=found.end())
    if found := LETTERED.match(shown):
        return Label(0, letter=found.group(1) or found.group(2), rest=found.end())
    return None


def next_letter(letter: str) -> str:
    """The letter after one in a list: b after a, aa after z, bb after aa, as the United Nations count."""
    if not letter:
        return "a"
    if letter[-1] == "z":
        return "a" * (len(letter) + 1)
    return chr(ord(letter[-1]) + 1) * len(letter)
