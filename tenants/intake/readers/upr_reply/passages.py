"""A reply taken apart into what it says about which recommendations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tenants.intake.readers.papers.paper import Line, Paper, Table
from tenants.intake.readers.upr_report.joining import Passage, Vocabulary
from tenants.intake.readers.upr_report.positions import numbers_in, position_of
from tenants.intake.readers.upr_report.words import ARABIC_DIGITS

LED = re.compile(
    r"^(?:recommendations?|recommandations?|التوصية|التوصيات|paragraphs?|paragraphes?|para\.?|الفقرة|nos?\.?|n[o°]s?\.?|[-•–*])\s*",
    re.IGNORECASE,
)
CITED = re.compile(r"(?<![\w/.])(?:[A-H]\s?[-–.]?\s?)?(\d{1,3})\s?[.\-]\s?(\d{1,3})(?![\d/])")
LIST = re.compile(
    r"^(?:[A-H]\s?[-–.]?\s?)?\d{1,3}\s?[.\-]\s?\d{1,3}(?:\s?\(?[a-z]?\)?(?=[\s,.;:)–-]|$))"
    r"(?:\s*(?:,|;|/|and|et|و|&|to|à|through|[-–]|إلى)\s*(?:[A-H]\s?[-–.]?\s?)?\d{1,3}(?:\s?[.\-]\s?\d{1,3})?(?=[\s,.;:)–-]|$))*\s*[.:)\-–]?\s*"
)
STATED = re.compile(
    r"^(?:the\s+|les\s+)?(?:\w+\s+){0,3}(?:recommendations|recommandations)|^(?:\S+\s+){0,2}التوصيات", re.IGNORECASE
)
PARAGRAPH = re.compile(r"^(\d{1,3})\s?[.)]\s+(?=\D)")
LONGEST_HEADING = 130
# The lists of one report stand in paragraphs that follow one another.
NEAR = 5
ENDING = 200  # characters that are enough to see how a passage ends
GOES_ON = re.compile(
    r"(?:[,/\-–]|\b(?:and|to|et|à|paragraphs?|recommendations?|recommandations?|nos?\.)|\sو|إلى|التوصيات|الفقرات)\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Remark:
    """One paragraph of a reply. `numbers` are the recommendations it begins with, `own` its own number."""

    own: str = ""
    numbers: tuple[str, ...] = ()
    heading: bool = False
    passage: Passage = field(default_factory=Passage)


def mains_of(lines: Iterable[Line], tables: Iterable[Table] = ()) -> set[str]:
    """The paragraphs of the report that a reply cites most: 114 of 114.1, 114.2, ..."""
    cited: Counter[str] = Counter()
    for line in lines:
        cited.update(first for first, _second in CITED.findall(f"{line.label} {line.text}".translate(ARABIC_DIGITS)))
    for table in tables:
        for row in table.rows:
            for cell in row:
                cited.update(first for first, _second in CITED.findall(cell.text.translate(ARABIC_DIGITS)))
    often = {int(main) for main, count in cited.items() if count >= 2 or len(cited) == 1}
    return {main for main in cited if any(abs(int(main) - one) <= NEAR for one in often)}


def remarks_of(paper: Paper, mains: set[str]) -> list[Remark]:
    """The paragraphs of a reply in order, rows of tables among them at their place."""
    vocabulary = Vocabulary(paper.lines)
    lines = sorted([*paper.lines, *_rows(paper.tables)], key=lambda line: (line.page or 0, line.number))
    remarks: list[Remark] = []
    own = ""
    previous: Line | None = None
    for line in lines:
        text = f"{line.label} {line.text}".strip() if line.label else line.text
        shown = text.translate(ARABIC_DIGITS)
        numbers, rest = _numbers_at(shown, mains)
        single = PARAGRAPH.match(shown)
        before = remarks[-1].passage.text if remarks else ""
        heading = _is_heading(line, previous) or _is_statement(text, before)
        if GOES_ON.search(before[-ENDING:]) and not line.begins:
            numbers, single, heading = (), None, False
        if numbers:
            remarks.append(Remark(own, numbers))
            text = text[rest:]
        elif single and (not own or 0 < int(single.group(1)) - int(own) <= 2):
            own = single.group(1)
            text = text[single.end() :]
            numbers, rest = _numbers_at(text.translate(ARABIC_DIGITS), mains)
            more = CITED.search(text.translate(ARABIC_DIGITS), rest)
            remarks.append(Remark(own, () if more else numbers))
            text = text if more else text[rest:]
        elif heading:
            if not (remarks and remarks[-1].heading and previous and _is_heading(previous, None)):
                remarks.append(Remark(own, heading=True))
        elif not remarks or line.begins or remarks[-1].heading:
            remarks.append(Remark(own))
        remarks[-1].passage.add(line, text, vocabulary)
        previous = line
    return remarks


def _numbers_at(text: str, mains: set[str]) -> tuple[tuple[str, ...], int]:
    """The recommendations that a line begins with, and where its words begin."""
    led = LED.match(text)
    begun = led.end() if led else 0
    found = LIST.match(text[begun:])
    if not found:
        return (), 0
    numbers = tuple(one for one in numbers_in(f"recommendations {found.group()}") if one.split(".")[0] in mains)
    return numbers, begun + found.end()


def _is_heading(line: Line, previous: Line | None) -> bool:
    short = len(line.text) < LONGEST_HEADING and not line.text.rstrip().endswith((".", ";", ","))
    return short and (
        line.heading > 0 or (line.bold and (previous is None or not previous.bold or line.begins is True))
    )


def _is_statement(text: str, before: str) -> bool:
    """Whether a line without a number begins a statement about the recommendations after it."""
    ended = before.rstrip().endswith((".", ";", ")", ":", "؛"))
    return (
        ended
        and text[:1].isalpha()
        and len(text) < LONGEST_HEADING
        and bool(STATED.search(text))
        and bool(position_of(text))
    )


def _rows(tables: Sequence[Table]) -> Iterator[Line]:
    """Rows of Word tables as lines, one a row: the number, the recommendation and the answer follow one another."""
    for table in tables:
        for row in table.rows:
            text = " | ".join(cell.text for cell in row if cell.text.strip())
            if text:
                yield Line(text, table.number, begins=True)
