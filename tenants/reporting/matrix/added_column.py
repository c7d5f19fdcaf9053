"""One more column at the end of a table whose layout has none for the assessment."""

from __future__ import annotations

from copy import deepcopy

from tenants.intake.readers.thematic_list.document import Element, Grid, GridRow, attribute, local
from tenants.intake.readers.thematic_list.layout import layout_of
from tenants.reporting.matrix.word_xml import Paragraph, Words, Writer, child, look_of

SHARE = 0.28  # of the table's width
NARROWEST = 1_050  # twentieths of a point: "Supported" in ten points
WIDTH_OTHERWISE = 15_000


def add_column(grid: Grid, title: str, language: str) -> dict[Element, Element]:
    """Add the column and give the new cell of each row that has one. The table stays as wide as it was.

    Rows that one cell fills are widened, the header gets the title, all others an empty cell that looks like the
    last one beside it.
    """
    writer = Writer(grid.element)
    before = _widths(grid)
    after = narrowed(before)
    _write_widths(grid, after, writer)
    cells: dict[Element, Element] = {}
    for row in grid.rows:
        if not row.cells:
            continue
        reach = row.cells[-1].column + row.cells[-1].span
        if len(row.cells) == 1 and row.cells[0].span > 1:
            _widen(row, len(before) + 1 - row.cells[0].column, sum(after), writer)
            continue
        for cell in row.cells:
            _set_width(cell.element, sum(after[cell.column : cell.column + cell.span]), writer)
        made = _like(row, after[-1], len(before) + 1 - reach, writer)
        if layout_of([(cell.column, cell.span, cell.text) for cell in row.cells if cell.lines]) is not None:
            last = next((one for one in row.cells[-1].element if local(one) == "p"), None)
            look = look_of(last)
            bold = look.run is not None and child(look.run, "b") is not None
            made.remove(made[-1])
            made.append(writer.paragraph(Paragraph((Words(title, bold=bold),), language), look))
        else:
            cells[row.element] = made
        row.element.append(made)
    return cells


def narrowed(widths: list[int]) -> list[int]:
    """The widths with a last one of SHARE, taken from the widest; the sum stays."""
    total = sum(widths)
    wanted = round(total * SHARE)
    spare = [max(0, width - NARROWEST) for width in widths]
    if sum(spare) < wanted:
        spare = list(widths)
    given = [round(wanted * one / sum(spare)) for one in spare]
    left = [width - gift for width, gift in zip(widths, given, strict=True)]
    return [*left, total - sum(left)]


def _widths(grid: Grid) -> list[int]:
    """The grid's widths; where the table has no grid, or a shorter one, equal shares."""
    columns = max(grid.width, 1)
    made = child(grid.element, "tblGrid")
    given = [attribute(one, "w") or "" for one in made if local(one) == "gridCol"] if made is not None else []
    widths = [int(one) for one in given if one.isdecimal()]
    if len(widths) < columns or not all(widths):
        return [WIDTH_OTHERWISE // columns] * columns
    return widths


def _write_widths(grid: Grid, widths: list[int], writer: Writer) -> None:
    made = child(grid.element, "tblGrid")
    if made is None:
        made = writer.element("tblGrid")
        properties = child(grid.element, "tblPr")
        grid.element.insert(0 if properties is None else list(grid.element).index(properties) + 1, made)
    for one in [one for one in made if local(one) == "gridCol"]:
        made.remove(one)
    for place, width in enumerate(widths):
        made.insert(place, writer.element("gridCol", w=width))


def _properties(cell: Element, writer: Writer) -> Element:
    properties = child(cell, "tcPr")
    if properties is None:
        properties = writer.element("tcPr")
        cell.insert(0, properties)
    return properties


def _set_width(cell: Element, width: int, writer: Writer) -> None:
    properties = _properties(cell, writer)
    old = child(properties, "tcW")
    if old is not None:
        properties.remove(old)
    place = 1 if len(properties) and local(properties[0]) == "cnfStyle" else 0
    properties.insert(place, writer.element("tcW", w=width, type="dxa"))


def _widen(row: GridRow, span: int, width: int, writer: Writer) -> None:
    cell = row.cells[0].element
    _set_width(cell, width, writer)
    grown = child(_properties(cell, writer), "gridSpan")
    if grown is not None:
        grown.set(writer.name("val"), str(span))


def _like(row: GridRow, width: int, span: int, writer: Writer) -> Element:
    """An empty cell that looks like the row's last one, over all columns the row does not reach."""
    last = row.cells[-1].element
    made = writer.element("tc")
    properties = child(last, "tcPr")
    made.append(deepcopy(properties) if properties is not None else writer.element("tcPr"))
    for one in [one for one in made[0] if local(one) in {"gridSpan", "vMerge", "hMerge", "cnfStyle", "hideMark"}]:
        made[0].remove(one)
    _set_width(made, width, writer)
    if span > 1:
        made[0].insert(1, writer.element("gridSpan", val=span))
    paragraph = writer.element("p")
    beside = look_of(next((one for one in last if local(one) == "p"), None))
    if beside.paragraph is not None:
        copied = deepcopy(beside.paragraph)
        for one in [one for one in copied if local(one) in {"numPr", "sectPr", "rPr", "pPrChange"}]:
            copied.remove(one)
        paragraph.append(copied)
        if beside.run is not None:
            mark = writer.element("rPr")
            mark.extend(deepcopy(one) for one in beside.run if local(one) in {"rFonts", "color", "sz", "szCs"})
            copied.append(mark)
    made.append(paragraph)
    return made
