"""A document as a Word file (.docx), made of styles, so that who receives it can go on writing in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Twips

from shared.exports.document import figures
from shared.exports.document.blocks import (
    Block,
    Cell,
    Chart,
    Document,
    Grid,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
)  # fmt: skip
from shared.exports.document.directions import Direction, base_of
from shared.exports.document.links import Links
from shared.exports.document.printable import one_line, shortened
from shared.exports.document.typeset_data import charts_data
from shared.exports.document.typesetting import typeset
from shared.exports.document.word_contents import contents, mark_of
from shared.exports.document.word_styles import BULLETS, TEXT_WIDTH, dress, new_numbered_list
from shared.exports.document.word_xml import Element, add, bookmark, field, paragraph, tab, text
from shared.exports.document.wording import spoken, words_of
from shared.languages.dates import written_day
from shared.languages.direction import LANGUAGES, direction

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = {"body": "BodyText", "quote": "Quote", "note": "Note", "caption": "Caption"}
EARLIEST = date(1980, 1, 1)  # what a zip archive can date
LONGEST_RUNNING = 60


def to_docx(document: Document, out: BinaryIO) -> None:
    """Write the document to `out`. The same document gives the same bytes. Raises typesetting.NotTypeset when its
    charts cannot be drawn."""
    made = _Writing(document).written()
    packed = io.BytesIO()
    made.save(packed)
    _dated_all(packed, out, max(document.dated, EARLIEST))


def _dated_all(packed: BinaryIO, out: BinaryIO, day: date) -> None:
    """The same archive with the document's day on each of its parts."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))


class _Writing:
    """One document on its way into Word."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language: str = document.language
        self.base: Direction = direction(document.language)
        self.words = words_of(document.language)
        self.links = Links(document.blocks)
        self.addresses: dict[str, str] = {}
        self.file: Any = docx.Document()
        dress(self.file, self.language)
        self.body: Element = self.file.element.body
        self.end: Element = self.body.find(qn("w:sectPr"))

    def written(self) -> Any:
        """The python-docx document."""
        self._properties()
        self._running()
        self.body.remove(self.end)
        self._cover()
        if self.document.contents:
            contents(self.body, self.document.blocks, self.words["contents"], self.language, self.base)
            self._page_break()
        charts = self._charts([block for block in self.document.blocks if isinstance(block, Chart)])
        for number, block in enumerate(self.document.blocks):
            self._block(number, block, charts)
        self.body.append(self.end)
        return self.file

    def _properties(self) -> None:
        known = self.file.core_properties
        day = max(self.document.dated, EARLIEST)
        known.title = one_line(self.document.title)[:255]
        known.subject = one_line(self.document.subtitle)[:255]
        known.author = known.last_modified_by = one_line(self.document.institution)[:255]
        known.created = known.modified = datetime(day.year, day.month, day.day)
        known.comments, known.keywords, known.revision = "", "", 1
        known.language = self.language

    def _running(self) -> None:
        section = self.file.sections[0]
        for part in (section.first_page_header, section.first_page_footer):
            part.is_linked_to_previous = False
            self._emptied(part, "Gap")
        head, foot = section.header, section.footer
        head.is_linked_to_previous = foot.is_linked_to_previous = False
        line = self._emptied(head, "Header")
        text(line, shortened(self.document.institution, LONGEST_RUNNING), self.base, self.language)
        tab(line)
        text(line, shortened(self.document.title, LONGEST_RUNNING), self.base, self.language)
        if self.document.draft:
            text(line, f"  {self.words['draft']}", self.base, self.language, bold=True)
        line = self._emptied(foot, "Footer")
        before, _, rest = self.words["page"].partition("%(page)s")
        between, _, after = rest.partition("%(pages)s")
        text(line, before, self.base, self.language)
        field(line, "PAGE", "1", self.base)
        text(line, between, self.base, self.language)
        field(line, "NUMPAGES", "1", self.base)
        text(line, after, self.base, self.language)

    def _emptied(self, part: Any, style: str) -> Element:
        root = part._element
        for child in list(root):
            root.remove(child)
        return paragraph(root, style, self.base)

    def _cover(self) -> None:
        cover = self.document
        self._said("CoverLine", cover.institution)
        if cover.draft:
            self._said("CoverDraft", self.words["draft"])
        self._said("Title", cover.title)
        self._said("Subtitle", cover.subtitle)
        if cover.lines_on_cover:
            rows: list[list[Cell]] = [[(Run(label, bold=True),), value] for label, value in cover.lines_on_cover]
            self._table((1.0, 3.0), ["", ""], rows, head=None)
        self._said("Normal", written_day(cover.dated, self.language))
        self._page_break()

    def _said(self, style: str, words: str) -> None:
        text(paragraph(self.body, style, self.base), one_line(words), self.base, self.language)

    def _page_break(self) -> None:
        add(add(paragraph(self.body, "Gap", self.base), "r"), "br", type="page")

    def _charts(self, charts: Sequence[Chart]) -> dict[int, tuple[Any, int, int]]:
        """The picture of each chart: its part, width and height in twentieths of a point."""
        drawn: dict[int, tuple[Any, int, int]] = {}
        if charts:
            with typeset(charts_data(charts, self.language), "png") as pages:
                for chart, page in zip(charts, pages, strict=True):
                    drawn[id(chart)] = self.file.part.new_pic_inline(io.BytesIO(page.read_bytes()), Twips(TEXT_WIDTH))
        return drawn

    def _block(self, number: int, block: Block, charts: dict[int, Any]) -> None:
        match block:
            case Heading():
                self._heading(number, block)
            case Paragraph():
                self._paragraph(block, STYLES[block.style])
            case Items():
                self._items(block)
            case Grid():
                self._grid(block)
            case Chart():
                self._chart(block, charts[id(block)])
            case PageBreak():
                self._page_break()

    def _heading(self, number: int, heading: Heading) -> None:
        line = paragraph(self.body, f"Heading{heading.level}", self.base)
        bookmark(line, 2 * number, mark_of(number))
        if anchor := self.links.anchor_of(heading):
            bookmark(line, 2 * number + 1, anchor)
        text(line, one_line(heading.text), self.base, self.language)

    def _paragraph(self, given: Paragraph, style: str, numbered: int = 0) -> None:
        languages = {run.language for run in given.runs if run.text.strip() and run.language in LANGUAGES}
        plain = any(run.text.strip() and run.language not in LANGUAGES for run in given.runs)
        if len(languages) == 1 and not plain:
            base: Direction = direction(next(iter(languages)))
        else:
            base = base_of("".join(run.text for run in given.runs), self.language, declared=bool(languages))
        self._runs(paragraph(self.body, style, base, numbered=numbered), given.runs, base)

    def _runs(self, line: Element, runs: Sequence[Run], base: Direction) -> None:
        for run in runs:
            language = run.language if run.language in LANGUAGES else self.language
            own = direction(language) if run.language in LANGUAGES else base
            holder = self._link(line, self.links.target_of(run.href))
            style = "" if holder is line else "Hyperlink"
            text(holder, run.text, own, language, bold=run.bold, italic=run.italic, style=style)

    def _link(self, line: Element, target: str) -> Element:
        if target.startswith("#"):
            return add(line, "hyperlink", anchor=target[1:], history=1)
        if not target:
            return line
        if target not in self.addresses:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.addresses[target] = self.file.part.relate_to(target, kind, is_external=True)
        link = add(line, "hyperlink", history=1)
        link.set(qn("r:id"), self.addresses[target])
        return link

    def _items(self, given: Items) -> None:
        number = new_numbered_list(self.file.part.numbering_part.element) if given.ordered else BULLETS
        for item in given.items:
            self._paragraph(item, "ListNumber" if given.ordered else "ListBullet", number)

    def _chart(self, chart: Chart, picture: Any) -> None:
        self._said("Caption", chart.title)
        line = paragraph(self.body, "Normal", self.base, keep=True)
        about = picture.docPr
        about.set("descr", spoken(chart, self.language))
        about.set("name", f"chart-{about.get('id')}")
        add(add(line, "r"), "drawing").append(picture)
        self._grid(figures.as_grid(chart, self.language, self.words["category"]))

    def _grid(self, grid: Grid) -> None:
        if grid.caption.strip():
            self._said("Caption", grid.caption)
        kinds = [column.kind for column in grid.columns]
        self._table(
            [column.width for column in grid.columns],
            [column.title for column in grid.columns],
            grid.rows,
            head=grid.repeat_header,
            kinds=kinds,
        )

    def _table(
        self,
        shares: Sequence[float],
        titles: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        head: bool | None,
        kinds: Sequence[str] = (),
    ) -> None:
        """A table; `head` is whether its titles stand on every page, None for a table without titles."""
        table = add(self.body, "tbl")
        look = add(table, "tblPr")
        add(look, "tblStyle", val="RuledTable")
        if self.base == "rtl":
            add(look, "bidiVisual")
        add(look, "tblW", w=TEXT_WIDTH, type="dxa")
        add(look, "tblLayout", type="fixed")
        add(look, "tblLook", val="0020" if head is not None else "0000", firstRow=int(head is not None), noVBand=1)
        widths = [max(int(TEXT_WIDTH * share / sum(shares)), 1) for share in shares]
        grid = add(table, "tblGrid")
        for width in widths:
            add(grid, "gridCol", w=width)
        if head is not None:
            self._row(table, titles, widths, kinds, "CellHead", repeated=head)
        for row in rows:
            self._row(table, row, widths, kinds, "Cell", repeated=False)
        paragraph(self.body, "Gap", self.base)

    def _row(
        self,
        table: Element,
        cells: Sequence[Cell],
        widths: Sequence[int],
        kinds: Sequence[str],
        style: str,
        *,
        repeated: bool,
    ) -> None:
        row = add(table, "tr")
        if style == "CellHead":
            look = add(row, "trPr")
            add(look, "cantSplit")
            if repeated:
                add(look, "tblHeader")
        for at, cell in enumerate(cells):
            box = add(row, "tc")
            add(add(box, "tcPr"), "tcW", w=widths[at], type="dxa")
            align = "end" if kinds and kinds[at] == "number" else ""
            line = paragraph(box, style, self.base, align=align)
            self._runs(line, (Run(cell),) if isinstance(cell, str) else cell, self.base)
