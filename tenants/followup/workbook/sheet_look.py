"""How a workbook looks: faces that hold Arabic, what is open and what is shut, the direction of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from shared.exports.tables import LONGEST_CELL

# Arial holds Arabic and Latin on Windows and Mac, and every Linux has its likeness.
FACE = "Arial"
INK, DIM, RULE, OPEN, HEAD, HEAD_OPEN = "1C2430", "6B7280", "C9CFD6", "FFFDF3", "E8EDF0", "F3E7C4"
LEFT_TO_RIGHT, RIGHT_TO_LEFT = 1, 2  # readingOrder of ECMA-376, 18.8.1
LINE_HEIGHT, TALLEST = 15.0, 409.0  # points; Excel has no taller row
LINE = Side(style="thin", color=RULE)
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
# Text that reads like one of the format's own escapes is escaped itself (ECMA-376 Part 1, 22.9.2.19).
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
AS_TEXT, AS_DAY, AS_NUMBER = "@", "yyyy\\-mm\\-dd", "General"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a kind of cell."""

    bold: bool = False
    colour: str = INK
    size: int = 11
    fill: str = ""
    wrap: bool = True
    open: bool = False
    format: str = AS_TEXT
    # Text that begins with = or - stays text when somebody edits the cell.
    quoted: bool = False
    order: int = LEFT_TO_RIGHT
    ruled: bool = True
    side: str | None = None


class AutomaticRow(RowDimension):
    """A row with a height to begin with, which programs change when somebody writes more into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  openpyxl's name
        return False


def height_for(cells: Iterable[tuple[object, float]]) -> float:
    """Points for the tallest of the wrapped cells, given as (value, width of its column in characters)."""
    lines = 1
    for value, width in cells:
        if isinstance(value, str):
            lines = max(lines, sum(ceil(max(len(line), 1) / width) for line in value.split("\n")))
    return min(lines * LINE_HEIGHT + 2, TALLEST)


class Dresser:
    """Puts cells on a sheet; a look is made once and copied, for thousands of cells share it."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._made: dict[Look, Any] = {}

    def put(self, row: int, column: int, value: object, look: Look) -> Cell:
        """Write a value. A text is text whatever it begins with; more than Excel holds is cut."""
        cell: Any = self.sheet.cell(row=row, column=column)
        if isinstance(value, str):
            if value:
                cell.value = _ESCAPED.sub(r"_x005F\g<0>", ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
                cell.data_type = TYPE_STRING
        else:
            cell.value = value  # type: ignore[assignment]
        made = self._made.get(look)
        if made is None:
            _dress(cell, look)
            self._made[look] = cell
        else:
            cell._style = copy(made._style)
        return cell


def _dress(cell: Any, look: Look) -> None:
    cell.font = Font(name=FACE, size=look.size, bold=look.bold, color=look.colour)
    cell.alignment = Alignment(horizontal=look.side, vertical="top", wrap_text=look.wrap, readingOrder=look.order)
    cell.protection = Protection(locked=not look.open)
    cell.number_format = look.format
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.ruled:
        cell.border = BOX
    if look.quoted:
        cell._style.quotePrefix = 1
