"""Lines of a ministry's table as neutral rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from tenants.intake.readers.cell_text import language_of, tidy
from tenants.intake.readers.columns import ColumnMapping, simplified
from tenants.intake.readers.national.days import day_in, end_of
from tenants.intake.readers.national.lists import bodies_in
from tenants.intake.readers.national.tables import TEXTS, Line
from tenants.intake.readers.national.values import UPR, Meanings, choices_in, percent_in
from tenants.intake.readers.neutral import LANGUAGES, NeutralRow, Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.tracker_names import PROGRESS_SAID

# A person may say of these that an empty cell repeats what stands above it.
REPEATABLE = (
    "mechanism", "body", "mandate", "symbol", "session", "axis", "sub_axis", "issues", "lead", "support", "status",
    "assessed_on", "text", "text_ar", "text_fr", "text_en",
)  # fmt: skip
# Where the wider changes, nothing narrower is carried on.
NESTED = {"mechanism": ("body", "mandate", "symbol"), "body": ("symbol",), "axis": ("sub_axis",)}
SAID_OF_WORK = ("lead", "support", "action", "indicator", "evidence", "remarks")
UPR_NUMBER = re.compile(r"^\D{0,3}(\d{2,3}\.\d{1,3})\b")
NOTHING = frozenset({"null", "none", "n/a", "na", "nan", "-", "–", "—", "/", "#n/a", "لا يوجد", "néant", "neant"})


class TableReading:
    """One pass over one table. After it `twins` are names of bodies with the same in another language."""

    def __init__(
        self, mapping: ColumnMapping, header: tuple[str, ...], resolver: Resolver, asked: Mapping[str, Any]
    ) -> None:
        self.mapping, self.header = mapping, header
        self.meanings = Meanings(resolver, choices_in(asked))
        self.defaults: Mapping[str, str] = asked.get("defaults") or {}
        self.state = str(asked.get("state") or "")
        self.repeated = [name for name in asked.get("filled") or () if name in REPEATABLE]
        self.above: dict[str, str] = {}
        self.section_body = self.section = ""
        self.codes: set[str] = set()
        digest = sha256("\x1f".join(simplified(name) for name in header).encode()).hexdigest()
        self.namespace = digest[:8]
        self.twins: dict[str, str] = {}

    def rows(self, lines: Iterable[Line]) -> Iterator[NeutralRow]:
        """The rows, those that only go on with the recommendation above joined to it."""
        last: NeutralRow | None = None
        for line in lines:
            if line.section:
                self._enter(line)
                continue
            cells = self._cells(line)
            if last is not None and self._goes_on(line, cells):
                self._join(last, cells)
                continue
            if last is not None:
                yield self._finished(last)
            last = self._row(line, cells)
        if last is not None:
            yield self._finished(last)

    def _enter(self, line: Line) -> None:
        body = self.meanings.body(line.section)
        if body:
            self.section_body, self.section = body, ""
        else:
            self.section = line.section
        self.above = {}

    def _cells(self, line: Line) -> dict[str, str]:
        """Field to its words on this line, repeated ones filled in."""
        cells = {}
        for name, index in self.mapping.columns.items():
            raw = line.row.cells[index] if index < len(line.row.cells) else ""
            kept = raw if name in {"lead", "lead_other", "support", "support_other"} else tidy(raw)
            cells[name] = "" if kept.strip().casefold() in NOTHING else kept
        for wider, narrower in NESTED.items():
            if cells.get(wider) and cells[wider] != self.above.get(wider):
                self.above = {name: said for name, said in self.above.items() if name not in narrower}
                self.above[wider] = cells[wider]
        for name in self.repeated:
            if cells.get(name):
                self.above[name] = cells[name]
            elif name in cells:
                cells[name] = self.above.get(name, "")
        return cells

    def _goes_on(self, line: Line, cells: Mapping[str, str]) -> bool:
        """Whether the line adds to the recommendation above: its text is merged with it, or it has none of its own."""
        texts = [name for name in TEXTS if name in self.mapping.columns]
        own = [name for name in texts if cells.get(name) and self.mapping.columns[name] not in line.given]
        if own and not (set(own) & set(self.repeated) and self._is_blank(line, own)):
            return False
        numbered = any(
            cells.get(name) and self.mapping.columns[name] not in line.given for name in ("number", "code", "paragraph")
            if name in self.mapping.columns
        )  # fmt: skip
        return not numbered and any(cells.get(name) for name in SAID_OF_WORK)

    def _is_blank(self, line: Line, names: list[str]) -> bool:
        """Whether the fields' cells are empty in the file itself."""
        places = (self.mapping.columns[name] for name in names)
        return not any(place < len(line.row.cells) and line.row.cells[place] for place in places)

    def _join(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        row.lead_texts = _each(row.lead_texts, self._bodies(cells, "lead"))
        row.support_texts = _each(row.support_texts, self._bodies(cells, "support"))
        row.status_text = row.status_text or self._status(cells)
        more = [one for one in self._account(cells, row.language).split("\n") if one not in row.account.split("\n")]
        row.account = "\n".join(filter(None, [row.account, *more]))

    def _finished(self, row: NeutralRow) -> NeutralRow:
        row.support_texts = tuple(one for one in row.support_texts if one not in row.lead_texts)
        if row.account and not row.status_text:
            row.problems.append(Problem("account_without_status", "account"))
        return row

    def _row(self, line: Line, cells: dict[str, str]) -> NeutralRow:
        problems: list[Problem] = []
        texts = {code: text for code in LANGUAGES if (text := cells.get(f"text_{code}", ""))}
        text = cells.get("text", "")
        language = language_of(text) if text else next(iter(texts), "")
        text = text or texts.get(language, "")
        if not text:
            problems.append(Problem("missing_text", "text"))
        elif "\ufffd" in text:
            problems.append(Problem("damaged_characters", "text"))
        row = NeutralRow(
            number=line.row.number, sheet=line.sheet, text=text, language=language, texts=texts,
            paragraph=cells.get("paragraph", ""), heading=self._heading(cells), body="",
            lead_texts=self._bodies(cells, "lead"), support_texts=self._bodies(cells, "support"),
            status_text=self._status(cells), account=self._account(cells, language),
            assessed_on=self._day(cells, "assessed_on", problems),
            due_on=end_of(self._day(cells, "due_on", problems)), problems=problems,
        )  # fmt: skip
        self._state(row, cells)
        self._origin(row, cells)
        self._position(row, cells)
        self._subjects(row, cells)
        self._known_as(row, cells)
        if any(one.is_error for one in problems):
            row.cells = line.row.cells
        return row

    def _state(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        row.state_text = cells.get("state", "")
        row.state = (self.meanings.states.code(row.state_text) or "") if row.state_text else self.state
        if row.state_text and not row.state:
            row.problems.append(Problem("unknown_state", "state", row.state_text))

    def _origin(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        """Which body said it, in which examination and paper."""
        printed = [cells.get(name, "") for name in ("body", "mandate", "mandate_other", "mechanism")]
        row.symbol = cells.get("symbol", "") or self.defaults.get("symbol", "")
        row.body_text = next(filter(None, printed), "")
        row.body = (
            next(filter(None, map(self.meanings.body, filter(None, printed))), "")
            or self.section_body * (not row.body_text)
            or self.meanings.body_of_symbol(row.symbol)
            or self.defaults.get("body", "") * (not row.body_text)
        )
        if not row.body:
            code = "unknown_body" if row.body_text else "missing_body"
            row.problems.append(Problem(code, "body", row.body_text))
        row.dated = self.defaults.get("dated", "")
        row.session_text = cells.get("session", "")
        if row.body == UPR:
            row.session = self.meanings.sessions.code(row.session_text or self.defaults.get("session", "")) or ""
            if row.session_text and not row.session:
                row.problems.append(Problem("left_out", "session", row.session_text))

    def _position(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        row.position_text = cells.get("position", "")
        code = self.meanings.position(row.position_text) if row.position_text else ""
        if code is None:
            row.problems.append(Problem("left_out", "position", row.position_text))
        row.position = code or ""
        states = self.meanings.states.entries(cells.get("recommending_state", ""))
        others = self.meanings.states.entries(cells.get("recommending_state_other", ""))
        if len(states) == len(others):
            states = tuple((name, code or also) for (name, code), (_name, also) in zip(states, others, strict=True))
        states = states or others
        row.recommending_state_texts = tuple(name for name, _code in states)
        row.recommending_states = tuple(dict.fromkeys(code for _name, code in states if code))
        row.problems += [
            Problem("unknown_recommending_state", "recommending_state", name) for name, code in states if not code
        ]

    def _subjects(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        """Themes of its own column, and what of the axes and groups the reference lists know."""
        meanings, themes = self.meanings, list[tuple[str, str]]()
        for name, code in meanings.of_list(cells.get("issues", ""), meanings.themes):
            if code:
                themes.append((name, code))
            elif issue := meanings.issues.code(name):
                row.issue_texts, row.issues = (*row.issue_texts, name), (*row.issues, issue)
            elif group := meanings.groups.code(name):
                row.group_texts, row.groups = (*row.group_texts, name), (*row.groups, group)
            else:
                row.problems.append(Problem("unknown_issue", "issues", name))
        for field in ("sub_axis", "axis"):
            if cells.get(field) and (code := meanings.themes.code(cells[field])):
                themes.append((cells[field], code))
        row.theme_texts, row.themes = (
            tuple(name for name, _ in themes),
            tuple(dict.fromkeys(code for _, code in themes)),
        )
        for name, code in meanings.of_list(cells.get("groups", ""), meanings.groups):
            row.group_texts = (*row.group_texts, name)
            row.groups = (*row.groups, code) if code and code not in row.groups else row.groups
        sdgs = meanings.of_list(cells.get("sdgs", ""), meanings.sdgs)
        row.sdg_texts, row.sdgs = tuple(name for name, _ in sdgs), tuple(dict.fromkeys(c for _, c in sdgs if c))

    def _known_as(self, row: NeutralRow, cells: Mapping[str, str]) -> None:
        """The file's own code, where it names one row only; in the UPR such codes hold the paragraph."""
        code = cells.get("code", "")
        if not row.paragraph and row.body == UPR and (found := UPR_NUMBER.match(code)):
            row.paragraph = found[1]
        named = f"{self.namespace}:{row.body}:{code}"[:200]
        if code and named not in self.codes:
            row.external_ids = (("national", named),)
            self.codes.add(named)

    def _heading(self, cells: Mapping[str, str]) -> str:
        axes = [cells.get("axis", ""), cells.get("sub_axis", "")]
        return " › ".join(filter(None, axes if any(axes) else [self.section]))

    def _status(self, cells: Mapping[str, str]) -> str:
        percent = percent_in(cells.get("progress", ""))
        return cells.get("status", "") or (f"{percent} %" if percent else cells.get("progress", ""))

    def _account(self, cells: Mapping[str, str], language: str) -> str:
        """The row's words on what was done, each under its column's name; remarks without one."""
        said = [cells.get("remarks", "")]
        for name in ("action", "indicator", "evidence"):
            if cells.get(name):
                said.append(f"{self.header[self.mapping.columns[name]]}: {cells[name]}")
        if cells.get("status") and (percent := percent_in(cells.get("progress", ""))):
            said.append(PROGRESS_SAID.get(language or "en", PROGRESS_SAID["en"]).format(percent))
        return "\n".join(filter(None, said))

    def _bodies(self, cells: Mapping[str, str], name: str) -> tuple[str, ...]:
        bodies, others = bodies_in(cells.get(name, "")), bodies_in(cells.get(f"{name}_other", ""))
        if len(bodies) == len(others):
            self.twins.update(zip(bodies, others, strict=True))
        return bodies or others

    def _day(self, cells: Mapping[str, str], name: str, problems: list[Problem]) -> str:
        day = day_in(cells.get(name, ""))
        if cells.get(name) and not day:
            problems.append(Problem("left_out", name, cells[name]))
        return day


def _each(*several: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for some in several for one in some))
