"""A Word package opened so that its tables can be read, and written into without losing anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import normpath

from lxml import etree

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.package import DAMAGE, Package, Weigher
from tenants.intake.readers.thematic_list.printed import clean
from tenants.intake.readers.unreadable import BrokenFile, CellTooLong, TooManyRows

MAIN = "word/document.xml"
# Elements and attributes of one part.
MOST_NODES = 1_500_000
# Text that is not there for a reader: deleted, moved away, or a second drawing of the same thing.
UNSEEN = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr"}
HOLDERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
Element = etree._Element


def local(element: Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


@dataclass(slots=True)
class GridCell:
    """One cell. `column` is its first grid column, from 0; `continues` says that it belongs to the cell above,
    whose lines it then repeats."""

    element: Element
    column: int
    span: int
    continues: bool
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(slots=True)
class GridRow:
    """One table row. `number` counts the rows of all the file's tables, from 1."""

    number: int
    element: Element
    cells: list[GridCell]

    def at(self, column: int | None) -> GridCell | None:
        """The cell that reaches over a grid column."""
        if column is None:
            return None
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.span), None)

    @property
    def filled(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.lines]


@dataclass(slots=True)
class Grid:
    """One table, in the order of the file."""

    element: Element
    rows: list[GridRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many grid columns its widest row reaches over."""
        return max((row.cells[-1].column + row.cells[-1].span for row in self.rows if row.cells), default=0)


def parsed(package: Package, name: str) -> Element:
    """A part of the package as a tree, without document types, entities or the network. Raises only Unreadable."""
    package.read_xml(name, Weigher(MOST_NODES).parser)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=False)
    try:
        return etree.fromstring(b"".join(package.blocks(name)), parser)
    except (etree.XMLSyntaxError, *DAMAGE) as error:
        raise BrokenFile from error


class ListDocument:
    """The main part of a .docx as a tree (`root`), and the words that stand around its tables."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        package = Package(path, limits)
        try:
            self.main = _main_part(package)
            self.root = parsed(package, self.main)
            self.margins = tuple(
                line for name in _margins(package, self.main) for line in _paragraph_lines(parsed(package, name))
            )
            self.title = _title(package)
        finally:
            package.close()

    @cached_property
    def tables(self) -> list[Grid]:
        """The tables that stand in the text; one inside another's cell is part of that cell."""
        body = next((child for child in self.root if local(child) == "body"), None)
        if body is None:
            raise BrokenFile
        grids: list[Grid] = []
        number = 0
        for element in _held(body, "tbl"):
            grid = Grid(element)
            above: dict[int, GridCell] = {}
            for row in _held(element, "tr"):
                number += 1
                if number > self.limits.max_rows:
                    raise TooManyRows(limit=self.limits.max_rows)
                grid.rows.append(GridRow(number, row, list(self._cells(row, above))))
            grids.append(grid)
        return grids

    @cached_property
    def loose(self) -> tuple[str, ...]:
        """The paragraphs outside the tables."""
        body = next((child for child in self.root if local(child) == "body"), None)
        return tuple(line for one in _held(body, "p") for line in _lines(one)) if body is not None else ()

    def _cells(self, row: Element, above: dict[int, GridCell]) -> Iterator[GridCell]:
        column = _number(_property(row, "trPr", "gridBefore"), 0)
        for element in _held(row, "tc"):
            span = max(1, _number(_property(element, "tcPr", "gridSpan"), 1))
            merge = _property(element, "tcPr", "vMerge")
            continues = merge is not None and attribute(merge, "val") != "restart"
            lines = tuple(_paragraph_lines(element))
            if sum(map(len, lines)) > self.limits.max_cell:
                raise CellTooLong(limit=self.limits.max_cell)
            if continues and not lines and column in above:
                lines = above[column].lines
            cell = GridCell(element, column, span, continues, lines)
            if merge is None:
                above.pop(column, None)
            elif not continues:
                above[column] = cell
            yield cell
            column += span


def _held(element: Element, name: str) -> Iterator[Element]:
    """Children of this name, through content controls and marked changes but into nothing else."""
    for child in element:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in HOLDERS:
            yield from _held(child, name)


def _property(element: Element, properties: str, name: str) -> Element | None:
    for child in element:
        if local(child) == properties:
            return next((one for one in child if local(one) == name), None)
    return None


def _number(element: Element | None, otherwise: int) -> int:
    value = attribute(element, "val") if element is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 4 else otherwise


def _paragraph_lines(element: Element) -> Iterator[str]:
    for child in element.iter():
        if local(child) == "p" and not any(local(one) in UNSEEN for one in child.iterancestors()):
            yield from _lines(child)


def _lines(paragraph: Element) -> Iterator[str]:
    """The lines of one paragraph, tidied; empty ones are left out."""
    for line in "".join(_pieces(paragraph)).split("\n"):
        if tidied := clean(line):
            yield tidied


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in {"br", "cr"}:
            yield "\n"
        elif kind in {"tab", "ptab"}:
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind and kind not in UNSEEN and kind != "p":
            yield from _pieces(child)


def _main_part(package: Package) -> str:
    if "_rels/.rels" not in package:
        raise BrokenFile
    for relation in parsed(package, "_rels/.rels"):
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return normpath((attribute(relation, "Target") or MAIN).lstrip("/"))
    return MAIN


def _margins(package: Package, main: str) -> Iterator[str]:
    """The parts with running headers and footers that the main part names."""
    folder, _slash, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in package:
        return
    for relation in parsed(package, relations):
        if (attribute(relation, "Type") or "").rpartition("/")[2] in {"header", "footer"}:
            target = attribute(relation, "Target") or ""
            part = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
            if part in package:
                yield part


def _title(package: Package) -> str:
    if "docProps/core.xml" not in package:
        return ""
    found = (one.text or "" for one in parsed(package, "docProps/core.xml") if local(one) == "title")
    return clean(next(found, "").replace("_", " "))
