"""The section put into numbered paragraphs: statements of the report, and recommendations under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tenants.intake.readers.papers.paper import Line
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.joining import Passage, Vocabulary
from tenants.intake.readers.upr_report.labels import Label, label_of, next_letter
from tenants.intake.readers.upr_report.words import plain

STATEMENT, ITEM = "statement", "item"
FURTHEST = 12
SAME_EDGE = 8.0


@dataclass(slots=True)
class Block:
    """One numbered paragraph. `main` is the paragraph of the report it stands under, `item` its own number there."""

    kind: str
    main: int
    item: str = ""
    part: str = ""
    passage: Passage = field(default_factory=Passage)
    # The position stated for it, with the words that state it.
    position: str = ""
    position_text: str = ""

    @property
    def number(self) -> str:
        """The number as it is cited: 114, 114.76, 60(a)."""
        if self.part:
            return f"{self.part} - {self.main}.{self.item}"
        if not self.item:
            return str(self.main) if self.main else ""
        if not self.main:
            return self.item
        return f"{self.main}.{self.item}" if self.item.isdigit() else f"{self.main}({self.item})"

    @property
    def text(self) -> str:
        return self.passage.text


class Blocks:
    """Goes through the lines and tells by the order of numbers which are labels and which are words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.made: list[Block] = []
        self.main = 0
        self.item = 0
        self.letter = ""
        # The last number of the list before, for lists that count on under the next paragraph.
        self.carried = 0
        # The last number of two parts, as it was printed.
        self.printed = (0, 0)
        self.list_edge: float | None = None
        self.main_edge: float | None = None

    def add(self, line: Line, edge: float) -> None:
        """Take the next line. `edge` is how far it begins from the outermost line of its page."""
        text = f"{line.label} {line.text}".strip() if line.label else line.text
        label = label_of(text)
        block = self._begun(label, text, line, edge) if label and line.begins is not False else None
        if block and label:
            self.made.append(block)
            text = text[label.rest :]
        elif not self.made or self._breaks(line, text):
            self.made.append(Block(STATEMENT, self.main))
        self.made[-1].passage.add(line, text, self.vocabulary)

    def _breaks(self, line: Line, text: str) -> bool:
        """Whether a paragraph without a number begins: in Word the file says so, in PDF a full stop and a sentence."""
        before = self.made[-1].text
        if line.begins:
            return before.endswith((".", ";", ":", "؛", ")"))
        return bool(re.search(r"[)\]]\s*[.;]?$", before) and _speaks_of_recommendations(text))

    def _begun(self, label: Label, text: str, line: Line, edge: float) -> Block | None:
        if label.compound:
            return self._compound(label)
        if label.letter:
            return self._lettered(label)
        if self._amid_a_sentence(text[label.rest :]):
            return None
        as_main = self._may_be_main(label.first)
        as_item = self._may_be_item(label.first)
        if as_main and as_item:
            as_item = not self._stands_at(edge, self.main_edge) or self._stands_at(edge, self.list_edge)
            as_main = not as_item
        if as_item:
            self.item, self.letter = label.first, ""
            self.list_edge = edge if line.left else None
            return Block(ITEM, self.main, str(label.first))
        if as_main:
            self.carried = self.item or self.carried
            self.main, self.item, self.letter = label.first, 0, ""
            self.main_edge = edge if line.left else None
            return Block(STATEMENT, self.main)
        return None

    def _amid_a_sentence(self, following: str) -> bool:
        """Whether the words before a number stop in the midst and those after it go on: "paragraph / 109. of the"."""
        before = self.made[-1].text if self.made else ""
        return following[:1].islower() and before[-1:].isalpha() and before[-1:].isascii()

    def _compound(self, label: Label) -> Block | None:
        mains = {self.main, self.main + 1} if self.main else {label.first}
        if label.first not in mains and label.second in mains and not label.part:
            label = label.turned()
        near = 0 < label.second - self.item <= FURTHEST or (label.second <= FURTHEST and label.first != self.main)
        if label.first in mains or (near and abs(label.first - self.main) <= 3) or label.part:
            if label.first == self.main and not label.part and label.second + FURTHEST < self.item:
                return None
            counts_on = (label.first, label.second) == (self.printed[0], self.printed[1] + 1)
            self.printed = (label.first, label.second)
            if self.main and label.first < self.main:
                if counts_on:
                    # One numbering goes on under the next heading: 140.51 under paragraph 141.
                    self.item, self.letter = label.second, ""
                    return Block(ITEM, label.first, str(label.second), label.part)
                label = Label(self.main, label.second, label.letter, label.part, label.rest)
            self.main, self.item, self.letter = label.first, label.second, ""
            return Block(ITEM, self.main, str(label.second), label.part)
        return None

    def _lettered(self, label: Label) -> Block | None:
        under = self.made[-1] if self.made else None
        follows = under is not None and (under.kind == STATEMENT or bool(self.letter))
        if follows and label.letter == next_letter(self.letter):
            self.letter = label.letter
            return Block(ITEM, self.main, label.letter)
        return None

    def _may_be_main(self, number: int) -> bool:
        if not self.main:
            return number > 4 or not self.made
        return self.main < number <= self.main + 2 and not self._counts_on(number)

    def _counts_on(self, number: int) -> bool:
        """Whether a list in running text has come to this number: ": 1. ...; 51. ...;" and here 52."""
        text = self.made[-1].text if self.made and self.made[-1].kind == STATEMENT else ""
        begun = re.search(r":\s*1\s?[.)]\s", text)
        return bool(begun and re.search(rf"[;:.)]\s{number - 1}\s?[.)]\s", text[begun.start() :]))

    def _may_be_item(self, number: int) -> bool:
        if number == 1:
            return bool(self.made) and (self.item == 0 or self.made[-1].kind == STATEMENT)
        if not self.item and self.made and self.made[-1].kind == STATEMENT and number == self.carried + 1:
            return True
        return 0 < self.item < number <= self.item + 2

    @staticmethod
    def _stands_at(edge: float, other: float | None) -> bool:
        return other is not None and abs(edge - other) < SAME_EDGE


def _speaks_of_recommendations(text: str) -> bool:
    return bool(
        re.match(
            r"^(?:the|all|these|les|toutes|ces|تحظى|حظيت|إن)\s.{0,40}(?:recomm[ea]ndation|توصيات)", plain(text), re.I
        )
    )


def blocks_of(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Block]:
    """The section's paragraphs in order, lists within a paragraph taken apart."""
    edges: dict[int | None, float] = {}
    for line in lines:
        edges[line.page] = min(edges.get(line.page, line.left), line.left)
    blocks = Blocks(vocabulary)
    for line in lines:
        blocks.add(line, line.left - edges[line.page])
    return [part for block in blocks.made for part in _apart(block)]


def _apart(block: Block) -> Iterable[Block]:
    """A paragraph that holds a list in running text (": 1. ...; 2. ...", "77.1. ...; 77.2. ..."), as its parts."""
    cuts = _cuts(block)
    if not cuts:
        return [block]
    made: list[Block] = []
    for (_begun, rest, item), following in zip(cuts, [*cuts[1:], None], strict=True):
        end = following[0] if following else len(block.text)
        made.append(Block(ITEM, block.main, item, block.part, _part(block.passage, rest, end)))
    before = block.text[: cuts[0][0]].strip()
    if before:
        first = Block(block.kind, block.main, block.item, block.part, _part(block.passage, 0, cuts[0][0]))
        return [first, *made]
    return made


def _part(passage: Passage, begun: int, end: int) -> Passage:
    text = passage.text[begun:end]
    begun += len(text) - len(text.lstrip())
    starts, lines = [], []
    for start, line in zip(passage.starts, passage.lines, strict=True):
        if start < end:
            starts.append(max(start - begun, 0))
            lines.append(line)
    keep = max((index for index, start in enumerate(starts) if start == 0), default=0)
    return Passage(text.strip(), starts[keep:], lines[keep:])


AFTER = r"(?:(?<=[:;.)\]؛])|(?<=[:;.)\]؛]\s)|(?<=,\s))"


def _cuts(block: Block) -> list[tuple[int, int, str]]:
    """Places where a further item begins within the text: its beginning, where its words begin, its number."""
    shown = block.text.translate(words.ARABIC_DIGITS)
    found: list[tuple[int, int, str]] = []
    if block.main:
        expected = int(block.item) + 1 if block.item.isdigit() else 1
        for match in re.finditer(rf"{AFTER}\s*{block.main}\s?[.\-]\s?(\d{{1,3}})\s?[.)]?\s+(?=\D)", shown):
            if expected <= int(match.group(1)) <= expected + 2:
                found.append((match.start(), match.end(), match.group(1)))
                expected = int(match.group(1)) + 1
        if found:
            return found
    if block.kind != STATEMENT:
        return []
    for pattern, first in ((r"(\d{1,3})\s?[.)]\s+(?=\D)", "1"), (r"\(([a-z]{1,4})\)\s+", "a")):
        expected_item = first
        for match in re.finditer(rf"{AFTER}\s*{pattern}", shown):
            if match.group(1) == expected_item:
                found.append((match.start(), match.end(), expected_item))
                expected_item = next_letter(expected_item) if first == "a" else str(int(expected_item) + 1)
        bracketed = sum("(" in shown[rest:] for _place, rest, _item in found) if found else 0
        if len(found) > 1 and bracketed:
            return found
        found = []
    return []
