"""A neutral row as programs are told it, with English names in place of codes, and what a whole file came to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shared.taxonomy import resolve
from shared.taxonomy.catalogue import Catalogue
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import About
from tenants.intake.readers.table import Format

SEVERAL = 2


def told(row: NeutralRow, reader: str, terms: Catalogue) -> dict[str, Any]:
    """One object of `read_file --json`. What the reference lists do not know is named as the source names it."""
    themes, groups = labels_of(row, terms)
    return {
        "paragraph": row.paragraph,
        "text": row.text,
        "recommending_states": states_of(row, terms),
        "position": row.position,
        "kind": row.kind,
        "page": row.page,
        "line": row.line,
        "themes": themes,
        "groups": groups,
        "sdg_targets": list(row.sdgs),
        "symbol": row.symbol,
        "session": row.session,
        "source": reader,
        "position_source": row.position_source,
        "external_ids": [list(pair) for pair in row.external_ids],
    }


def states_of(row: NeutralRow, terms: Catalogue) -> list[str]:
    """English short names of the recommending States, then the names that no State was found for."""
    known = [terms.state_by_code[code].label_en for code in row.recommending_states if code in terms.state_by_code]
    unknown = [name for name in row.recommending_state_texts if resolve.find_state(name, terms) is None]
    return _each([*known, *unknown])


def labels_of(row: NeutralRow, terms: Catalogue) -> tuple[list[str], list[str]]:
    """English labels of themes and of groups; an issue of UPR Info counts as the theme and the groups it stands for."""
    themes = [terms.theme_by_code[code].label_en for code in row.themes if code in terms.theme_by_code]
    groups = [terms.group_by_code[code].label_en for code in row.groups if code in terms.group_by_code]
    for name in row.issue_texts:
        issue = resolve.find_issue(name, terms)
        if issue is None:
            themes.append(name)
            continue
        if issue.default_theme_id:
            themes.append(terms.themes[issue.default_theme_id].label_en)
        groups += [terms.groups[group].label_en for group in issue.groups]
    for name in row.theme_texts:
        if resolve.find_theme(name, terms) is None and resolve.find_group(name, terms) is None:
            themes.append(name)
    groups += [name for name in row.group_texts if resolve.find_group(name, terms) is None]
    return _each(themes), _each(groups)


def _each(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


class Summary:
    """Counts rows on their way. What the file does not say of itself is told where all its rows agree on it."""

    def __init__(self, terms: Catalogue) -> None:
        self.terms = terms
        self.format, self.reader, self.about = "", "", About()
        self.rows = 0
        self.seen: dict[str, Counter[str]] = {name: Counter() for name in ("language", "state", "symbol", "session")}
        self.problems: Counter[str] = Counter()
        self.examples: dict[str, Problem] = {}

    def begin(self, format: Format, reader: str, about: About) -> None:
        self.format, self.reader, self.about = format.value, reader, about

    def count(self, row: NeutralRow) -> None:
        self.rows += 1
        for name, seen in self.seen.items():
            value = getattr(row, name)
            if value and (value in seen or len(seen) < SEVERAL or name == "language"):
                seen[value] += 1
        self._note(row.problems)

    def _note(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.problems[problem.code] += 1
            self.examples.setdefault(problem.code, problem)

    def told(self) -> dict[str, Any]:
        """The last line of `read_file --json`, once all rows were counted."""
        self._note(self.about.warnings)
        languages = self.seen["language"].most_common(1)
        state = self.about.state or self._only("state")
        return {
            "format": self.format,
            "reader": self.reader,
            "language": self.about.language or (languages[0][0] if languages else ""),
            "state": self.terms.state_by_code[state].label_en if state in self.terms.state_by_code else state,
            "symbol": self.about.symbol or self._only("symbol"),
            "session": self.about.session or self._only("session"),
            "rows": self.rows,
            "warnings": [
                {
                    "code": code,
                    "severity": self.examples[code].severity.value,
                    "count": count,
                    "message": self.examples[code].message,
                }
                for code, count in self.problems.most_common()
            ],
        }

    def _only(self, name: str) -> str:
        return next(iter(self.seen[name])) if len(self.seen[name]) == 1 else ""
