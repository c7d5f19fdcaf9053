"""Lines of a paper put together to running text, words divided at their ends made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_WORD = 60
LAST = re.compile(r"([^\W\d_]+)-$")
FIRST = re.compile(r"^([^\W\d_]+)")


class Joiner:
    """Knows the words of a paper, and so which hyphen at a line's end divides a word and which belongs to it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        divided = False
        for text in texts:
            found = WORD.findall(text.lower())
            # Halves of a divided word are no words of the paper.
            first, divided = divided, last_word(text) is not None
            self.words.update(found[first : len(found) - divided])

    def joined(self, first: str, second: str) -> str:
        """Two pieces of text as one."""
        if not first or not second:
            return first or second
        if not first.endswith("-"):
            return f"{first} {second}"
        last, following = last_word(first), FIRST.match(second)
        if not last or not following or not following.group(1)[0].islower():
            return f"{first}{second}" if last and following else f"{first} {second}"
        left, right = last.group(1).lower(), following.group(1).lower()
        whole, divided = self.words[left + right], self.words[f"{left}-{right}"]
        if whole > divided or (whole == divided and not (self.words[left] and self.words[right])):
            return first[:-1] + second
        return first + second


def last_word(text: str) -> re.Match[str] | None:
    """The word that a hyphen at the end of a line leaves open."""
    return LAST.search(text, max(len(text) - LONGEST_WORD, 0)) if text.endswith("-") else None
