"""Which stretches of a text run against the line they stand in.

The rules of Unicode (UAX 9) turn a date, a percentage or a document symbol round inside Arabic, unless somebody
isolates it. Here every such stretch is found: in a line from right to left whatever is made of Latin letters and
figures (A/HRC/21/5, 48 %, 2024-05-01, 2020-2024), in a line from left to right whatever is Arabic or Hebrew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from shared.languages.direction import direction

Direction = Literal["rtl", "ltr"]

LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, END_OF_ISOLATE = "\u2066", "\u2067", "\u2069"
_STRONG = {"L": "l", "R": "r", "AL": "r", "EN": "n", "AN": "r"}
_CLOSING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", ">": "<"}
_SIGNS_BEFORE = "+-−±$€£#@~/\\.<"
_SIGNS_AFTER = re.compile(r"[\u00a0\u202f ]?[%‰°€$£](?!\w)|[\"'/\\#+]")
_FIGURES_HOLD = re.compile(
    r"[\u00a0\u202f.,:/'’]|[ \u00a0]?[-–—/×][ \u00a0]?|[\u00a0\u202f ]?[%‰°][ \u00a0]?[-–—][ \u00a0]?"
)
_ARABIC_STOPS = re.compile("[،؛؟]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that run one way."""

    text: str
    direction: Direction


def stretches(text: str, base: Direction) -> list[Stretch]:
    """The text cut where its direction turns, in order; joined again it is the text."""
    other: Direction = "ltr" if base == "rtl" else "rtl"
    found: list[Stretch] = []
    at = 0
    for start, end in _against(text, base):
        if start > at:
            found.append(Stretch(text[at:start], base))
        found.append(Stretch(text[start:end], other))
        at = end
    if at < len(text):
        found.append(Stretch(text[at:], base))
    return found


def isolated(text: str, base: Direction) -> str:
    """The text with its contrary stretches between isolates of Unicode, for a renderer that knows them."""
    opening = LEFT_TO_RIGHT_ISOLATE if base == "rtl" else RIGHT_TO_LEFT_ISOLATE
    return "".join(
        one.text if one.direction == base else f"{opening}{one.text}{END_OF_ISOLATE}" for one in stretches(text, base)
    )


def base_of(text: str, language: str, declared: bool) -> Direction:
    """The direction of a whole paragraph: its language's, or, where none was declared, that of a text which has at
    least four words and not one letter of the document's direction."""
    usual: Direction = direction(language)
    if declared:
        return usual
    kinds = {_STRONG.get(unicodedata.bidirectional(letter)) for letter in text}
    if usual == "rtl" and "r" not in kinds and "l" in kinds and len(text.split()) > 3:
        return "ltr"
    if usual == "ltr" and "l" not in kinds and "r" in kinds and len(text.split()) > 3:
        return "rtl"
    return usual


def _kinds(text: str) -> list[tuple[int, int, str]]:
    """The runs of strong letters: start, end, and l, r or n (figures). Marks belong to what they stand on."""
    runs: list[tuple[int, int, str]] = []
    for at, letter in enumerate(text):
        category = unicodedata.bidirectional(letter)
        if category == "NSM" and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1, runs[-1][2])
            continue
        kind = _STRONG.get(category)
        if kind is None:
            continue
        if runs and runs[-1][1] == at and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], at + 1, kind)
        else:
            runs.append((at, at + 1, kind))
    return runs


def _against(text: str, base: Direction) -> list[tuple[int, int]]:
    if base == "ltr" and (text.isascii() or not any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text)):
        return []
    own = "r" if base == "rtl" else "l"
    spans: list[tuple[int, int, str]] = []  # start, end, kind of the last run
    open_span = False
    for start, end, kind in _kinds(text):
        if kind == own:
            open_span = False
            continue
        if open_span and _hold(text[spans[-1][1] : start], spans[-1][2], kind, text[spans[-1][0] : spans[-1][1]]):
            spans[-1] = (spans[-1][0], end, kind)
        elif base == "ltr" and kind == "n":
            continue  # a figure before Arabic belongs to the line, one after it to the Arabic
        else:
            spans.append((start, end, kind))
        open_span = True
    if base == "ltr":
        return [(start, _closed(text, start, end)) for start, end, _ in spans]
    return [(_signed(text, start), _ended(text, start, end)) for start, end, _ in spans]


def _hold(gap: str, before: str, after: str, so_far: str) -> bool:
    """Whether what stands between two runs keeps them together; `so_far` is what the first belongs to."""
    if not gap:
        return True
    if any(letter in _CLOSING and _CLOSING[letter] not in so_far + gap[:at] for at, letter in enumerate(gap)):
        return False
    if before == "r" and after == "n":
        return not gap.strip()
    if before == after == "n":
        return _FIGURES_HOLD.fullmatch(gap) is not None
    if before == "n" and after == "l" and gap[:1].isspace() and "(" in gap:
        return False
    return _ARABIC_STOPS.search(gap) is None


def _signed(text: str, start: int) -> int:
    """Where a stretch begins when the sign stuck to its front belongs to it."""
    while start and text[start - 1] in _SIGNS_BEFORE and (start == 1 or not text[start - 2].isalnum()):
        start -= 1
    return start


def _ended(text: str, start: int, end: int) -> int:
    """Where a stretch ends with its percent sign, and with the bracket that closes one of its own."""
    if sign := _SIGNS_AFTER.match(text, end):
        end = sign.end()
    return _closed(text, start, end)


def _closed(text: str, start: int, end: int) -> int:
    while end < len(text) and (opening := _CLOSING.get(text[end])):
        inside = text[start:end]
        if inside.count(opening) <= inside.count(text[end]):
            break
        end += 1
    return end
