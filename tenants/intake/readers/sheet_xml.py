"""The XML of one worksheet, turned into rows of raw cells as it comes ([ECMA-376] Part 1, 18.3)."""

from functools import lru_cache

from openpyxl.utils import column_index_from_string

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.package import guarded_parser, local
from tenants.intake.readers.unreadable import CellTooLong, FormulaCell, Place

# Column from 0, type (`s` shared string, `n` number, `b`, `e`, `str`, `inlineStr`, `d`), style, value as written.
RawCell = tuple[int, str, int, str]


class SheetParser:
    """Gathers finished rows; `take` hands them over. Refuses formulas and cells too long while they are read."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.sheet = sheet
        self.longest = limits.max_cell
        self.rows: list[tuple[int, list[RawCell]]] = []
        self.number = 0
        self.column = -1
        self.cells: list[RawCell] = []
        self.kind, self.style = "n", 0
        self.pieces: list[str] = []
        self.length = 0
        self.reading = False
        self.phonetic = False
        self.parser = guarded_parser()
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def take(self) -> list[tuple[int, list[RawCell]]]:
        """The rows finished since the last call: (row number, its cells)."""
        rows, self.rows = self.rows, []
        return rows

    @property
    def place(self) -> Place:
        return Place(self.sheet, self.number, max(0, self.column))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            address = attributes.get("r")
            self.column = _column(address.rstrip("0123456789")) if address else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", "0"))
        elif name == "v" or name == "t":
            self.reading = not self.phonetic
        elif name == "row":
            given = attributes.get("r")
            self.number = int(given) if given else self.number + 1
            self.column = -1
        elif name == "f":
            raise FormulaCell(self.place)
        elif name == "rPh":
            self.phonetic = True

    def _text(self, data: str) -> None:
        if self.reading:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > self.longest:
                raise CellTooLong(self.place, limit=self.longest)

    def _end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name == "v" or name == "t":
            self.reading = False
        elif name == "c":
            if self.pieces:
                self.cells.append((self.column, self.kind, self.style, "".join(self.pieces)))
                self.pieces.clear()
                self.length = 0
        elif name == "row":
            if self.cells:
                self.rows.append((self.number, self.cells))
                self.cells = []
        elif name == "rPh":
            self.phonetic = False


@lru_cache(maxsize=4096)
def _column(letters: str) -> int:
    """Column letters to an index from 0. Raises ValueError for what is no column."""
    return column_index_from_string(letters) - 1
