"""Rows of a UPR Info export (and of files made like it) as neutral rows, each with what is wrong with it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from tenants.intake.readers.cell_text import language_of, listed, tidy
from tenants.intake.readers.columns import ColumnMapping
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.table import Row

LANGUAGES = ("en", "fr", "ar")


class Term(Protocol):
    """An entry of the taxonomy; only its code is asked for."""

    @property
    def code(self) -> str: ...


class Resolver(Protocol):
    """Finds taxonomy entries by whatever a source prints for them; None when there is none of that name."""

    def find_state(self, text: str) -> Term | None: ...
    def find_session(self, text: str) -> Term | None: ...
    def find_position(self, text: str) -> Term | None: ...
    def is_pledge(self, text: str) -> bool: ...
    def find_action_category(self, text: str) -> Term | None: ...
    def find_issue(self, text: str) -> Term | None: ...


@dataclass(slots=True)
class NeutralRow:
    """One row, independent of the file it came from. `*_text` is as the source prints it; the fields of the same
    name without it are taxonomy codes, empty when nothing was found. `texts` are given translations by language."""

    number: int
    state_text: str
    state: str
    session_text: str
    session: str
    text: str
    language: str
    texts: dict[str, str]
    recommending_state_texts: tuple[str, ...]
    recommending_states: tuple[str, ...]
    position_text: str
    position: str
    action_text: str
    action_category: str
    issue_texts: tuple[str, ...]
    issues: tuple[str, ...]
    paragraph: str = ""
    symbol: str = ""
    cycle: str = ""
    state_group: str = ""
    state_organisation: str = ""
    recommending_group: str = ""
    recommending_organisation: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Whether nothing keeps the row out."""
        return not any(problem.is_error for problem in self.problems)


class _Remembered:
    """The resolver's answers, each asked for once: a file of 40,000 rows holds some 300 different names."""

    def __init__(self, find: Callable[[str], Term | None]) -> None:
        self.find = find
        self.codes: dict[str, str | None] = {}
        self.lists: dict[str, tuple[tuple[str, str | None], ...]] = {}

    def code(self, text: str) -> str | None:
        if text not in self.codes:
            term = self.find(text)
            self.codes[text] = None if term is None else term.code
        return self.codes[text]

    def entries(self, text: str) -> tuple[tuple[str, str | None], ...]:
        if text not in self.lists:
            self.lists[text] = tuple(listed(text, self.code))
        return self.lists[text]


def neutral_rows(rows: Iterable[Row], mapping: ColumnMapping, resolver: Resolver) -> Iterator[NeutralRow]:
    """Neutral rows of a table as `read_table` gives it, header first. Nothing is left out: invalid rows say why."""
    reading = _Reading(mapping, resolver)
    for row in islice(rows, 1, None):
        yield reading.neutral(row)


class _Reading:
    """One pass over one file."""

    def __init__(self, mapping: ColumnMapping, resolver: Resolver) -> None:
        self.mapping = mapping
        self.states = _Remembered(resolver.find_state)
        self.sessions = _Remembered(resolver.find_session)
        self.positions = _Remembered(resolver.find_position)
        self.pledges: dict[str, bool] = {}
        self.is_pledge = resolver.is_pledge
        self.actions = _Remembered(resolver.find_action_category)
        self.issues = _Remembered(resolver.find_issue)
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
            problems=problems,
        )

    def _needed(self, remembered: _Remembered, text: str, name: str, problems: list[Problem]) -> str:
        if not text:
            problems.append(Problem(f"missing_{name}", name))
            return ""
        return self._known(remembered, text, name, problems)

    def _known(self, remembered: _Remembered, text: str, name: str, problems: list[Problem]) -> str:
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


def states_in(rows: Iterable[NeutralRow]) -> Counter[str]:
    """How many rows each State under review has, by code, or by the source's own name where it is not known."""
    return Counter(row.state or row.state_text for row in rows)


def reasons_in(rows: Iterable[NeutralRow]) -> Counter[str]:
    """How often each problem occurs, by code; errors and warnings alike."""
    return Counter(problem.code for row in rows for problem in row.problems)
