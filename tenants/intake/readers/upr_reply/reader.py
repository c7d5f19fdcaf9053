"""The reader of a State's reply to the report of the Working Group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.neutral import NeutralRow, Resolver
from tenants.intake.readers.papers.paper import Line
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import LIKELY, NOT_MINE, SURE, About, Reading, Source
from tenants.intake.readers.unreadable import EmptyPaper
from tenants.intake.readers.upr_reply.answers import answer_in
from tenants.intake.readers.upr_reply.passages import Remark, mains_of, remarks_of
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.about import about_report, symbol_of
from tenants.intake.readers.upr_report.names import Names
from tenants.intake.readers.upr_report.positions import SENTENCE, clauses_of, position_of
from tenants.intake.readers.upr_report.texts import Said, divided
from tenants.intake.readers.upr_report.words import plain

TITLE_LINES = 60
ADDENDUM = re.compile(r"/Add\.\d+$")
ADDENDUM_WORD = re.compile(r"^\s*(?:addendum|additif|إضافة)\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Answered:
    """One recommendation that the reply speaks of."""

    number: str
    position: str
    words: str
    own: str
    line: Line | None
    said: tuple[Said, ...] = ()


class UprReply:
    """Reads which recommendations a State supports or notes, by their numbers in the report it answers."""

    code = "upr_reply"
    label = _("Reply of the State to the report of the Working Group (Addendum)")

    def recognises(self, source: Source) -> int:
        """Sure of an addendum with the title of the replies."""
        if source.paper is None:
            return NOT_MINE
        title = "\n".join(plain(line.text) for line in source.paper.lines[:TITLE_LINES])
        if words.REPLY.search(title):
            return SURE + 5
        addendum = ADDENDUM.search(symbol_of(source.paper)) or ADDENDUM_WORD.search(title)
        return LIKELY if addendum and words.TITLE.search(title.replace("\n", " ")) else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """One row for each recommendation named; rows without a text are about a paragraph of the report."""
        if source.paper is None:
            raise EmptyPaper
        about = about_report(source.paper, resolver)
        reply = about.symbol
        about.symbol = ADDENDUM.sub("", about.symbol)
        for name in ("state", "session", "symbol", "dated"):
            if asked.get(name):
                setattr(about, name, asked[name])
        about.asks = tuple(name for name in ("state", "symbol") if not getattr(about, name))
        mains = mains_of(source.paper.lines, source.paper.tables)
        names = Names(resolver)
        answered = _answers(remarks_of(source.paper, mains), mains, names)
        return Reading(about, list(_rows(answered, about, reply)))


def _answers(remarks: list[Remark], mains: set[str], names: Names) -> list[Answered]:
    """What is said of each recommendation; what is said last, or most closely, holds."""
    found: dict[str, Answered] = {}
    heading, heading_words = "", ""
    waiting: tuple[str, ...] = ()
    for remark in remarks:
        text = remark.passage.text
        line = remark.passage.line_at(0)
        if remark.numbers:
            said, left, _place = divided(text.replace("|", " "), names)
            position = answer_in(left) if said else answer_in(text.split("|")[-1] if "|" in text else text)
            words_said = left if said and position else text if position else heading_words
            for number in remark.numbers:
                _keep(found, Answered(number, position or heading, words_said, remark.own, line, tuple(said)))
            waiting = () if position else remark.numbers
            continue
        clauses = [clause for clause in clauses_of(text, SENTENCE)]
        cited = [(clause, [one for one in clause.numbers if _is_cited(one, mains)]) for clause in clauses]
        for clause, numbers in cited:
            for number in numbers:
                _keep(found, Answered(number, clause.position, clause.text, remark.own, line))
        if any(numbers for _clause, numbers in cited):
            continue
        position = position_of(text) or (answer_in(text) if len(text) < 160 else "")
        if waiting and not remark.heading and (answer := answer_in(text)):
            for number in waiting:
                found[number].position, found[number].words = answer, text
            waiting = ()
        elif position and (remark.heading or text.rstrip().endswith(":") or clauses):
            heading, heading_words, waiting = position, text, ()
    return list(found.values())


def _is_cited(number: str, mains: set[str]) -> bool:
    return "." in number and number.split(".")[0] in mains


def _keep(found: dict[str, Answered], answered: Answered) -> None:
    before = found.get(answered.number)
    if before and not answered.position:
        before.said = before.said or answered.said
        return
    if before and before.said and not answered.said:
        answered.said = before.said
    found[answered.number] = answered


def _rows(answered: list[Answered], about: About, reply: str) -> Iterator[NeutralRow]:
    number = 0
    for one in answered:
        for said in one.said or (Said("", 0),):
            number += 1
            row = NeutralRow(
                number=number,
                state_text=about.state_text,
                state=about.state,
                session_text=about.session,
                session=about.session,
                text=said.text,
                language=about.language,
                recommending_state_texts=tuple(state.text for state in said.states),
                recommending_states=tuple(dict.fromkeys(state.code for state in said.states if state.code)),
                position=one.position,
                position_text=" ".join(one.words.split())[:300],
                position_source=f"{reply} - Para.{one.own}" if one.own else reply,
                paragraph=one.number,
                symbol=about.symbol,
                dated=about.dated,
                page=one.line.page if one.line else None,
                line=one.line.number if one.line else None,
            )
            if not row.position:
                row.problems.append(Problem("missing_position", "position"))
            if not row.state:
                row.problems.append(Problem("missing_state", "state"))
            yield row


READER = UprReply()
