"""The lines of a ministry's table that hold something: titles of sections told, repeated headers and sums left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shared.taxonomy.matching import key
from tenants.intake.readers.columns import ColumnMapping, simplified
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.national.merged import Filler, merged_cells
from tenants.intake.readers.sniffing import read_table
from tenants.intake.readers.table import Row, Sniffed
from tenants.intake.readers.tracker_names import TOTALS

TEXTS = ("text", "text_ar", "text_fr", "text_en")
# A cell alone in one of these columns, or in one that holds no field, heads what follows.
HEADING = frozenset({"number", "code", "mechanism", "body", "mandate", "axis", "sub_axis", "issues", "symbol"})
LONGEST_SECTION = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. `given` are the columns whose cell stands further up, merged over several rows; a section's
    title alone has `section`."""

    row: Row
    sheet: str = ""
    given: frozenset[int] = frozenset()
    section: str = ""


def lines_of(
    path: Path, sniffed: Sniffed, sheets: Sequence[str], mapping: ColumnMapping, limits: Limits
) -> Iterator[Line]:
    """The lines of the sheets, one sheet after the other. Raises every Unreadable that shows on the way."""
    for sheet in sheets:
        filler = Filler(merged_cells(path, sniffed.format, sheet, limits))
        rows = read_table(path, sniffed, sheet, limits)
        header = [simplified(cell) for row in islice(rows, 1) for cell in filler.filled(row)[0].cells]
        yield from _told(rows, filler, header, sheet, mapping)


def _told(rows: Iterable[Row], filler: Filler, header: list[str], sheet: str, mapping: ColumnMapping) -> Iterator[Line]:
    inside = {index for name, index in mapping.columns.items() if name not in HEADING}
    before: tuple[str, ...] = ()
    for raw in rows:
        row, given = filler.filled(raw)
        own = [(index, cell) for index, cell in enumerate(row.cells) if cell and index not in given]
        if not own or _repeats(row, header) or _counts_columns(own) or _is_total(own):
            continue
        if section := _section(own, inside, len(header)):
            if row.cells != before:
                yield Line(row, sheet, section=section)
            before = row.cells
            continue
        yield Line(row, sheet, given)


def _repeats(row: Row, header: list[str]) -> bool:
    """Whether the line is the header again, as on every printed page."""
    cells = [(index, simplified(cell)) for index, cell in enumerate(row.cells) if cell and len(cell) < 100]
    same = sum(1 for index, name in cells if index < len(header) and name and header[index].endswith(name))
    return same >= 2 and same * 5 >= len(cells) * 3


def _counts_columns(own: list[tuple[int, str]]) -> bool:
    """A line under the header that only numbers the columns: (1) (2) (3) ..."""
    bare = [cell.strip("() ") for _index, cell in own]
    return len(bare) > 2 and bare == [str(number) for number in range(1, len(bare) + 1)]


def _is_total(own: list[tuple[int, str]]) -> bool:
    first = key(own[0][1])
    says_sum = any(first == word or first.startswith(f"{word} ") for word in TOTALS)
    counted = all(any(letter.isdigit() for letter in cell) and len(cell) < 20 for _index, cell in own[1:])
    return says_sum and counted


def _section(own: list[tuple[int, str]], inside: set[int], width: int) -> str:
    """The title of a section: the only words on their line, and not in a column `inside` a recommendation."""
    words = {cell for _index, cell in own}
    if len(words) != 1 or width < 3:
        return ""
    (title,) = words
    if (own[0][0] in inside and len(own) <= 2) or len(title) > LONGEST_SECTION or not any(map(str.isalpha, title)):
        return ""
    return title
