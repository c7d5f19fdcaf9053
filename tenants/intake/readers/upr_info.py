"""Rows of a UPR Info export (and of files made like it) as neutral rows, each with what is wrong with it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.cell_text import language_of, tidy
from tenants.intake.readers.columns import ColumnMapping, match_columns, simplified
from tenants.intake.readers.neutral import LANGUAGES, NeutralRow, Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import LIKELY, NOT_MINE, SURE, About, Reading, Source
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.sniffing import read_table
from tenants.intake.readers.table import Row
from tenants.intake.readers.unreadable import Place, UnknownSheet


def neutral_rows(rows: Iterable[Row], mapping: ColumnMapping, resolver: Resolver) -> Iterator[NeutralRow]:
    """Neutral rows of a table as `read_table` gives it, header first. Nothing is left out: invalid rows say why."""
    reading = _Reading(mapping, resolver)
    for row in islice(rows, 1, None):
        yield reading.neutral(row)


class UprInfoReader:
    """The table that UPR Info exports, and tables with the same columns under other names."""

    code = "upr_info"
    label = _("UPR Info export")
    own_names = frozenset(map(simplified, ("To", "Text", "From", "Response", "Action", "Issue", "Session")))

    def recognises(self, source: Source) -> int:
        """Sure of the export's own names; likely where State, text, session and recommending State have columns."""
        sheet = source.sniffed.sheet() if source.sniffed else None
        if sheet is None:
            return NOT_MINE
        mapping = match_columns(sheet.header)
        if not mapping.complete:
            return NOT_MINE
        if len(self.own_names & set(map(simplified, sheet.header))) >= len(self.own_names) - 1:
            return SURE
        return LIKELY if "recommending_state" in mapping.columns else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Read a table. `asked` may name the `sheet` and correct the columns as `mapping` ({field: index or None})."""
        assert source.sniffed is not None
        name = asked.get("sheet")
        sheet = source.sniffed.sheet(name)
        if sheet is None:
            raise UnknownSheet(Place(sheet=name or ""))
        mapping = match_columns(sheet.header, asked.get("mapping", asked.get("columns")))
        rows = read_table(source.path, source.sniffed, sheet.name, source.limits)
        return Reading(About(body="UPR"), neutral_rows(rows, mapping, resolver))


READER = UprInfoReader()


class _Reading:
    """One pass over one file."""

    def __init__(self, mapping: ColumnMapping, resolver: Resolver) -> None:
        self.mapping = mapping
        self.states = Remembered(resolver.find_state)
        self.sessions = Remembered(resolver.find_session)
        self.positions = Remembered(resolver.find_position)
        self.pledges: dict[str, bool] = {}
        self.is_pledge = resolver.is_pledge
        self.actions = Remembered(resolver.find_action_category)
        self.issues = Remembered(resolver.find_issue)
        self.same: dict[str, str] = {}
        self.names = {index: name for name, index in mapping.columns.items()}

    def _cell(self, row: Row, name: str) -> str:
        return tidy(self.mapping.cell(row.cells, name))

    def _often(self, row: Row, name: str) -> str:
        """A cell whose few values repeat: one object for all rows."""
        cell = self.mapping.cell(row.cells, name)
        if cell not in self.same:
            self.same[cell] = tidy(cell)
        return self.same[cell]

    def neutral(self, row: Row) -> NeutralRow:
        problems: list[Problem] = []
        texts = {language: text for language in LANGUAGES if (text := self._cell(row, f"text_{language}"))}
        text = self._cell(row, "text")
        language = language_of(text) if text else next(iter(texts), "")
        text = text or texts.get(language, "")
        if not text:
            problems.append(Problem("missing_text", "text"))
        elif "\ufffd" in text:
            problems.append(Problem("damaged_characters", "text"))
        state_text, session_text = self._often(row, "state"), self._often(row, "session")
        position_text, action_text = self._often(row, "position"), self._often(row, "action_category")
        state = self._needed(self.states, state_text, "state", problems)
        session = self._needed(self.sessions, session_text, "session", problems)
        position = self._position(position_text, problems)
        action = self._known(self.actions, action_text, "action_category", problems)
        recommending = self._recommending(self._often(row, "recommending_state"), problems)
        issues = self.issues.entries(self._often(row, "issues"))
        problems.extend(Problem("unknown_issue", "issues", name) for name, code in issues if code is None)
        for index in row.formula_like:
            if index in self.names:
                problems.append(Problem("formula_like", self.names[index], row.cells[index][:80]))
        return NeutralRow(
            number=row.number,
            state_text=state_text,
            state=state,
            session_text=session_text,
            session=session,
            text=text,
            language=language,
            texts=texts,
            recommending_state_texts=tuple(name for name, _code in recommending),
            recommending_states=_codes(recommending),
            position_text=position_text,
            position=position,
            action_text=action_text,
            action_category=action,
            issue_texts=tuple(name for name, _code in issues),
            issues=_codes(issues),
            paragraph=self._cell(row, "paragraph"),
            symbol=self._often(row, "symbol"),
            cycle=self._often(row, "cycle"),
            state_group=self._often(row, "state_group"),
            state_organisation=self._often(row, "state_organisation"),
            recommending_group=self._often(row, "recommending_group"),
            recommending_organisation=self._often(row, "recommending_organisation"),
            cells=row.cells if any(problem.is_error for problem in problems) else (),
            problems=problems,
        )

    def _needed(self, remembered: Remembered, text: str, name: str, problems: list[Problem]) -> str:
        if not text:
            problems.append(Problem(f"missing_{name}", name))
            return ""
        return self._known(remembered, text, name, problems)

    def _known(self, remembered: Remembered, text: str, name: str, problems: list[Problem]) -> str:
        code = remembered.code(text) if text else ""
        if code is None:
            problems.append(Problem(f"unknown_{name}", name, text))
        return code or ""

    def _position(self, text: str, problems: list[Problem]) -> str:
        if text not in self.pledges:
            self.pledges[text] = bool(text) and self.is_pledge(text)
        if self.pledges[text]:
            problems.append(Problem("voluntary_pledge", "position", text))
            return ""
        if not text:
            problems.append(Problem("missing_position", "position"))
        return self._known(self.positions, text, "position", problems)

    def _recommending(self, text: str, problems: list[Problem]) -> tuple[tuple[str, str | None], ...]:
        entries = self.states.entries(text)
        if not entries:
            problems.append(Problem("missing_recommending_state", "recommending_state"))
        problems.extend(
            Problem("unknown_recommending_state", "recommending_state", name) for name, code in entries if code is None
        )
        return entries


def _codes(entries: tuple[tuple[str, str | None], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for _name, code in entries if code))
