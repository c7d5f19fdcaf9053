"""Reports in the layouts of the years 2008 to today, in our own words, about States that do not exist."""

from __future__ import annotations

import textwrap
from pathlib import Path

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.reading import About, Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.upr_report import READER
from tests.tenants.intake.readers.upr_report.places import Places

WIDTH = 84
CLOSING = (
    "All conclusions and/or recommendations contained in the present report reflect the position of the submitting"
    " State(s) and/or the State under review. They should not be construed as endorsed by the Working Group as a whole."
)
TITLE = """United Nations A/HRC/21/99
General Assembly Distr.: General
9 July 2012
Original: English
Human Rights Council
Universal periodic review
Report of the Working Group on the Universal Periodic
Review*
Valdoria
Contents
II. Conclusions and/or recommendations ............. 60–64 12
Introduction
1. The Working Group on the Universal Periodic Review held its thirteenth session from 21 May to 4 June 2012.
3. The following papers were issued: A national report (A/HRC/WG.6/13/VAL/1);
I. Summary of the proceedings of the review process
"""


def paper_of(text: str, *, per_page: int = 40) -> Paper:
    """A paper as PDF gives it: lines of some 84 letters, 40 a page."""
    lines: list[Line] = []
    for paragraph in text.strip().split("\n"):
        for words in textwrap.wrap(paragraph, WIDTH, break_on_hyphens=False):
            lines.append(Line(words, len(lines) % per_page + 1, len(lines) // per_page + 1))
    return Paper(lines, lines[-1].page or 0)


def source_of(paper: Paper) -> Source:
    return Source(Path("report.pdf"), "report.pdf", Format.PDF, Limits(), paper)


def read(text: str, title: str = TITLE) -> tuple[About, list[NeutralRow]]:
    """What the reader makes of a report whose section is `text`."""
    reading = READER.read(source_of(paper_of(title + text)), Places(), {})
    return reading.about, list(reading.rows)


def brief(rows: list[NeutralRow]) -> list[tuple[str, str, str, str]]:
    """Paragraph, text, States and position of each row."""
    return [(row.paragraph, row.text, " ".join(row.recommending_states), row.position) for row in rows]
