"""The reader of Working Group reports of the Universal Periodic Review."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.reading import LIKELY, NOT_MINE, SURE, About, Reading, Source
from tenants.intake.readers.unreadable import EmptyPaper
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.about import about_report
from tenants.intake.readers.upr_report.blocks import blocks_of
from tenants.intake.readers.upr_report.dialogue import paragraphs_of
from tenants.intake.readers.upr_report.joining import Vocabulary
from tenants.intake.readers.upr_report.names import Names
from tenants.intake.readers.upr_report.rows import Sections, kept_of, rows_of
from tenants.intake.readers.upr_report.section import section_of, without_heading
from tenants.intake.readers.upr_report.words import plain

TITLE_LINES = 80


class UprReport:
    """Reads the section "Conclusions and/or recommendations" of a report, in English, French or Arabic."""

    code = "upr_report"
    label = _("Report of the Working Group on the Universal Periodic Review")

    def recognises(self, source: Source) -> int:
        """Sure of a paper with the title of the reports and the section; a reply to a report has neither."""
        if source.paper is None:
            return NOT_MINE
        title = plain(" ".join(line.text for line in source.paper.lines[:TITLE_LINES]))
        if words.REPLY.search(title):
            return NOT_MINE
        section = section_of(source.paper.lines)
        if words.TITLE.search(title):
            return SURE + 5 if section else LIKELY
        return LIKELY if section else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Every recommendation of the section; `asked` may give state, session, symbol and day."""
        if source.paper is None:
            raise EmptyPaper
        about = about_report(source.paper, resolver)
        _take(about, asked)
        names = Names(resolver)
        headed = section_of(source.paper.lines)
        kept = kept_of(_sections(source.paper, headed, about.state), names)
        if not headed:
            kept = [one for one in kept if one.said.states]
        return Reading(about, list(rows_of(kept, about)))


def _sections(paper: Paper, headed: tuple[int, int] | None, reviewed: str) -> Sections:
    begun, end = headed or without_heading(paper.lines)
    vocabulary = Vocabulary(paper.lines)
    blocks = blocks_of(paper.lines[begun:end], vocabulary)
    return Sections(blocks, paragraphs_of(paper.lines[:begun], vocabulary), reviewed)


def _take(about: About, asked: dict[str, Any]) -> None:
    for name in ("state", "session", "symbol", "dated"):
        if asked.get(name):
            setattr(about, name, asked[name])
    about.asks = tuple(name for name in ("state", "session") if not getattr(about, name))


READER = UprReport()
