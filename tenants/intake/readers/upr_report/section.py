"""Where in a report its conclusions and recommendations stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tenants.intake.readers.papers.paper import Line
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.words import plain

LONGEST_HEADING = 160
SHORTEST_SECTION = 40
# How lines with the States of a recommendation end or go on.
STATES_END = re.compile(r"\)\s*[;.؛]|\)\s*$")


def heading_at(lines: Sequence[Line], index: int) -> int:
    """How many lines from here on are the heading of the section; 0 when none is."""
    text = ""
    for count in (1, 2, 3):
        if index + count > len(lines):
            break
        line = lines[index + count - 1]
        text = f"{text} {line.label} {line.text}".strip() if count == 1 or line.text else text
        shown = plain(text)
        if len(shown) > LONGEST_HEADING:
            break
        if words.HEADING.match(shown):
            return count
        if count == 1 and not _opens(shown):
            break
    return 0


def _opens(text: str) -> bool:
    """Whether a line can be the first half of the heading."""
    lowered = text.lower()
    return len(text) < 60 and any(
        word in lowered for word in ("conclusion", "استنتاجات", "نتائج", "ii.", "ii", "ثانيا")
    )


def section_of(lines: Sequence[Line]) -> tuple[int, int] | None:
    """First line after the heading and first line after the section; None when there is no such heading."""
    found: tuple[int, int, int] | None = None
    for index in range(len(lines)):
        begun = index + heading_at(lines, index)
        if begun == index:
            continue
        end = _end(lines, begun)
        section = lines[begun:end]
        named = sum(bool(STATES_END.search(line.text)) for line in section)
        if sum(len(line.text) for line in section) > SHORTEST_SECTION and (not found or named >= found[0]):
            found = (named, begun, end)
    return found[1:] if found else None


def without_heading(lines: Sequence[Line]) -> tuple[int, int]:
    """The section of a paper that lost its heading: from the first sentence that announces recommendations."""
    for index, line in enumerate(lines):
        if words.ANNOUNCED.search(plain(line.text)):
            return index, _end(lines, index)
    return 0, len(lines)


def _end(lines: Sequence[Line], begun: int) -> int:
    for index in range(begun, len(lines)):
        text = f"{lines[index].label} {lines[index].text}".strip()
        if len(text) < LONGEST_HEADING and not text[:1].islower() and words.OTHER_HEADING.match(plain(text)):
            return index
    return len(lines)
