"""The sheet with the answers, found by its identifiers; its columns, found by their stamped keys or their titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.languages.arabic import normalise
from tenants.followup.workbook import columns, identifiers
from tenants.followup.workbook.columns import STAMP
from tenants.followup.workbook.grid import Leaf, Line, address
from tenants.followup.workbook.identifiers import Fault, Identifier
from tenants.followup.workbook.notes import Note

# Of rows without an identifier so many are named one by one.
MOST_NAMED = 30


@dataclass
class MainSheet:
    """The sheet that is read: where each column stands now, its rows with their identifiers, and what is not read."""

    leaf: Leaf
    keys: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[Line, Identifier | Fault]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    identifier_column: int = 0

    @property
    def name(self) -> str:
        return self.leaf.name


def find(leaves: Sequence[Leaf], titles: Mapping[str, list[str]]) -> MainSheet | None:
    """The sheet with most identifiers; None where no sheet has one. `titles`: keys by folded titles."""
    counted = [(_identifier_columns(leaf), leaf) for leaf in leaves]
    counted = [(found, leaf) for found, leaf in counted if found]
    if not counted:
        return None
    found, leaf = max(counted, key=lambda pair: (pair[0].most_common(1)[0][1], not pair[1].hidden))
    main = MainSheet(leaf, identifier_column=found.most_common(1)[0][0])
    main.notes += [Note("another_sheet", sheet=other.name) for _counts, other in counted if other is not leaf]
    others: list[Line] = []
    for line in leaf.lines:
        words = line.words(main.identifier_column)
        if identifiers.looks_like_one(words):
            main.rows.append((line, identifiers.read(words)))
        else:
            others.append(line)
    heads = _read_heads(main, others, titles)
    _note_strange_columns(main, heads)
    _note_strange_rows(main, [line for line in others if line not in heads])
    return main


def _identifier_columns(leaf: Leaf) -> Counter[int]:
    """How many identifiers each column of a sheet holds."""
    return Counter(
        column
        for line in leaf.lines
        for column, cell in line.cells.items()
        if "MT" in cell.words and identifiers.looks_like_one(cell.words)
    )


def _read_heads(main: MainSheet, others: Sequence[Line], titles: Mapping[str, list[str]]) -> list[Line]:
    """Note where the columns are; the lines that say so. A stamped key weighs more than a title."""
    stamped = [line for line in others if any(cell.words.startswith(STAMP) for cell in line.cells.values())]
    for line in stamped:
        for column, cell in line.cells.items():
            if cell.words.startswith(STAMP):
                main.keys.setdefault(cell.words.strip().removeprefix(STAMP), column)
    heads = list(stamped)
    for line in others:
        found = {
            column: titles[normalise(cell.words)] for column, cell in line.cells.items() if _known(cell.words, titles)
        }
        if line in stamped or len(found) < 2:
            continue
        heads.append(line)
        for column in sorted(found):
            if column in main.keys.values():
                continue
            key = next((key for key in found[column] if key not in main.keys), None)
            if key is not None:
                main.keys[key] = column
    return heads


def _known(words: str, titles: Mapping[str, list[str]]) -> bool:
    return len(words) < 400 and normalise(words) in titles


def _note_strange_columns(main: MainSheet, heads: Sequence[Line]) -> None:
    known = {*main.keys.values(), main.identifier_column}
    filled = Counter(column for line, _identifier in main.rows for column in line.cells if column not in known)
    for column in sorted(filled):
        title = next((line.words(column) for line in reversed(heads) if line.words(column)), "")
        main.notes.append(
            Note("strange_column", sheet=main.name, cell=address(column, 1).rstrip("1"), words=title[:80])
        )


def _note_strange_rows(main: MainSheet, others: Sequence[Line]) -> None:
    answers = {column for key, column in main.keys.items() if columns.is_answer(key)}
    strange = [line for line in others if answers & set(line.cells)]
    for line in strange[:MOST_NAMED]:
        words = next((line.words(column) for column in sorted(answers & set(line.cells))), "")
        main.notes.append(Note("strange_row", sheet=main.name, row=line.number, words=words[:80]))
    if len(strange) > MOST_NAMED:
        main.notes.append(Note("more_strange_rows", sheet=main.name, count=len(strange) - MOST_NAMED))
