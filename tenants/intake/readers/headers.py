"""The header of a table, on one line or on two: names that span several columns, and the parts under them."""

from __future__ import annotations

from collections.abc import Sequence

from tenants.intake.readers.columns import recognised
from tenants.intake.readers.table import Row, Sheet

LONGEST_PART = 60


def header_at(sheet: str, first: Sequence[Row], place: int) -> Sheet:
    """The sheet as it stands when the header is at `place` among its first rows; what stands above are titles.

    A second line that only has parts under names that span several columns belongs to the header, on whichever of
    the two the finger points: the header's row is then the lower one, and a part reads `Responsible: Lead`.
    """
    header = first[place].cells
    if place + 1 < len(first) and _are_parts(header, first[place + 1].cells):
        header, place = _joined(header, first[place + 1].cells), place + 1
    elif place > 0 and _are_parts(first[place - 1].cells, header):
        header = _joined(first[place - 1].cells, header)
    titles = tuple(" ".join(filter(None, row.cells)) for row in first[:place])
    return Sheet(sheet, first[place].number, header, titles, known=recognised(header))


def _are_parts(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower line only fills what the upper one leaves open: at least two short parts under a wide name."""
    if sum(map(bool, upper)) < 2:
        return False
    filled = [index for index, cell in enumerate(lower) if cell]
    if len(filled) < 2 or any(len(lower[index]) > LONGEST_PART or lower[index].isdigit() for index in filled):
        return False
    wide = _spans(upper, len(lower))
    return all(index in wide for index in filled)


def _spans(upper: Sequence[str], width: int) -> dict[int, str]:
    """Column to the name above it, of names followed by empty cells only."""
    found: dict[int, str] = {}
    for index, name in enumerate(upper):
        end = index + 1
        while end < max(width, len(upper)) and not (end < len(upper) and upper[end]):
            end += 1
        if name and end - index > 1:
            found |= dict.fromkeys(range(index, min(end, width)), name)
    return found


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    wide = _spans(upper, len(lower))
    width = max(len(upper), len(lower))
    above, below = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
    return tuple(
        f"{wide[index]}: {part}" if part and index in wide else part or above[index] for index, part in enumerate(below)
    )
