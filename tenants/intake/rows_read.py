"""The rows of an import's file: how many each State has, and the recommendations and refused rows of one State."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tenants.intake.models import Batch
from tenants.intake.readers import read_table
from tenants.intake.readers.grouping import NeutralRecommendation, group
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.upr_info import neutral_rows
from tenants.intake.sniffed import Watched, limits, on_disk

LONGEST_VALUE = 200
TOLD_EVERY = 2_000

Tell = Callable[[int, int, str], None]


@dataclass
class Refused:
    """A row that cannot be kept: its cells as they came, and why."""

    row: NeutralRow
    cells: tuple[str, ...]


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

    recommendations: list[NeutralRecommendation]
    refused: list[Refused]
    rows: int


def quiet(done: int, total: int, step: str = "") -> None:
    """For work that nobody watches."""


def each_row(batch: Batch, tell: Tell = quiet) -> Iterator[tuple[NeutralRow, tuple[str, ...]]]:
    """Every row with its cells, in the file's order. Raises every Unreadable that shows on the way.

    `tell` hears from time to time that the reading goes on, for large files take longer than a worker's lease.
    """
    assert batch.file is not None
    with on_disk(batch.file) as path:
        watched = Watched(read_table(path, batch.reading, batch.sheet, limits()))
        for count, row in enumerate(neutral_rows(watched, batch.columns, TaxonomyResolver())):
            assert watched.now is not None
            if count % TOLD_EVERY == 0:
                tell(count, 0, "reading")
            yield row, watched.now.cells


def survey(batch: Batch, tell: Tell = quiet) -> Survey:
    """Which States the file is about."""
    found = Survey()
    for row, _cells in each_row(batch, tell):
        if row.state:
            found.rows[row.state] += 1
            found.printed.setdefault(row.state, row.state_text)
        else:
            found.nowhere += 1
    return found


def portion(batch: Batch, state: str, *, with_nowhere: bool, tell: Tell = quiet) -> Portion:
    """The State's recommendations and refused rows; `with_nowhere` counts rows without a known State as its own."""
    mine: list[NeutralRow] = []
    refused: list[Refused] = []
    for row, cells in each_row(batch, tell):
        if row.state != state and not (with_nowhere and not row.state):
            continue
        if row.valid:
            mine.append(row)
        else:
            refused.append(Refused(row, cells))
    return Portion(group(mine), refused, len(mine) + len(refused))


def plain_problems(problems: tuple[Problem, ...] | list[Problem]) -> list[list[str]]:
    """Problems as JSON, each once."""
    return [list(one) for one in dict.fromkeys((p.code, p.field, p.value[:LONGEST_VALUE]) for p in problems)]


def plain_recommendation(one: NeutralRecommendation) -> dict[str, Any]:
    """What a staged item keeps of a recommendation."""
    return {
        "state": one.state,
        "session": int(one.session),
        "text": one.text,
        "language": one.language,
        "texts": one.texts,
        "states": list(one.recommending_states),
        "position": one.position,
        "action_category": int(one.action_category) if one.action_category else None,
        "issues": list(one.issue_texts),
        "paragraph": one.paragraphs[0][:40] if one.paragraphs else "",
    }


def plain_refused(one: Refused) -> dict[str, Any]:
    """What a staged item keeps of a refused row: what the preview shows, and its cells for the way back."""
    return {"text": one.row.text, "language": one.row.language or "en", "cells": list(one.cells)}
