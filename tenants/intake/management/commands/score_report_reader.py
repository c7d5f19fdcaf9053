"""Say how well Working Group reports are read, against the rows that UPR Info recorded of them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.intake.readers.upr_report.score import RECORDED, Score, scores_of, share

COLUMNS = ("report", "recorded", "in text", "found", "State", "decided", "position", "rows", "none", "no State", "s")


class Command(BaseCommand):
    help = "Score the reader of UPR Working Group reports on a folder of reports with what UPR Info recorded of them"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a report instead of a table")
        parser.add_argument("--show-misses", action="store_true", help="also print every row missed, with the reason")

    def handle(self, *args: Any, folder: Path, json: bool, show_misses: bool, **options: Any) -> None:
        if not (folder / RECORDED).exists():
            raise CommandError(f"{folder} holds no {RECORDED}")
        scores = list(scores_of(folder))
        if json:
            self._objects(scores)
            return
        self._table(scores)
        if show_misses:
            for one in scores:
                for miss in one.misses:
                    self.stdout.write(f"{one.report}: {miss}")

    def _objects(self, scores: list[Score]) -> None:
        for one in scores:
            self.stdout.write(json.dumps(one.as_facts(), ensure_ascii=False))

    def _table(self, scores: list[Score]) -> None:
        lines = [COLUMNS, *(_cells(one) for one in scores), _cells(_total(scores))]
        widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
        for line in lines:
            cells = [
                line[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
            ]
            self.stdout.write("  ".join(cells))


def _cells(one: Score) -> tuple[str, ...]:
    return (
        one.report,
        str(one.recorded),
        str(one.standing),
        f"{one.found} {share(one.found, one.standing)}%",
        f"{one.right_state} {share(one.right_state, one.found)}%",
        str(one.decided),
        f"{one.right_position} {share(one.right_position, one.decided)}%",
        str(one.rows),
        str(one.no_recommendation),
        str(one.without_state),
        f"{one.seconds:.2f}",
    )


def _total(scores: list[Score]) -> Score:
    total = Score("all")
    for name in ("recorded", "standing", "found", "right_state", "decided", "right_position", "rows"):
        setattr(total, name, sum(getattr(one, name) for one in scores))
    total.no_recommendation = sum(one.no_recommendation for one in scores)
    total.without_state = sum(one.without_state for one in scores)
    total.seconds = sum(one.seconds for one in scores)
    return total
