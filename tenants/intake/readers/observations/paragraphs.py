"""The numbered paragraphs of a paper, each under its headings and with its lettered items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tenants.intake.readers.observations.marks import (
    LONGEST_HEADING,
    ended,
    follows,
    heading_depth,
    heading_words,
    letter_of,
    number_of,
    without_bullet,
)
from tenants.intake.readers.papers.joined import Joiner
from tenants.intake.readers.papers.paper import Line, Paper

FEWEST = 3
LARGEST_GAP = 3
SHORT_LINE = 0.75
LONGEST_PARAGRAPH = 50_000  # letters; what is longer is no paragraph but a paper that was not understood
CLOSE = 1.7  # times the size of the type: lines of one heading, not two headings


@dataclass(slots=True)
class Item:
    """A lettered part of a paragraph."""

    letter: str
    text: str
    page: int | None
    line: int


@dataclass(slots=True)
class Paragraph:
    """A numbered paragraph. `text` is what stands before its first item; `headings` from the widest to the nearest."""

    number: str
    text: str
    page: int | None
    line: int
    headings: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """All of it on one line, items with their letters."""
        return " ".join([self.text, *(f"({item.letter}) {item.text}" for item in self.items)]).strip()


@dataclass(slots=True)
class Read:
    """`front` are the lines before the first paragraph: title, symbol, contents."""

    front: list[Line]
    paragraphs: list[Paragraph]


def read_paragraphs(paper: Paper) -> Read:
    """The paper's paragraphs. Where it numbers none, every paragraph that Word or an empty line marks is one."""
    found = _Walk(paper, numbered=True).read()
    if len(found.paragraphs) < FEWEST and any(line.begins for line in paper.lines):
        other = _Walk(paper, numbered=False).read()
        return other if len(other.paragraphs) > len(found.paragraphs) else found
    return found


class _Walk:
    """One pass over the lines."""

    def __init__(self, paper: Paper, *, numbered: bool) -> None:
        self.lines = list(_without_page_numbers(paper.lines))
        self.numbered = numbered
        self.joiner = Joiner(line.text for line in paper.lines)
        self.width = _usual_width(paper.lines)
        self.stack: list[tuple[int, str]] = []
        self.front: list[Line] = []
        self.paragraphs: list[Paragraph] = []
        self.open: Paragraph | None = None
        self.last = 0.0

    def read(self) -> Read:
        place = 0
        while place < len(self.lines):
            heading = self._heading_at(place)
            if heading:
                lines = self.lines[place : place + heading]
                text = " ".join(line.text for line in lines)
                self._enter(text, lines[0].heading, lines[0].label)
                if not self.paragraphs:
                    self.front.extend(lines)
                place += heading
                continue
            self._line(place)
            place += 1
        return Read(self.front, self.paragraphs)

    def _enter(self, text: str, given: int, label: str) -> None:
        depth = heading_depth(text, given, label)
        self.stack = [one for one in self.stack if one[0] < depth] + [(depth, heading_words(text, label))]
        self.open = None

    def _line(self, place: int) -> None:
        line = self.lines[place]
        number, words = number_of(line)
        if self.numbered and number and self._comes_next(number, place):
            self._begin(number, words, line)
        elif not self.numbered and line.begins and not letter_of(line)[0] and self._may_begin():
            self._begin("", line.text, line)
        elif self.open is None and not self.paragraphs:
            self.front.append(line)
        else:
            self._go_on(line)

    def _may_begin(self) -> bool:
        """Without numbers, text begins where the first heading stood; a title and a symbol come before it."""
        return bool(self.stack)

    def _begin(self, number: str, words: str, line: Line) -> None:
        headings = tuple(text for _depth, text in self.stack)
        self.open = Paragraph(number, words, line.page, line.number, headings)
        self.paragraphs.append(self.open)
        if number:
            self.last = _value(number)

    def _comes_next(self, number: str, place: int) -> bool:
        value, line = _value(number), self.lines[place]
        if not self.paragraphs:
            return value in {1.0, 1.01} or bool(line.label and line.begins)
        if "." in number:
            return 0 < value - self.last < 2 and self._ends_before(place)
        gap = value - int(self.last)
        if gap == 1:
            return bool(line.begins) or self._ends_before(place)
        return 1 < gap <= LARGEST_GAP and bool(line.begins or (self._ends_before(place) and self.open is None))

    def _ends_before(self, place: int) -> bool:
        """Whether a paragraph may have ended with the line before: its sentence ended, or it does not fill its line."""
        before = self.lines[place - 1] if place else None
        return before is None or self.open is None or ended(before.text) or len(before.text) < SHORT_LINE * self.width

    def _go_on(self, line: Line) -> None:
        """What belongs to the paragraph before: an item, an item's next line, or a paragraph without a number."""
        if self.open is None:
            if not self.paragraphs or ended(self.paragraphs[-1].whole) and not line.begins and not line.label:
                return
            self.open = self.paragraphs[-1]
            if self.open.headings != tuple(text for _depth, text in self.stack):
                self.open = None
                return
        items = self.open.items
        letter, words = letter_of(line)
        if letter and follows(letter, items[-1].letter if items else ""):
            items.append(Item(letter, words, line.page, line.number))
            return
        text = f"{line.label} {line.text}" if line.label and len(line.label) > 1 else without_bullet(line.text)
        last = items[-1] if items else self.open
        if len(last.text) > LONGEST_PARAGRAPH:
            self._begin("", text, line)
        else:
            last.text = self.joiner.joined(last.text, text)

    def _heading_at(self, place: int) -> int:
        """Over how many lines a heading reaches that begins here; 0 when none does."""
        first = self.lines[place]
        if not self._may_be_heading(first):
            return 0
        count, length = 1, len(first.text)
        while place + count < len(self.lines) and _goes_on(self.lines[place + count - 1], self.lines[place + count]):
            length += len(self.lines[place + count].text)
            count += 1
        text = " ".join(line.text for line in self.lines[place : place + count])
        if length > LONGEST_HEADING or (ended(text) and not first.heading):
            return 0
        if first.heading or first.bold:
            return count
        return count if self._stands_alone(place, count) else 0

    def _may_be_heading(self, line: Line) -> bool:
        if letter_of(line)[0]:
            return False
        number, _words = number_of(line)
        if number:
            # Headings may be numbered too: "1. Legislation" under a chapter, set as a heading.
            short = len(line.text) <= LONGEST_HEADING / 2 and not ended(line.text)
            return bool(line.heading) and (short or not self._continues(number))
        return True

    def _continues(self, number: str) -> bool:
        return 0 < _value(number) - int(self.last) <= 1

    def _stands_alone(self, place: int, count: int) -> bool:
        """For papers that show neither style nor weight: a short line without an end, before a paragraph."""
        line, after = self.lines[place], place + count
        if count > 1 or after >= len(self.lines) or len(line.text) > LONGEST_HEADING / 2:
            return False
        if not line.begins and self.open is not None and not ended(self.lines[place - 1].text):
            return False
        enumerated = heading_depth(line.text, 0, line.label) <= 2
        if self.width and line.begins is None and not enumerated and len(line.text) > SHORT_LINE * self.width:
            return False
        following = self.lines[after]
        if self.numbered:
            number, _words = number_of(following)
            return bool(number and self._is_next(number)) or (enumerated and not self._is_sentence(following))
        return bool(line.begins and following.begins)

    def _is_next(self, number: str) -> bool:
        value = _value(number)
        return value in {1.0, 1.01} if not self.paragraphs else 0 < value - int(self.last) <= LARGEST_GAP

    @staticmethod
    def _is_sentence(line: Line) -> bool:
        return len(line.text) > LONGEST_HEADING / 2


def _without_page_numbers(lines: list[Line]) -> Iterator[Line]:
    """The lines but for a figure alone at the beginning or end of a page of a PDF."""
    for place, line in enumerate(lines):
        at_edge = any(
            not 0 <= beside < len(lines) or lines[beside].page != line.page for beside in (place - 1, place + 1)
        )
        if not (at_edge and line.size and line.text.isdecimal()):
            yield line


def _goes_on(one: Line, other: Line) -> bool:
    """Whether a heading goes on in the next line of a PDF."""
    if not one.size or other.begins or not (one.bold and other.bold) or abs(one.size - other.size) > 0.6:
        return False
    if number_of(other)[0] or letter_of(other)[0] or heading_depth(other.text, 0) <= 2:
        return False
    return other.page != one.page or 0 <= other.top - one.top < CLOSE * one.size


def _value(number: str) -> float:
    """9.3 comes after 9.2 and 9.10 after 9.9."""
    whole, _dot, part = number.partition(".")
    return int(whole) + int(part or 0) / 100


def _usual_width(lines: list[Line]) -> float:
    """How many letters a full line of a PDF or of a wrapped text holds."""
    lengths = sorted(len(line.text) for line in lines if line.begins is None)
    return float(lengths[int(len(lengths) * 0.8)]) if lengths else 0.0
