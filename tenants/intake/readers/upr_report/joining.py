"""Lines put together to running text; each letter still knows the line it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tenants.intake.readers.papers.joined import last_word
from tenants.intake.readers.papers.paper import Line

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
FIRST = re.compile(r"^([^\W\d_]+)")


class Vocabulary:
    """The words of a paper, to tell a hyphen that divides a word at the end of a line from one that belongs to it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.words: Counter[str] = Counter()
        divided = False
        for line in lines:
            words = WORD.findall(line.text)
            # Halves of divided words are no words.
            whole = words[divided and FIRST.match(line.text) is not None : len(words) - bool(last_word(line.text))]
            self.words.update(word.lower() for word in whole)
            divided = bool(last_word(line.text))

    def joined(self, first: str, second: str) -> str:
        """Two lines as one; the first ends in a hyphen."""
        last, next_word = last_word(first), FIRST.match(second)
        if not last or not next_word or not next_word.group(1)[0].islower():
            return first + second
        left, right = last.group(1).lower(), next_word.group(1).lower()
        whole, divided = self.words[left + right], self.words[f"{left}-{right}"]
        if whole > divided or (whole == divided and not (self.words[left] and self.words[right])):
            return first[:-1] + second
        return first + second


@dataclass(slots=True)
class Passage:
    """Running text made of lines."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line, words: str, vocabulary: Vocabulary) -> None:
        """Append what a line says."""
        if not words:
            return
        if self.text.endswith("-") and self.text[-2:-1].isalpha():
            longer = vocabulary.joined(self.text, words)
        else:
            longer = f"{self.text} {words}" if self.text else words
        self.starts.append(max(len(longer) - len(words), 0))
        self.lines.append(line)
        self.text = longer

    def line_at(self, place: int) -> Line | None:
        """The line in which the letter at a place stands."""
        index = bisect_right(self.starts, place) - 1
        return self.lines[max(index, 0)] if self.lines else None
