"""Plain text, pasted or from a file, as a paper."""

from __future__ import annotations

import re

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.line_text import line_text
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.unreadable import EmptyPaper, TooManyLines

ENDS = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
NEW_PAGE = "\x0c"
MOST_LINES = Limits().max_rows
# Pasted from Word, a number stands before a tab: "12.\tThe Committee", "(a)\tAdopt".
COUNTED = re.compile(r"\s*([-–]?\s*\(?(?:\d{1,4}(?:\.\d{1,4})*|\w{1,4})\s*[.)\-–]{1,2})\t(?=.)")


def paper_from_text(text: str) -> Paper:
    """The filled lines of a text. `number` is the line as an editor shows it; a paragraph begins after an empty line,
    elsewhere it is not told. Form feeds turn the page. Raises EmptyPaper and TooManyLines.
    """
    lines: list[Line] = []
    number, after_gap = 0, True
    pages = text.split(NEW_PAGE)
    for page, content in enumerate(pages, start=1):
        for raw in ENDS.split(content):
            number += 1
            counted = COUNTED.match(raw)
            said = line_text(raw[counted.end() :] if counted else raw)
            if said:
                label = line_text(counted.group(1)) if counted else ""
                begins = True if after_gap or counted else None
                lines.append(Line(said, number, page if len(pages) > 1 else None, begins, label))
                if len(lines) > MOST_LINES:
                    raise TooManyLines(limit=MOST_LINES)
            after_gap = not said
        number -= page < len(pages)
    if not lines:
        raise EmptyPaper
    return Paper(lines, pages=len(pages) if len(pages) > 1 else 0)
