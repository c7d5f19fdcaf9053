"""Rows with the same State, examination, text and paragraph are one recommendation with several recommending States."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tenants.intake.readers.cell_text import comparable
from tenants.intake.readers.joined_work import join_work
from tenants.intake.readers.neutral import OBSERVATION, RECOMMENDATION, NeutralRow
from tenants.intake.readers.problems import Problem

# On equal numbers the position that claims least for the State stands first.
LEAST_CLAIM = ("pending", "rejected", "noted", "supported_in_part", "implemented", "supported")
SEPARATOR = "\x1f"
UPR = "UPR"


@dataclass(frozen=True, slots=True)
class NeutralRecommendation:
    """A recommendation made of one or more rows. Codes, texts and lists keep the order of the file.

    `key` is the same for the same State, examination and text in whatever file they come; `first` is the row that
    came first, whose place, examination and heading stand for all. `warnings` are those of its rows and those of
    their disagreements.
    """

    key: str
    first: NeutralRow
    texts: dict[str, str]
    recommending_states: tuple[str, ...]
    recommending_state_texts: tuple[str, ...]
    position: str
    position_text: str
    position_source: str
    action_category: str
    issues: tuple[str, ...]
    issue_texts: tuple[str, ...]
    themes: tuple[str, ...]
    theme_texts: tuple[str, ...]
    groups: tuple[str, ...]
    group_texts: tuple[str, ...]
    sdgs: tuple[str, ...]
    sdg_texts: tuple[str, ...]
    external_ids: tuple[tuple[str, str], ...]
    kind: str
    certain: bool
    paragraphs: tuple[str, ...]
    symbols: tuple[str, ...]
    rows: tuple[int, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        return self.first.state

    @property
    def session(self) -> str:
        return self.first.session

    @property
    def text(self) -> str:
        return self.first.text

    @property
    def language(self) -> str:
        return self.first.language


def recommendation_key(state: str, session: str, text: str) -> str:
    """32 hexadecimal digits that stay the same from file to file. `state` and `session` are taxonomy codes."""
    return _digest(state, session, comparable(text))


def row_key(row: NeutralRow) -> str:
    """The key of what a row states: by State and session in the UPR; elsewhere by the body, and by its paper, its
    report's number or its day, whichever the file names first."""
    if row.body == UPR and row.session:
        return recommendation_key(row.state, row.session, row.text)
    paper = row.symbol or row.session or row.cycle or row.dated
    return _digest("other", row.state, row.body, paper, comparable(row.text))


def _digest(*parts: str) -> str:
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def group(rows: Iterable[NeutralRow]) -> Iterator[NeutralRecommendation]:
    """The recommendations of the valid rows, in the order of their first row. Invalid rows are left to the caller.

    Rows of one recommendation have the same State, examination, text and paragraph, where the file has paragraphs.

    When rows of one recommendation disagree (no position does in the files at hand, one action category and a few
    issue lists in 14,000 rows do):
    the position given by most rows stands, and on equal numbers the one that claims least for the State, for a
    tracker must not show support that was not given to all; it is not turned into "supported in part", which means
    that the State divided the text. The action category given by most rows stands, then the first. Issues, themes
    and the like are joined. Each disagreement is a warning. What one row calls a recommendation is one.
    """
    members: dict[tuple[str, str], list[NeutralRow]] = {}
    for row in rows:
        if row.valid:
            members.setdefault((row_key(row), row.paragraph), []).append(row)
    keys = _keys_of(members)
    for place in list(members):
        # Let go of as it is handed on: a file may hold 41,000 rows.
        yield _joined(keys[place], members.pop(place))


def _keys_of(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The key of each text and paragraph. A text that stands in two paragraphs of a paper is two recommendations:
    the first paragraph keeps the text's own key, under which files without paragraphs know it."""
    by_text: dict[str, list[str]] = {}
    for key, paragraph in places:
        by_text.setdefault(key, []).append(paragraph)
    return {
        (key, paragraph): _digest(key, paragraph) if place else key
        for key, paragraphs in by_text.items()
        for place, paragraph in enumerate(sorted(paragraphs, key=_numbers_in))
    }


def _numbers_in(paragraph: str) -> tuple[list[int], str]:
    """Puts 114.9 before 114.76."""
    return [int(number) for number in re.findall(r"\d+", paragraph)], paragraph


def _joined(key: str, rows: list[NeutralRow]) -> NeutralRecommendation:
    first = rows[0]
    if len(rows) == 1:
        position, action, warnings = first, first.action_category, list(first.problems)
    else:
        position, action = _position(rows), _most(row.action_category for row in rows)
        warnings = [problem for row in rows for problem in row.problems]
        warnings.extend(_disagreements(rows))
        warnings.extend(join_work(rows))
        first = replace(
            first,
            lead_texts=_each(name for row in rows for name in row.lead_texts),
            support_texts=_each(name for row in rows for name in row.support_texts),
        )
    return NeutralRecommendation(
        key=key,
        first=first,
        texts={language: text for row in reversed(rows) for language, text in row.texts.items()},
        recommending_states=_each(code for row in rows for code in row.recommending_states),
        recommending_state_texts=_each(name for row in rows for name in row.recommending_state_texts),
        position=position.position,
        position_text=position.position_text,
        position_source=position.position_source,
        action_category=action,
        issues=_each(code for row in rows for code in row.issues),
        issue_texts=_each(name for row in rows for name in row.issue_texts),
        themes=_each(code for row in rows for code in row.themes),
        theme_texts=_each(name for row in rows for name in row.theme_texts),
        groups=_each(code for row in rows for code in row.groups),
        group_texts=_each(name for row in rows for name in row.group_texts),
        sdgs=_each(code for row in rows for code in row.sdgs),
        sdg_texts=_each(name for row in rows for name in row.sdg_texts),
        external_ids=tuple(dict.fromkeys(one for row in rows for one in row.external_ids)),
        kind=RECOMMENDATION if any(row.kind == RECOMMENDATION for row in rows) else OBSERVATION,
        certain=any(row.certain for row in rows),
        paragraphs=_each(row.paragraph for row in rows),
        symbols=_each(row.symbol for row in rows),
        rows=tuple(row.number for row in rows),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _most(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else ""


def _position(rows: list[NeutralRow]) -> NeutralRow:
    """The row whose position stands for all."""
    counts = Counter(row.position for row in rows if row.position)
    if not counts:
        return rows[0]
    claims = {position: place for place, position in enumerate(LEAST_CLAIM)}
    chosen = min(counts, key=lambda position: (-counts[position], claims.get(position, len(claims))))
    return next(row for row in rows if row.position == chosen)


def _disagreements(rows: list[NeutralRow]) -> list[Problem]:
    found = []
    positions = Counter(row.position_text for row in rows if row.position_text)
    if len({row.position for row in rows if row.position}) > 1:
        found.append(Problem("positions_differ", "position", _counted(positions)))
    actions = Counter(row.action_category for row in rows if row.action_category)
    if len(actions) > 1:
        found.append(Problem("action_categories_differ", "action_category", _counted(actions)))
    if len({frozenset(row.issue_texts) for row in rows}) > 1:
        found.append(Problem("issues_differ", "issues"))
    named = Counter(code for row in rows for code in row.recommending_states)
    repeated = [code for code, count in named.items() if count > 1]
    if repeated:
        found.append(Problem("repeated_row", "recommending_state", ", ".join(repeated)))
    return found


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} × {count}" for name, count in counts.most_common())
