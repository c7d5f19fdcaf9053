"""Numbers that Word counts by itself, of .docx and .doc alike: levels, formats, restarts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LATIN = "abcdefghijklmnopqrstuvwxyz"
# The letters in the order of the alphabet and in the older one of their number values, as UN papers number by them.
ALPHA = ("أ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ك",
         "ل", "م", "ن", "هـ", "و", "ي")  # fmt: skip
ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت",
         "ث", "خ", "ذ", "ض", "ظ", "غ")  # fmt: skip
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LAST_ROMAN = 3999
MOST_REPEATED = 20
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` holds %1 to %9 where the numbers of the levels go, `%1.%2.` or `(%3)`.

    `restart` is the level (from 1) after which it begins anew: None for any level above, 0 for never. `legal` prints
    the numbers of the levels above as digits.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


class Counters:
    """Where the lists of one paper stand."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}

    def label(self, counted: str, levels: Mapping[int, Level], at: int, restart: int | None = None) -> str:
        """Count one paragraph of the list `counted` on the level `at` (from 0) and give what Word prints before it.

        `restart` is the number to begin with, when this paragraph begins the level anew.
        """
        counts = self.counts.setdefault(counted, {})
        level = levels.get(at, Level())
        counts[at] = restart if restart is not None else counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            bound = levels.get(deeper, Level()).restart
            if bound is None or at + 1 <= bound:
                del counts[deeper]
        return _printed(counts, levels, at)


def _printed(counts: Mapping[int, int], levels: Mapping[int, Level], at: int) -> str:
    level = levels.get(at, Level())
    if level.format == "bullet":
        return BULLET if not level.text or _private(level.text) else level.text.strip()
    said = level.text
    for place in range(9):
        if f"%{place + 1}" in said:
            other = levels.get(place, Level())
            way = "decimal" if level.legal and place < at else other.format
            said = said.replace(f"%{place + 1}", in_format(counts.get(place, other.start), way))
    return " ".join(said.split())


def _private(text: str) -> bool:
    """Whether the characters mean something in a symbol font only."""
    return all("\ue000" <= letter <= "\uf8ff" or letter in " o§" for letter in text)


def in_format(number: int, way: str) -> str:
    """A number in a format of [ECMA-376] ST_NumberFormat; those not known here come as digits."""
    match way:
        case "none" | "bullet":
            return ""
        case "lowerRoman" | "upperRoman" if 0 < number <= LAST_ROMAN:
            return _roman(number) if way == "lowerRoman" else _roman(number).upper()
        case "lowerLetter":
            return _lettered(number, LATIN)
        case "upperLetter":
            return _lettered(number, LATIN.upper())
        case "arabicAlpha":
            return _lettered(number, ALPHA)
        case "arabicAbjad":
            return _lettered(number, ABJAD)
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{_ordinal_ending(number)}"
    return str(number)


def _lettered(number: int, letters: str | tuple[str, ...]) -> str:
    """a to z, then aa, bb: Word repeats the letter."""
    if number < 1 or number > MOST_REPEATED * len(letters):
        return str(number)
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said


def _ordinal_ending(number: int) -> str:
    return "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
