"""The rows of an import's file: how many each State has, and the recommendations and refused rows of one State."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Batch
from tenants.intake.readers import registry
from tenants.intake.readers.formats import TABLES
from tenants.intake.readers.grouping import NeutralRecommendation
from tenants.intake.readers.neutral import RECOMMENDATION, NeutralRow
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.sniffed import limits, on_disk
from tenants.intake.tables.choices import asked_of
from tenants.intake.work.said import plain_work
from tenants.tracker.locking import institution_here

LONGEST_VALUE = 200
LONGEST_HEADING = 300
LONGEST_NUMBER = 3  # digits
TOLD_EVERY = 2_000

Tell = Callable[[int, int, str], None]


@dataclass
class Survey:
    """Rows by State code, the name each was first printed with, and the rows whose State is not known."""

    rows: Counter[str] = field(default_factory=Counter)
    printed: dict[str, str] = field(default_factory=dict)
    nowhere: int = 0

    def as_json(self) -> dict[str, Any]:
        states = [[code, self.printed[code], count] for code, count in self.rows.most_common()]
        return {"states": states, "nowhere": self.nowhere}


@dataclass
class Portion:
    """What the file holds for one State."""

    valid: list[NeutralRow]
    refused: list[NeutralRow]
    rows: int


def quiet(done: int, total: int, step: str = "") -> None:
    """For work that nobody watches."""


def opened(path: Path, batch: Batch) -> Source:
    """The import's file as its reader wants it: a table as it was sniffed and corrected, a paper opened anew."""
    kept = Format(batch.sniffed["format"])
    if kept in TABLES:
        return Source(path, batch.name, kept, limits(), sniffed=batch.reading)
    return open_source(path, batch.name, limits())


def each_row(batch: Batch, tell: Tell = quiet) -> Iterator[NeutralRow]:
    """Every row in the file's order. Raises every Unreadable that shows on the way.

    `tell` hears from time to time that the reading goes on, for large files take longer than a worker's lease.
    """
    assert batch.file is not None
    with on_disk(batch.file) as path:
        asked = asked_of(batch, state_asked(batch)) if batch.is_table else batch.about.get("said", {})
        reading = registry.reader(batch.reader).read(opened(path, batch), TaxonomyResolver(), asked)
        for count, row in enumerate(reading.rows):
            if count % TOLD_EVERY == 0:
                tell(count, 0, "reading")
            yield row


def state_asked(batch: Batch) -> str:
    """The State a table without a column for it is about: the one chosen, else the institution's own."""
    if batch.state is not None:
        return batch.state.code
    own = institution_here().state_id
    state = catalogue().states.get(own) if own else None
    return state.code if state else ""


def survey(batch: Batch, tell: Tell = quiet) -> Survey:
    """Which States the file is about."""
    found = Survey()
    for row in each_row(batch, tell):
        if row.state:
            found.rows[row.state] += 1
            found.printed.setdefault(row.state, row.state_text)
        else:
            found.nowhere += 1
    return found


def portion(batch: Batch, state: str, *, with_nowhere: bool, tell: Tell = quiet) -> Portion:
    """The State's recommendations and refused rows; `with_nowhere` counts rows without a known State as its own."""
    mine: list[NeutralRow] = []
    refused: list[NeutralRow] = []
    for row in each_row(batch, tell):
        if row.state != state and not (with_nowhere and not row.state):
            continue
        if row.valid:
            row.state = state
            mine.append(row)
        else:
            refused.append(row)
    return Portion(mine, refused, len(mine) + len(refused))


def plain_problems(problems: Iterable[Problem]) -> list[list[str]]:
    """Problems as JSON, each once."""
    return [list(one) for one in dict.fromkeys((p.code, p.field, p.value[:LONGEST_VALUE]) for p in problems)]


def plain_recommendation(one: NeutralRecommendation, choices: Mapping[str, Any]) -> dict[str, Any]:
    """What a staged item keeps of a recommendation. `choices` are those of the table (tables.choices)."""
    first = one.first
    terms = catalogue()
    always = {
        "state": one.state,
        "session": _number(first.session),
        "text": one.text,
        "language": one.language,
        "texts": one.texts,
        "states": list(one.recommending_states),
        "position": one.position,
        "action_category": _number(one.action_category),
        "issues": list(one.issue_texts),
        "paragraph": one.paragraphs[0][:40] if one.paragraphs else "",
    }
    sometimes = {
        "body": first.body if first.body != "UPR" else "",
        "cycle": _number(first.cycle),
        "symbol": one.symbols[0][:60] if one.symbols else "",
        "dated": first.dated,
        "kind": one.kind if one.kind != RECOMMENDATION else "",
        "position_source": one.position_source,
        "themes": _labelled("theme", terms.theme_by_code, one.themes, one.theme_texts),
        "groups": _labelled("affected_group", terms.group_by_code, one.groups, one.group_texts),
        "sdgs": _labelled("sdg", terms.sdg_by_code, one.sdgs, one.sdg_texts),
        "external_ids": [list(name) for name in one.external_ids],
        "heading": first.heading[:LONGEST_HEADING],
        "page": first.page,
        "line": first.line,
        "sheet": first.sheet,
        "work": plain_work(first, choices),
    }
    return always | {name: value for name, value in sometimes.items() if value}


def _number(text: str) -> int | None:
    # No body has counted to a thousand; a larger number would stop the commit for good.
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _labelled(kind: str, shelf: dict[str, Any], codes: tuple[str, ...], labels: tuple[str, ...]) -> list[list[str]]:
    """Each code with the label the source printed for it, or with the term's own where the source printed another."""
    printed: dict[str, str] = {}
    for label in labels:
        match = catalogue().match(kind, label)
        if match is not None:
            printed.setdefault(match.entry.code, label)
    return [[code, printed.get(code) or str(shelf[code].label_en)] for code in codes if code in shelf]


def plain_refused(row: NeutralRow) -> dict[str, Any]:
    """What a staged item keeps of a refused row: what the preview shows, and its cells for the way back."""
    cells = list(row.cells) or [row.paragraph, row.text]
    return {
        "text": row.text,
        "language": row.language or "en",
        "cells": cells,
        "paragraph": row.paragraph,
        "page": row.page,
        "line": row.line,
        "sheet": row.sheet,
    }
