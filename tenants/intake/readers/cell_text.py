"""The words in cells: tidying them, their language, lists in one cell."""

import html
import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SEPARATORS = re.compile(r"\s*[,;،؛\n|]\s*")
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
WORDS = re.compile(r"[^\W\d_]+")
FRENCH_WORDS = frozenset(
    WORDS.findall("le la les des de du et à au aux une un pour dans sur que qui en l d par ses leur")
)
ENGLISH_WORDS = frozenset(
    WORDS.findall("the of and to in for a an that with its on by all as their from be is are into")
)
LONGEST_NAME = 4
TELLING = 400  # characters that are enough to tell a language from

ALIKE = (("“”„‟«»″", '"'), ("‘’‚‛′`´ʼ", "'"), ("‐‑‒–—―−", "-"))
QUOTES = str.maketrans({variant: plain for variants, plain in ALIKE for variant in variants})
ENDING = " .;:,،؛۔…"


def tidy(cell: str) -> str:
    """The cell on one line, spaces single, HTML entities such as `&#40;` and `&nbsp;` resolved."""
    if "&" in cell:
        cell = html.unescape(cell)
    return " ".join(cell.split())


def comparable(text: str) -> str:
    """The text as recommendations are compared: NFKC, plain quotes, single spaces, no closing punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(QUOTES)).translate(QUOTES)
    return " ".join(text.split()).rstrip(ENDING)


def language_of(text: str) -> str:
    """`ar`, `fr` or `en`: the script decides for Arabic, the small words between the other two."""
    beginning = text[:TELLING]
    if not beginning.isascii() and len(ARABIC.findall(beginning)) > len(LATIN.findall(beginning)):
        return "ar"
    words = beginning.lower().replace("'", " ").replace("’", " ").split()
    french, english = sum(word in FRENCH_WORDS for word in words), sum(word in ENGLISH_WORDS for word in words)
    return "fr" if french > english else "en"


def listed(cell: str, find: Callable[[str], T | None]) -> list[tuple[str, T | None]]:
    """The entries of a cell that holds a list, each with what `find` makes of it.

    A name may hold the very comma that divides the list (`Torture et autres traitements cruels, inhumains ou
    dégradants`), so the longest run of up to four parts that is a known name is taken as one.
    """
    if not cell:
        return []
    whole = find(cell)
    if whole is not None:
        return [(cell, whole)]
    parts = [part for part in SEPARATORS.split(cell) if part]
    entries: list[tuple[str, T | None]] = []
    index = 0
    while index < len(parts):
        for length in range(min(LONGEST_NAME, len(parts) - index), 0, -1):
            name = ", ".join(parts[index : index + length])
            found = find(name)
            if found is not None or length == 1:
                entries.append((name, found))
                index += length
                break
    return entries
