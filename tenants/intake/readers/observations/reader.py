"""The reader of what committees and special procedures write about one state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.cell_text import language_of
from tenants.intake.readers.neutral import LANGUAGES, RECOMMENDATION, NeutralRow, Resolver
from tenants.intake.readers.observations import front as first_page
from tenants.intake.readers.observations import visits
from tenants.intake.readers.observations.front import Front, Symbol
from tenants.intake.readers.observations.paragraphs import Paragraph, read_paragraphs
from tenants.intake.readers.observations.words import Part, chosen_for_followup, part_of, recommends, suggested_kind
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import LIKELY, NOT_MINE, POSSIBLE, SURE, About, Reading, Source

OBSERVATIONS, VIEWS, VISIT = "observations", "views", "visit"
# The paragraph in which a committee says what it finds; what it asks for comes after it.
FINDING = re.compile(
    r"\bacting under article|\bagissant en vertu|(إذ|وإذ|وهي) تتصرف|following opinion|avis suivant|الرأي التالي|"
    r"بموجب الفقرة 4 من المادة 5",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"the committee (also |further )?(recommends|urges|welcomes)|le comité (recommande|accueille)|توصي اللجنة"
)
ENOUGH = 4
LONGEST_OF_TITLE = 250
MOST_HEADINGS = 3
SEPARATOR = " / "


class ObservationsReader:
    """Concluding observations, country visits and views: a row for each paragraph, as UHRI keeps them.

    A committee numbers and follows up paragraphs, and UHRI keeps a paragraph with all its items as one annotation, so
    that whole paragraphs are what can be recognised again by symbol and number. `asked["items"]` gives a row for each
    lettered item of a recommending paragraph instead, its number `24 (b)`, its text behind the words before the items.
    """

    code = "observations"
    label = _("Concluding observations, country visit or views")

    def recognises(self, source: Source) -> int:
        if source.paper is None:
            return NOT_MINE
        front = _quick_front(source.paper)
        title = " ".join(line for line in front.lines[:25] if len(line) < LONGEST_OF_TITLE)
        symbol = first_page.symbol_in(front)
        is_other = bool(first_page.OTHER_PAPER.search(title))
        if symbol is not None and symbol.kind in {OBSERVATIONS, VIEWS}:
            # Under the number of the observations the state's answer is an addendum.
            return NOT_MINE if is_other and "/Add." in symbol.text else SURE + 5
        if is_other and not first_page.TITLE.search(title):
            return NOT_MINE
        is_visit = bool(first_page.MANDATE.search(title) and first_page.VISITED.search(title))
        if symbol is not None and symbol.kind == VISIT:
            return SURE + 2 if is_visit else NOT_MINE
        if first_page.TITLE.search(title):
            return LIKELY + 15
        if is_visit:
            return LIKELY
        spoken = sum(1 for line in source.paper.lines if SPEAKS.search(line.text.lower()))
        return POSSIBLE + 10 if spoken >= ENOUGH else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        assert source.paper is not None
        return _Paper(source.paper, resolver, asked).reading()


def _quick_front(paper: Paper) -> Front:
    return first_page.front_of(paper, paper.lines[: first_page.FRONT_LINES // 2])


class _Paper:
    """One paper on its way to rows."""

    def __init__(self, paper: Paper, resolver: Resolver, asked: dict[str, Any]) -> None:
        self.asked = asked
        read = read_paragraphs(paper)
        self.all = read.paragraphs
        self.front = first_page.front_of(paper, read.front)
        self.symbol = first_page.symbol_in(self.front)
        self.kind = self.symbol.kind if self.symbol else self._kind_without_symbol()
        self.resolver = resolver
        self.about = self._about()
        self.paragraphs = self._told()

    def _kind_without_symbol(self) -> str:
        title = " ".join(self.front.lines)
        if first_page.TITLE.search(title):
            return OBSERVATIONS
        return VISIT if first_page.MANDATE.search(title) and first_page.VISITED.search(title) else OBSERVATIONS

    def _about(self) -> About:
        about = About(title=self.front.title or next(iter(self.front.lines), ""))
        running = " ".join(one.text for one in self.all[:5]) or about.title
        about.language = self.asked.get("language") or language_of(running)
        about.symbol = self.asked.get("symbol") or (self.symbol.text if self.symbol else "")
        about.state, about.state_text = self._state()
        about.body = self.asked.get("body") or self._body()
        about.cycle = self.asked.get("cycle") or first_page.report_in(about.title, self._reported())
        about.session = self.asked.get("session") or ""
        # The first paragraph of observations names the day of their adoption, that of a visit's report the visit's.
        first = self.all[0].text if self.all and self.kind == OBSERVATIONS else ""
        about.dated = self.asked.get("dated") or first_page.dated(self.front, first)
        needed = {"state": about.state, "body": about.body, "symbol": about.symbol or about.cycle}
        about.asks = tuple(name for name, said in needed.items() if not said)
        return about

    def _reported(self) -> Symbol | None:
        return self.symbol if self.kind == OBSERVATIONS else None

    def _state(self) -> tuple[str, str]:
        if self.asked.get("state"):
            return self.asked["state"], self.asked.get("state_text", "")
        code, name = first_page.state_in(self.front, self.resolver)
        if self.symbol is not None and self.symbol.state:
            found = self.resolver.find_state(self.symbol.state)
            if found is not None:
                return found.code, name if found.code == code else self.symbol.state
        return code, name

    def _body(self) -> str:
        if self.symbol is not None and self.symbol.body:
            return self.symbol.body
        texts = [*self.front.lines, *self.front.above]
        if self.kind == VISIT:
            joined = [" ".join(texts[place : place + 3]) for place in range(min(len(texts), 30))]
            return visits.mandate_in(joined, self.resolver)
        named = (self.resolver.find_body(line.strip(" *")) for line in texts if len(line) < first_page.LONGEST_TITLE)
        return next((found.code for found in named if found is not None), "")

    def _told(self) -> list[Paragraph]:
        """The paragraphs that become rows, with a word about those that do not."""
        numbers = [int(float(one.number)) for one in self.all if one.number]
        missing = sorted(set(range(1, max(numbers, default=0))) - set(numbers))
        if missing and not (self.kind == VISIT and missing[-1] < min(numbers)):
            self.about.warnings.append(Problem("missing_paragraphs", "paragraph", ", ".join(map(str, missing[:20]))))
        if self.all and not any(one.number for one in self.all):
            self.about.warnings.append(Problem("unnumbered_paragraphs", "paragraph"))
        if self.kind == VIEWS:
            found = next((place for place, one in enumerate(self.all) if FINDING.search(one.text)), None)
            return self.all[found:] if found is not None else self.all
        if self.kind != VISIT:
            return self.all
        section = visits.concluding(self.all)
        if section is self.all:
            self.about.warnings.append(Problem("no_conclusions", "paragraph"))
        return section

    def reading(self) -> Reading:
        chosen = chosen_for_followup(self.all) if self.kind == OBSERVATIONS else set()
        rows: list[NeutralRow] = []
        for paragraph in self.paragraphs:
            for number, text, page, line in self._pieces(paragraph):
                if not text:
                    continue
                row = self._row(len(rows) + 1, paragraph, text)
                row.paragraph, row.page, row.line = number, page, line
                if paragraph.number in chosen:
                    row.problems.append(Problem("chosen_for_followup", "paragraph", paragraph.number))
                rows.append(row)
        return Reading(self.about, rows)

    def _pieces(self, paragraph: Paragraph) -> Iterator[tuple[str, str, int | None, int]]:
        """(number, text, page, line) of the paragraph, or of each of its items when these were asked for."""
        if not (self.asked.get("items") and paragraph.items and self._kind(paragraph) == RECOMMENDATION):
            yield paragraph.number, paragraph.whole, paragraph.page, paragraph.line
            return
        for item in paragraph.items:
            number = f"{paragraph.number} ({item.letter})".strip()
            yield number, f"{paragraph.text} {item.text}".strip().rstrip(";؛ "), item.page, item.line

    def _kind(self, paragraph: Paragraph) -> str:
        if self.kind == VISIT and visits.recommending_section(paragraph):
            return RECOMMENDATION
        if self.kind == VISIT and part_of(paragraph.headings) is not Part.INTRODUCTION:
            return RECOMMENDATION if recommends(paragraph.whole, self.about.language) else "observation"
        return suggested_kind(paragraph, self.about.language)

    def _heading(self, paragraph: Paragraph) -> str:
        """The nearest headings, without the name of the section when there is something nearer."""
        # What stands over the first paragraph is the title or the state's name, unless it says "Introduction".
        above = {one for one in self.all[0].headings if part_of((one,)) is None}
        own = [one for one in paragraph.headings if not first_page.TITLE.match(one) and one not in above]
        telling = [one for one in own if part_of((one,)) is None and not visits.CONCLUDING.search(one)]
        named = telling[-MOST_HEADINGS:] or own[-1:]
        addressed = [one for one in own if visits.CONCLUDING.search(one) and len(one.split()) > ENOUGH]
        if self.kind == VISIT:
            named = [*(one for one in addressed[-1:] if one not in named), *named]
            who = visits.addressee(paragraph.text)
            if who and not any(who.lower() in one.lower() for one in named):
                named = [*named, who]
        return SEPARATOR.join(named)

    def _row(self, number: int, paragraph: Paragraph, text: str) -> NeutralRow:
        about = self.about
        return NeutralRow(
            number=number,
            state_text=about.state_text,
            state=about.state,
            session_text=first_page.session_in(self.front),
            session=about.session,
            text=text,
            language=about.language if about.language in LANGUAGES else "en",
            symbol=about.symbol,
            cycle=about.cycle,
            kind=self._kind(paragraph),
            certain=False,
            heading=self._heading(paragraph),
            body=about.body,
            dated=about.dated,
        )
