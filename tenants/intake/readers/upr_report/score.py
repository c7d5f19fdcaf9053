"""How well the reader does on reports of which somebody recorded the recommendations by hand."""

from __future__ import annotations

import csv
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.papers.pdf import paper_from_pdf
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.upr_report.reader import READER

RECORDED = "recommendations_recorded_by_upr_info.csv"
ALIKE = 85.0
# A row whose words are fewer than this share of those recorded is a piece of it, not it.
WHOLE = 0.6
POSITIONS = {"Accepted": {"supported", "implemented", "supported_in_part"}, "Noted": {"noted", "rejected"}}
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recommendation of one State, as recorded. `state` is the code, empty where the name is unknown."""

    text: str
    state_text: str
    state: str
    response: str


@dataclass(slots=True)
class Score:
    """What became of one report's recorded rows. `decided` are those of which the report itself states a position."""

    report: str
    recorded: int = 0
    standing: int = 0
    found: int = 0
    right_state: int = 0
    decided: int = 0
    right_position: int = 0
    rows: int = 0
    no_recommendation: int = 0
    without_state: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    def as_facts(self) -> dict[str, Any]:
        return {**asdict(self), "found_share": share(self.found, self.standing)}


def share(part: int, whole: int) -> float:
    """Percent, one decimal; 100 of nothing."""
    return round(100 * part / whole, 1) if whole else 100.0


def simplified(text: str) -> str:
    """Letters and figures only, lower case, single spaces: what is left when two people type one text."""
    return NO_WORD.sub(" ", text.lower()).strip()


def recorded_in(folder: Path) -> dict[str, list[Recorded]]:
    """Recorded rows by report, from the CSV beside the reports."""
    resolver, found = TaxonomyResolver(catalogue_from_files()), defaultdict(list)
    with (folder / RECORDED).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = resolver.find_state(row["recommending_state"])
            code = state.code if state else ""
            found[row["report"]].append(Recorded(row["text"], row["recommending_state"], code, row["response"]))
    return found


def scores_of(folder: Path) -> Iterator[Score]:
    """The score of every report in a folder for which something was recorded."""
    for report, recorded in sorted(recorded_in(folder).items()):
        path = folder / f"{report}.pdf"
        if path.exists():
            yield score(report, path, recorded)


def score(report: str, path: Path, recorded: Sequence[Recorded]) -> Score:
    """Read one report and compare."""
    begun = time.perf_counter()
    limits = Limits()
    paper = paper_from_pdf(path, limits)
    source = Source(path, path.name, Format.PDF, limits, paper)
    rows = list(READER.read(source, TaxonomyResolver(catalogue_from_files()), {}).rows)
    seconds = time.perf_counter() - begun
    return compared(report, paper, rows, recorded, seconds)


def compared(
    report: str, paper: Paper, rows: Sequence[NeutralRow], recorded: Sequence[Recorded], seconds: float = 0.0
) -> Score:
    """The score of rows read against rows recorded."""
    whole = simplified(" ".join(line.text for line in paper.lines))
    made = Score(report, recorded=len(recorded), rows=len(rows), seconds=round(seconds, 2))
    texts = [simplified(row.text) for row in rows]
    matched: set[int] = set()
    for one in recorded:
        wanted = simplified(one.text)
        if fuzz.partial_ratio(wanted, whole) < ALIKE:
            continue
        made.standing += 1
        alike = [index for index, text in enumerate(texts) if _alike(wanted, text)]
        matched.update(alike)
        if not alike:
            made.misses.append(f"not found: {one.state_text}: {one.text}")
            continue
        made.found += 1
        _compare_state(made, one, [rows[index] for index in alike])
    others = [simplified(one.text) for one in recorded]
    for index, text in enumerate(texts):
        if index not in matched and not any(_alike(wanted, text) or _alike(text, wanted) for wanted in others):
            made.no_recommendation += 1
            made.misses.append(f"no recommendation: {rows[index].paragraph}: {rows[index].text}")
    made.without_state = sum(not row.recommending_states for row in rows)
    return made


def _compare_state(made: Score, one: Recorded, alike: Sequence[NeutralRow]) -> None:
    its = [row for row in alike if one.state and one.state in row.recommending_states]
    if not its:
        named = "; ".join(f"{row.paragraph} {', '.join(row.recommending_state_texts)}" for row in alike[:3])
        made.misses.append(f"other State: {one.state_text}: {one.text} [{named}]")
        return
    made.right_state += 1
    decided = [row for row in its if row.position and row.position != "pending"]
    if decided:
        made.decided += 1
        if any(row.position in POSITIONS.get(one.response, ()) for row in decided):
            made.right_position += 1
        else:
            said = ", ".join(f"{row.paragraph} {row.position}" for row in decided)
            made.misses.append(f"other position: {one.state_text}: {one.response}: {one.text} [{said}]")


def _alike(wanted: str, text: str) -> bool:
    return len(text) >= WHOLE * len(wanted) and fuzz.partial_ratio(wanted, text, score_cutoff=ALIKE) >= ALIKE
