"""Annotations of the Universal Human Rights Index as neutral rows.

An annotation about several States becomes one row for each of them, all with the same annotation id: what concerns
a region concerns every State of it, and an institution takes those of its own State only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from tenants.intake.readers.cell_text import language_of
from tenants.intake.readers.neutral import OBSERVATION, RECOMMENDATION, NeutralRow, Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.uhri.days import iso_day
from tenants.intake.readers.uhri.record import Record
from tenants.intake.readers.uhri.symbols import body_of, paragraph_in, report_of, session_of, symbol_in
from tenants.intake.readers.uhri.texts import parted, without_markup, without_states

SYSTEM = "uhri"
UPR = "UPR"
ASKS = re.compile(r"recom+end|recommand|توصي", re.IGNORECASE)
OBSERVES = re.compile(r"concern|observ|preoccup|préoccup|شواغل|قلق|ملاحظ", re.IGNORECASE)
SESSION = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|re|ème)?\s+session|session\s*(?:no\.?\s*)?(\d{1,2})", re.IGNORECASE)


class RowsOfRecords:
    """One pass over one file. `asked` fills what the file does not say: State, session."""

    def __init__(self, resolver: Resolver, asked: dict[str, str]) -> None:
        self.asked = asked
        self.states = Remembered(resolver.find_state)
        self.bodies = Remembered(resolver.find_body)
        self.sessions = Remembered(resolver.find_session)
        self.positions = Remembered(resolver.find_position)
        self.groups = Remembered(resolver.find_group)
        self.sdgs = Remembered(resolver.find_sdg)
        self.is_pledge = lru_cache(maxsize=256)(resolver.is_pledge)
        self.find_review = lru_cache(maxsize=4096)(resolver.find_review)
        self.theme = lru_cache(maxsize=4096)(resolver.find_theme)

    def rows(self, records: Iterable[Record]) -> Iterator[NeutralRow]:
        """The rows of every record that says anything, in order."""
        for record in records:
            if any(record.values.values()):
                yield from self.of_each_state(self.row(record), record)

    def of_each_state(self, row: NeutralRow, record: Record) -> Iterator[NeutralRow]:
        """The row once for each State; a State that stands there twice, as name and as ISO code, counts once."""
        named: dict[str, tuple[str, str]] = {}
        for name in record.all("countries"):
            code = self.states.code(name) or ""
            named.setdefault(code or name, (name, code))
        if not named and (code := self.asked.get("state", "")):
            named[code] = ("", code)
        if not named:
            row.problems.append(Problem("missing_state", "state"))
            yield self.in_session(row)
        for name, code in named.values():
            problems = row.problems if code else [*row.problems, Problem("unknown_state", "state", name)]
            yield self.in_session(replace(row, state_text=name, state=code, problems=list(problems)))

    def in_session(self, row: NeutralRow) -> NeutralRow:
        """The row with its session, which the JSON export never names: then by the State's place in the calendar."""
        if row.body != UPR or row.session or row.session_text:
            return row
        found = self.find_review(row.state, row.dated) if row.state and row.dated else None
        if found is None:
            row.problems.append(Problem("missing_session", "session"))
        else:
            row.session = found.code
            row.problems.append(Problem("session_by_calendar", "session", found.code))
        return row

    def row(self, record: Record) -> NeutralRow:
        """The annotation without its State."""
        problems: list[Problem] = []
        printed_symbol = record.one("symbol")
        symbol = symbol_in(printed_symbol)
        body_text, body = self.body(record, symbol, problems)
        by_states = body == UPR
        text = without_markup(record.one("text"))
        recommending = [(name, self.states.code(name)) for name in record.all("recommending")]
        if by_states:
            text, in_brackets = without_states(text, self.states)
            recommending += [one for one in in_brackets if one[1] not in {code for _name, code in recommending}]
        pieces = parted(text, headed=not by_states)
        if not pieces.text:
            problems.append(Problem("missing_text", "text"))
        elif "\ufffd" in pieces.text:
            problems.append(Problem("damaged_characters", "text"))
        kind, certain = self.kind(record, by_states, problems)
        row = NeutralRow(
            number=record.number,
            sheet=record.sheet,
            text=pieces.text,
            language=language_of(pieces.text) if pieces.text else "",
            paragraph=pieces.paragraph or paragraph_in(printed_symbol),
            heading=pieces.heading,
            kind=kind,
            certain=certain,
            symbol=symbol,
            body_text=body_text,
            body=body,
            cycle="" if by_states else report_of(symbol),
            dated=iso_day(record.one("published")),
            state_group=", ".join(record.all("regions")),
            recommending_group=", ".join(record.all("recommending_regions")),
            external_ids=self.identifiers(record),
            problems=problems,
        )
        if by_states:
            self.add_review(row, record, recommending)
        self.add_labels(row, record)
        return row

    def body(self, record: Record, symbol: str, problems: list[Problem]) -> tuple[str, str]:
        """The printed names and the code. The symbol names the protocol where UHRI only names its committee."""
        names = record.all("bodies")
        code = next((found for name in names if (found := self.bodies.code(name))), "")
        told = body_of(symbol)
        if told and (not code or told.startswith(f"{code}-")):
            code = told
        if not code and (record.one("position") or record.one("recommending") or record.one("session")):
            code = UPR
        if not code:
            problems.append(Problem("unknown_body" if names else "missing_body", "body", ", ".join(names)))
        return ", ".join(names), code

    def kind(self, record: Record, by_states: bool, problems: list[Problem]) -> tuple[str, bool]:
        """Recommendation or observation, and whether the file says so."""
        words = record.one("kind")
        asks, observes = bool(ASKS.search(words)), bool(OBSERVES.search(words))
        if asks != observes:
            return (RECOMMENDATION if asks else OBSERVATION), True
        if by_states:
            return RECOMMENDATION, True
        problems.append(Problem("unknown_kind", "kind"))
        return RECOMMENDATION, False

    def identifiers(self, record: Record) -> tuple[tuple[str, str], ...]:
        value = record.one("identifier").strip("{}").lower()
        return ((SYSTEM, value),) if value else ()

    def add_review(self, row: NeutralRow, record: Record, recommending: list[tuple[str, str | None]]) -> None:
        """What only the Universal Periodic Review knows: session, recommending States, position."""
        row.session_text = record.one("session")
        found = SESSION.search(row.session_text)
        number = next(filter(None, found.groups()), "") if found else row.session_text
        row.session = (number and self.sessions.code(number)) or ""
        if row.session_text and not row.session:
            row.problems.append(Problem("unknown_session", "session", row.session_text))
        row.session = row.session or session_of(row.symbol) or self.asked.get("session", "")
        row.recommending_state_texts = tuple(dict.fromkeys(name for name, _code in recommending))
        row.recommending_states = tuple(dict.fromkeys(code for _name, code in recommending if code))
        row.problems.extend(
            Problem("unknown_recommending_state", "recommending_state", name)
            for name, code in recommending
            if code is None
        )
        if not recommending:
            row.problems.append(Problem("missing_recommending_state", "recommending_state"))
        self.add_position(row, record.one("position"))

    def add_position(self, row: NeutralRow, text: str) -> None:
        row.position_text = text
        if not text:
            row.problems.append(Problem("missing_position", "position"))
        elif self.is_pledge(text):
            row.problems.append(Problem("voluntary_pledge", "position", text))
        else:
            row.position = self.positions.code(text) or ""
            if not row.position:
                row.problems.append(Problem("unknown_position", "position", text))

    def add_labels(self, row: NeutralRow, record: Record) -> None:
        """Themes, groups and SDGs by code. Every label is kept as printed, also the theme that UHRI puts on a third of
        all rows by some error of its own: it is not taken for a classification."""
        groups = [self.group(name, row) for name in record.all("groups")]
        themes = []
        for name in record.all("themes"):
            term = self.theme(name)
            if term is not None:
                themes.append("" if getattr(term, "artefact", False) else term.code)
            elif code := self.groups.code(name):
                groups.append(code)
            else:
                row.problems.append(Problem("unknown_theme", "themes", name))
        sdgs = []
        for name in record.all("sdgs"):
            sdgs.append(self.sdgs.code(name) or "")
            if not sdgs[-1]:
                row.problems.append(Problem("unknown_sdg", "sdgs", name))
        row.theme_texts, row.themes = record.all("themes"), each(themes)
        row.group_texts, row.groups = record.all("groups"), each(groups)
        row.sdg_texts, row.sdgs = record.all("sdgs"), each(sdgs)

    def group(self, name: str, row: NeutralRow) -> str:
        code = self.groups.code(name)
        if code is None:
            row.problems.append(Problem("unknown_group", "groups", name))
        return code or ""


def each(codes: Iterable[str]) -> tuple[str, ...]:
    """Every code once, in order."""
    return tuple(dict.fromkeys(code for code in codes if code))
