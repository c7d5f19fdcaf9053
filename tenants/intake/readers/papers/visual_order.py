"""Arabic as it stands on a page, read in the order in which it is spoken.

A PDF places glyphs; which letter comes first is for the reader to find out. Here letters are put in the order of
their places and turned round, whatever order the program that made the file wrote them in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LAM = "\u0644"
SAME_PLACE = 0.05
# What keeps its own direction within Arabic: Latin words, European figures, and Arabic figures (which no hyphen joins).
_LATIN = r"A-Za-z0-9\u00c0-\u024f"
TURNED_BACK = re.compile(
    rf"[{_LATIN}](?:[{_LATIN}./:'\u2019%&_@\-\u2013]*[{_LATIN}%])?"
    rf"(?: +[A-Za-z\u00c0-\u024f](?:[{_LATIN}./:'\u2019&_@\-]*[{_LATIN}])?)*"
    r"|[\u0660-\u0669\u06f0-\u06f9](?:[\u0660-\u0669\u06f0-\u06f9./,\u066b\u066c]*[\u0660-\u0669\u06f0-\u06f9])?"
)
MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")


def logical(letters: Iterable[tuple[float, str]]) -> str:
    """The letters of one line, each with its place from the left, as a person reads them."""
    places: list[tuple[float, list[str]]] = []
    for place, letter in sorted(letters, key=lambda one: one[0]):
        if places and abs(places[-1][0] - place) < SAME_PLACE:
            places[-1][1].append(letter)
        else:
            places.append((place, [letter]))
    line = "".join(_one_place(group) for _place, group in reversed(places))
    return TURNED_BACK.sub(lambda run: run.group()[::-1], line)


def seen(letters: Iterable[tuple[float, str]]) -> str:
    """The letters of a line without Arabic on a page that has some, from left to right."""
    return "".join(letter for _place, letter in sorted(letters, key=lambda one: one[0]))


def _one_place(letters: list[str]) -> str:
    """Letters in one and the same place. pdfium gives those of one glyph (a lam with its alef) last letter first;
    a space given the place of a letter stands before it; vowel marks follow what they stand on.
    """
    spaces = [letter for letter in letters if letter.isspace()]
    bare = [letter for letter in letters if not unicodedata.combining(letter) and not letter.isspace()]
    marks = [letter for letter in letters if unicodedata.combining(letter)]
    bare = sorted(bare, key=lambda letter: letter != LAM) if len(bare) == 2 and LAM in bare else bare[::-1]
    return "".join((*spaces, *bare, *marks))


def brackets_turned(lines: Iterable[str]) -> bool:
    """Whether the brackets of a paper stand the wrong way round: some programs write the shape, some the meaning."""
    wrong = right = 0
    for line in lines:
        first = re.search(r"[()]", line)
        if first and RIGHT_TO_LEFT.search(line):
            wrong += first.group() == ")"
            right += first.group() == "("
    return wrong > right
