"""The matrix made from scratch, in OHCHR's newest layout with a column for the assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from tenants.intake.readers.thematic_list.document import Element
from tenants.reporting.matrix.word_xml import TAGS, Look, Paragraph, Words, Writer

LONG_SIDE, SHORT_SIDE, MARGIN = 16_838, 11_906, 720
WIDTHS = (4_100, 1_300, 3_500, 2_250, 4_248)
SMALL, BODY, THEME, TITLE = 16, 19, 24, 26  # half points
FACE = "Times New Roman"
SHADE = "DBE5F1"


@dataclass(frozen=True)
class Line:
    """One recommendation as the matrix prints it; every list is one line each. `language` is its text's."""

    theme: str
    text: str
    language: str
    source: str
    position: str
    themes: Sequence[str]
    groups: Sequence[str]
    goals: Sequence[str]
    assessment: Sequence[Paragraph]


def newest_matrix(*, title: str, subtitle: str, lines: Iterable[Line], language: str) -> bytes:
    """A .docx in the language: title in the running header, theme rows over their recommendations.

    In Arabic the table reads from right to left. `subtitle` stands in the footer, with the report's symbol.
    """
    with override(language):
        document = _paper(title, subtitle, language)
        _Table(document, language).write(lines)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Table:
    def __init__(self, document: Document, language: str) -> None:
        self.body = document.element.body
        self.writer = Writer(self.body)
        self.language = language

    def write(self, lines: Iterable[Line]) -> None:
        table = self._frame()
        table.append(self._header())
        theme = ""
        for line in lines:
            if line.theme != theme:
                theme = line.theme
                table.append(self._theme(theme))
            table.append(self._line(line))
        self.body.insert(0, table)

    def _frame(self) -> Element:
        w = self.writer
        table, properties = w.element("tbl"), w.element("tblPr")
        if self.language == "ar":
            properties.append(w.element("bidiVisual"))
        properties.append(w.element("tblW", w=sum(WIDTHS), type="dxa"))
        borders = w.element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(w.element(side, val="dotted", sz="4", space="0", color="auto"))
        properties.append(borders)
        properties.append(w.element("tblLayout", type="fixed"))
        grid = w.element("tblGrid")
        for width in WIDTHS:
            grid.append(w.element("gridCol", w=width))
        table.extend([properties, grid])
        return table

    def _row(self, cells: Sequence[Sequence[Paragraph]], *, header: bool = False) -> Element:
        w = self.writer
        row, properties = w.element("tr"), w.element("trPr")
        properties.append(w.element("cantSplit"))
        if header:
            properties.append(w.element("tblHeader"))
        row.append(properties)
        for width, paragraphs in zip(WIDTHS, cells, strict=True):
            row.append(self._cell(paragraphs, width))
        return row

    def _cell(self, paragraphs: Sequence[Paragraph], width: int, span: int = 1, shade: str = "") -> Element:
        w = self.writer
        cell, properties = w.element("tc"), w.element("tcPr")
        properties.append(w.element("tcW", w=width, type="dxa"))
        if span > 1:
            properties.append(w.element("gridSpan", val=span))
        if shade:
            properties.append(w.element("shd", val="clear", color="auto", fill=shade))
        cell.append(properties)
        cell.extend(w.paragraph(one, self._look()) for one in paragraphs or [Paragraph((), self.language)])
        return cell

    def _look(self) -> Look:
        properties = self.writer.element("pPr")
        properties.append(self.writer.element("spacing", before="40", after="40"))
        size = self.writer.element("rPr")
        size.append(self.writer.element("sz", val=BODY))
        return Look(properties, size)

    def _own(self, text: str, *, bold: bool = False, size: int = BODY) -> Paragraph:
        return Paragraph((Words(text, bold=bold, size=size),), self.language)

    def _header(self) -> Element:
        titles = (
            _("Recommendation and recommending State"),
            _("Position of the State under review"),
            _("Human rights themes and groups of persons"),
            _("Relevant SDGs"),
            _("Assessment/comments on level of implementation"),
        )
        return self._row([[self._own(title, bold=True)] for title in titles], header=True)

    def _theme(self, theme: str) -> Element:
        row, properties = self.writer.element("tr"), self.writer.element("trPr")
        properties.append(self.writer.element("cantSplit"))
        words = self._own(_("Theme: %(theme)s") % {"theme": theme}, bold=True, size=THEME)
        cell = self._cell([words], sum(WIDTHS), len(WIDTHS), SHADE)
        # A heading does not stay behind alone at the end of a page.
        self.writer.put(cell[-1][0], self.writer.element("keepNext"))
        row.extend([properties, cell])
        return row

    def _line(self, line: Line) -> Element:
        first = [Paragraph((Words(line.text, size=BODY),), line.language)]
        if line.source:
            label = Words(_("Source of Position:"), bold=True, size=SMALL)
            first.append(Paragraph((label, Words(f" {line.source}", size=SMALL)), self.language))
        themes = [self._own(f"- {theme}", size=SMALL + 2) for theme in line.themes]
        if line.groups:
            themes.append(self._own(_("Groups of Persons:"), bold=True, size=SMALL + 2))
            themes += [self._own(f"- {group}", size=SMALL + 2) for group in line.groups]
        goals = [self._own(f"- {goal}", size=SMALL + 2) for goal in line.goals]
        position = [self._own(line.position)] if line.position else []
        return self._row([first, position, themes, goals, line.assessment])


def _paper(title: str, subtitle: str, language: str) -> Document:
    """An empty landscape page with the title in its header and the page's number in its footer."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = title, TAGS[language], "", ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(BODY / 2)
    fonts = normal.element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(LONG_SIDE), Twips(SHORT_SIDE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)
    writer = Writer(document.element.body)
    for part, words, size in ((section.header, title, TITLE), (section.footer, subtitle, SMALL)):
        paragraph = writer.paragraph(Paragraph((Words(words, bold=part is section.header, size=size),), language))
        part.paragraphs[0]._p.getparent().replace(part.paragraphs[0]._p, paragraph)
        if part is section.footer:
            paragraph.extend(_page_number(writer))
    for one in list(document.element.body):
        if one.tag == qn("w:p"):
            document.element.body.remove(one)
    # Word wants a paragraph after the last table.
    document.element.body.insert(0, writer.paragraph(Paragraph((), language)))
    return document


def _page_number(writer: Writer) -> list[Element]:
    tab, field = writer.element("r"), writer.element("fldSimple", instr=" PAGE ")
    tab.append(writer.element("tab"))
    number = writer.element("r")
    text = writer.element("t")
    text.text = "1"
    number.append(text)
    field.append(number)
    return [tab, field]
