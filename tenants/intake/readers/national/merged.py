"""Cells of a workbook that are merged over several rows, and what stands in each of those rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl.utils import range_boundaries

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.package import guarded_parser, local
from tenants.intake.readers.table import Format, Row
from tenants.intake.readers.xls import merged_in_xls, open_xls
from tenants.intake.readers.xlsx import Workbook

# First and last row as Excel counts them, first and last column from 0.
Merged = tuple[int, int, int, int]


def merged_cells(path: Path, kind: Format, sheet: str, limits: Limits) -> list[Merged]:
    """The merged cells of a sheet; none in text tables. Raises every Unreadable that opening it may."""
    if kind is Format.XLS:
        return merged_in_xls(open_xls(path), sheet)
    if kind is not Format.XLSX:
        return []
    workbook = Workbook(path, limits)
    try:
        return _in_workbook(workbook, sheet)
    finally:
        workbook.close()


def _in_workbook(workbook: Workbook, sheet: str) -> list[Merged]:
    found: list[Merged] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "mergeCell" and len(found) < workbook.limits.max_rows:
            left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            if None not in (left, top, right, bottom):
                found.append((int(top or 1), int(bottom or 1), int(left or 1) - 1, int(right or 1) - 1))

    parser = guarded_parser()
    parser.StartElementHandler = start
    workbook.package.read_xml(workbook.part(sheet), parser)
    return found


class Filler:
    """Gives each row of a merged cell what stands in its first. Rows come in their order."""

    def __init__(self, merged: Iterable[Merged]) -> None:
        tall = sorted(one for one in merged if one[1] > one[0])
        self.waiting: Iterator[Merged] = iter(tall)
        self.next = next(self.waiting, None)
        self.open: list[tuple[int, int, str]] = []

    def filled(self, row: Row) -> tuple[Row, frozenset[int]]:
        """The row with the merged cells it belongs to filled in, and the columns that were filled so."""
        self.open = [one for one in self.open if one[0] >= row.number]
        given: dict[int, str] = {column: text for _last, column, text in self.open}
        while self.next is not None and self.next[0] <= row.number:
            first, last, column, _right = self.next
            if first == row.number and column < len(row.cells) and row.cells[column]:
                self.open.append((last, column, row.cells[column]))
            self.next = next(self.waiting, None)
        given = {column: text for column, text in given.items() if column >= len(row.cells) or not row.cells[column]}
        if not given:
            return row, frozenset()
        cells = [*row.cells, *[""] * (max(given) + 1 - len(row.cells))]
        for column, text in given.items():
            cells[column] = text
        return Row(row.number, tuple(cells), row.formula_like), frozenset(given)
