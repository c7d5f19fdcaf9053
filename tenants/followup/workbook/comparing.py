"""Three words for each cell: what left the house, what stands on the page, what the file says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tenants.followup.answering import LONGEST_ACCOUNT, LONGEST_ANSWER
from tenants.followup.models import CellChoice, CellVerdict, Request, Update, WorkbookCell, WorkbookExport
from tenants.followup.workbook.cell_words import NotReadable, as_a_cell_holds, read_cell
from tenants.followup.workbook.columns import ACCOUNT, Column, Kind, columns_of, is_answer, labels_of
from tenants.followup.workbook.grid import Line, address
from tenants.followup.workbook.identifiers import Identifier
from tenants.followup.workbook.main_sheet import MainSheet
from tenants.followup.workbook.notes import Note
from tenants.followup.workbook.standing_words import cells_of, with_words

Tell = Callable[[int, int], None]
AT_ONCE = 200
FIRST_CHOICE = {CellVerdict.NEW: CellChoice.TAKE, CellVerdict.EMPTIED: CellChoice.LEAVE}


@dataclass
class Compared:
    """Cells that differ, unsaved; how many do not; the updates that stand in the file; what was seen beside."""

    cells: list[WorkbookCell] = field(default_factory=list)
    unchanged: int = 0
    updates: list[UUID] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass
class _Row:
    """One row of the file and what it speaks of."""

    line: Line
    identifier: Identifier
    update: Update


def compare(request: Request, main: MainSheet, tell: Tell) -> Compared:
    """Compare the file's rows with what was exported and with what stands now. `request` comes with its round."""
    columns = columns_of(list(request.round.questions.all()))
    known = {one.pk: one for one in with_words(request)}
    found = Compared()
    rows = _rows_by_update(main, known, found)
    bases = _bases(request, {row.identifier.number for group in rows.values() for row in group})
    labels = labels_of(request.round)
    found.notes += [
        Note("missing_column", words=column.title[:80]) for column in columns if column.key not in main.keys
    ]
    if len(rows) < len(known):
        found.notes.append(Note("missing_rows", count=len(known) - len(rows)))
    present = [column for column in columns if column.key in main.keys]
    for number, (key, group) in enumerate(rows.items()):
        if number % AT_ONCE == 0:
            tell(number, len(rows))
        found.updates.append(key)
        judge = _Judge(known[key], bases, labels, main, request.round.is_open)
        for column in present:
            cell = judge.verdict(column, group)
            if cell is None:
                found.unchanged += 1
            else:
                found.cells.append(cell)
    tell(len(rows), len(rows))
    return found


def _rows_by_update(main: MainSheet, known: Mapping[UUID, Update], found: Compared) -> dict[UUID, list[_Row]]:
    """Rows of the request, in its order; word for word repetitions once, differing ones together."""
    rows: dict[UUID, list[_Row]] = defaultdict(list)
    answers = [column for key, column in main.keys.items() if is_answer(key)]
    for line, identifier in main.rows:
        if not isinstance(identifier, Identifier):
            cell = address(main.identifier_column, line.number)
            found.notes.append(Note(identifier.value, sheet=main.name, cell=cell, row=line.number))
            continue
        update = known.get(identifier.update)
        if update is None:
            found.notes.append(Note("other_request", sheet=main.name, row=line.number))
            continue
        group = rows[update.pk]
        if any(_same_words(line, other.line, answers) for other in group):
            found.notes.append(Note("repeated_row", sheet=main.name, row=line.number))
            continue
        group.append(_Row(line, identifier, update))
    for group in rows.values():
        if len(group) > 1:
            where = " + ".join(str(row.line.number) for row in group)
            found.notes.append(Note("twice", sheet=main.name, row=group[0].line.number, words=where))
    return {key: rows[key] for key in known if key in rows}


def _same_words(one: Line, other: Line, columns: Sequence[int]) -> bool:
    return all(one.cells.get(column) == other.cells.get(column) for column in columns)


def _bases(request: Request, numbers: set[int]) -> dict[int, dict[str, Any]]:
    found = WorkbookExport.objects.filter(request=request, number__in=numbers)
    return dict(found.values_list("number", "base"))


class _Judge:
    """Says of each cell of an update whether it differs, and how."""

    def __init__(
        self,
        update: Update,
        bases: Mapping[int, dict[str, Any]],
        labels: Mapping[str, str],
        main: MainSheet,
        round_is_open: bool,
    ) -> None:
        self.update, self.bases, self.labels, self.main = update, bases, labels, main
        self.now = cells_of(update)
        self.writable = round_is_open and update.is_open

    def verdict(self, column: Column, group: Sequence[_Row]) -> WorkbookCell | None:
        """The cell where it differs from what was exported and from what stands now; None where it does not."""
        said: dict[str, _Row] = {}
        for row in group:
            base = self._base(column, row)
            now = as_a_cell_holds(column.kind, self.now.get(column.key, ""))
            typed = row.line.cells.get(self.main.keys[column.key])
            if typed is not None and typed.fault:
                return self._cell(column, row, CellVerdict.UNREADABLE, problem=typed.fault, said=typed.words)
            words = typed.words.strip() if typed else ""
            try:
                read = words if base is not None and words == base else read_cell(column.kind, words, self.labels)
                _refuse_long(column, read)
            except NotReadable as problem:
                return self._cell(column, row, CellVerdict.UNREADABLE, problem=problem.code, said=words[:2_000])
            if read not in {base, now} and not (base is None and not read):
                said[read] = row
        if not said:
            return None
        if len(said) > 1:
            together = "\n".join(said)
            return self._cell(column, group[0], CellVerdict.UNREADABLE, problem="twice", said=together[:2_000])
        [(words, row)] = said.items()
        return self._cell(column, row, self._kind_of(column, row, words), said=words)

    def _base(self, column: Column, row: _Row) -> str | None:
        """What the export said; None where the export is not known, or the question was not asked in it."""
        exported = self._exported(column, row)
        return None if exported is None else as_a_cell_holds(column.kind, exported)

    def _exported(self, column: Column, row: _Row) -> str | None:
        base = self.bases.get(row.identifier.number)
        if base is None or str(self.update.pk) not in base["updates"]:
            return None
        return base["updates"][str(self.update.pk)]["cells"].get(column.key, "")

    def _kind_of(self, column: Column, row: _Row, words: str) -> CellVerdict:
        if not self.writable:
            return CellVerdict.CLOSED
        base = self._base(column, row)
        now = as_a_cell_holds(column.kind, self.now.get(column.key, ""))
        if (base or "") != now:
            return CellVerdict.CONFLICT
        return CellVerdict.NEW if words else CellVerdict.EMPTIED

    def _cell(self, column: Column, row: _Row, verdict: CellVerdict, *, said: str, problem: str = "") -> WorkbookCell:
        return WorkbookCell(
            update=self.update,
            order=self.update.order,
            column=column.key,
            place=column.place,
            address=address(self.main.keys[column.key], row.line.number),
            verdict=verdict,
            base=self._exported(column, row) or "",
            now=self.now.get(column.key, ""),
            said=said,
            problem={"code": problem} if problem else {},
            revision=self.update.revision,
            choice=FIRST_CHOICE.get(verdict, ""),
        )


def _refuse_long(column: Column, words: str) -> None:
    if column.key == ACCOUNT and len(words) > LONGEST_ACCOUNT:
        raise NotReadable("account_too_long")
    if column.kind is Kind.TEXT and column.key != ACCOUNT and len(words) > LONGEST_ANSWER:
        raise NotReadable("answer_too_long")


def counted(cells: Sequence[WorkbookCell]) -> Iterator[tuple[str, int]]:
    """Cells by verdict."""
    for verdict in CellVerdict:
        yield verdict.value, sum(cell.verdict == verdict for cell in cells)
