"""What a Word document looks like: its named styles, its page, its lists; nothing is set on a text by hand.

The faces are those every Word has: Times New Roman and Arial hold Latin and Arabic letters on Windows, Mac and phones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from shared.exports.document.word_xml import LANGUAGE_TAGS, Element, add

SERIF, SANS = "Times New Roman", "Arial"
INK, QUIET, ACCENT, BRASS, HAIR, WASH = "191C26", "434856", "22356F", "815B0E", "B9B5A6", "ECEADF"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, MARGIN_TOP = 11_906, 16_838, 1_304, 1_474  # twentieths of a point: A4, 2.3 cm, 2.6 cm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BULLETS = 1  # the number of the list with bullets; numbered lists follow


@dataclass(frozen=True)
class Look:
    """A paragraph style: sizes in half points for Latin and Arabic letters, spaces in twentieths of a point."""

    name: str
    latin: int
    arabic: int
    face: str = SERIF
    bold: bool = False
    colour: str = INK
    before: int = 0
    after: int = 120
    line: int = 264
    keep: bool = False
    level: int = -1
    based: str = "Normal"
    follows: str = "Normal"
    extra: str = ""


LOOKS: dict[str, Look] = {
    "Normal": Look("Normal", 22, 26, based=""),
    "BodyText": Look("Body Text", 22, 26, follows="BodyText", extra="both"),
    "Heading1": Look("heading 1", 34, 36, SANS, True, ACCENT, 480, 200, 240, True, 0, extra="rule"),
    "Heading2": Look("heading 2", 27, 30, SANS, True, INK, 360, 140, 240, True, 1),
    "Heading3": Look("heading 3", 23, 26, SANS, True, INK, 300, 120, 240, True, 2),
    "Heading4": Look("heading 4", 21, 24, SANS, True, QUIET, 240, 100, 240, True, 3),
    "Title": Look("Title", 58, 60, SANS, True, ACCENT, 3600, 200, 252),
    "Subtitle": Look("Subtitle", 34, 36, SERIF, False, QUIET, 0, 3600),
    "Quote": Look("Quote", 22, 26, SERIF, extra="aside"),
    "Caption": Look("caption", 18, 20, SANS, True, INK, 160, 100, 240, True),
    "ListBullet": Look("List Bullet", 22, 26, after=60, follows="ListBullet", extra="item"),
    "ListNumber": Look("List Number", 22, 26, after=60, follows="ListNumber", extra="item"),
    "Header": Look("header", 17, 18, SANS, colour=QUIET, after=0, line=240, follows="Header", extra="header"),
    "Footer": Look("footer", 17, 18, SANS, colour=QUIET, after=0, line=240, follows="Footer", extra="center"),
    "TOCHeading": Look("TOC Heading", 34, 36, SANS, True, ACCENT, 0, 240, 240, True, extra="rule"),
    "TOC1": Look("toc 1", 20, 22, SANS, True, before=120, after=40, line=240, extra="toc"),
    "TOC2": Look("toc 2", 20, 22, SANS, after=40, line=240, extra="toc"),
    "TOC3": Look("toc 3", 20, 22, SANS, colour=QUIET, after=40, line=240, extra="toc"),
    "Note": Look("Note", 18, 21, colour=QUIET, follows="Note"),
    "Cell": Look("Table text", 18, 20, SANS, after=0, line=250, follows="Cell"),
    "CellHead": Look("Table heading", 18, 20, SANS, True, after=0, line=250, follows="Cell"),
    "CoverLine": Look("Cover line", 26, 28, SANS, True, after=0, extra="double"),
    "CoverDraft": Look("Cover draft", 22, 24, SANS, True, BRASS),
    "Gap": Look("Table gap", 12, 12, after=60, line=200),
}
BORDERS = {
    "rule": (("bottom", "single", 8, 4, INK),),
    "header": (("bottom", "single", 4, 4, HAIR),),
    "double": (("top", "double", 12, 10, INK),),
}


def dress(document: Any, language: str) -> None:
    """Give an empty python-docx document our styles, page, lists and language."""
    styles = document.styles.element
    for old in [one for one in styles if one.tag == qn("w:style") and one.get(qn("w:type")) in {"paragraph", "table"}]:
        if one_name(old) != "TableNormal":
            styles.remove(old)
    _defaults(styles, language)
    for key, look in LOOKS.items():
        _style(styles, key, look, language)
    _link_style(styles)
    _table_style(styles)
    _page(document, language)
    _settings(document.settings.element, language)
    _numbering(document.part.numbering_part.element)


def one_name(style: Element) -> str:
    """The id of a style."""
    return str(style.get(qn("w:styleId")))


def _faces(look: Element, face: str) -> None:
    add(look, "rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def _defaults(styles: Element, language: str) -> None:
    defaults = styles.find(qn("w:docDefaults"))
    for child in list(defaults):
        defaults.remove(child)
    look = add(add(defaults, "rPrDefault"), "rPr")
    _faces(look, SERIF)
    add(look, "sz", val=LOOKS["Normal"].latin)
    add(look, "szCs", val=LOOKS["Normal"].arabic)
    own = LANGUAGE_TAGS["en" if language == "ar" else language]
    add(look, "lang", val=own, eastAsia=own, bidi=LANGUAGE_TAGS["ar"])
    add(add(defaults, "pPrDefault"), "pPr")


def _style(styles: Element, key: str, look: Look, language: str) -> None:
    style = add(styles, "style", type="paragraph", styleId=key)
    if key == "Normal":
        style.set(qn("w:default"), "1")
    if look.name in {"Note", "Table text", "Table heading", "Cover line", "Cover draft", "Table gap"}:
        style.set(qn("w:customStyle"), "1")
    add(style, "name", val=look.name)
    if look.based:
        add(style, "basedOn", val=look.based)
    add(style, "next", val=look.follows)
    add(style, "uiPriority", val=9 if look.level >= 0 else 39 if key.startswith("TOC") else 20)
    add(style, "qFormat")
    _paragraph_look(add(style, "pPr"), key, look, language)
    letters = add(style, "rPr")
    _faces(letters, look.face)
    if look.bold:
        add(letters, "b")
        add(letters, "bCs")
    add(letters, "color", val=look.colour)
    add(letters, "sz", val=look.latin)
    add(letters, "szCs", val=look.arabic)


def _paragraph_look(look: Element, key: str, given: Look, language: str) -> None:
    if given.keep:
        add(look, "keepNext")
        add(look, "keepLines")
    if key == "ListBullet":
        add(add(look, "numPr"), "numId", val=BULLETS)
    sides = BORDERS.get(given.extra, ())
    if sides:
        edges = add(look, "pBdr")
        for side, kind, size, space, colour in sides:
            add(edges, side, val=kind, sz=size, space=space, color=colour)
    if given.extra in {"toc", "header"}:
        stops = add(look, "tabs")
        stop = add(stops, "tab", val="right", pos=TEXT_WIDTH)
        if given.extra == "toc":
            stop.set(qn("w:leader"), "dot")
    add(look, "bidi", val=int(language == "ar"))
    add(look, "spacing", before=given.before, after=given.after, line=given.line, lineRule="auto")
    if given.extra == "item":
        add(look, "ind", left=454, hanging=340)
        add(look, "contextualSpacing")
    elif given.extra == "aside":
        add(look, "ind", left=454, right=454)
    elif key in {"TOC2", "TOC3"}:
        add(look, "ind", left=240 * (int(key[-1]) - 1))
    # Whatever is not justified or centred says nothing: it begins at the edge where reading starts.
    if aligned := {"both": "both", "center": "center", "aside": "both"}.get(given.extra):
        add(look, "jc", val=aligned)
    if given.level >= 0:
        add(look, "outlineLvl", val=given.level)


def _link_style(styles: Element) -> None:
    style = add(styles, "style", type="character", styleId="Hyperlink")
    add(style, "name", val="Hyperlink")
    add(style, "uiPriority", val=99)
    look = add(style, "rPr")
    add(look, "color", val=ACCENT)
    add(look, "u", val="single")


def _table_style(styles: Element) -> None:
    style = add(styles, "style", type="table", styleId="RuledTable", customStyle=1)
    add(style, "name", val="Ruled table")
    add(style, "basedOn", val="TableNormal")
    add(style, "uiPriority", val=59)
    look = add(style, "tblPr")
    edges = add(look, "tblBorders")
    for side, size, colour in (("top", 8, INK), ("bottom", 8, INK), ("insideH", 4, HAIR)):
        add(edges, side, val="single", sz=size, space=0, color=colour)
    margins = add(look, "tblCellMar")
    for side, width in (("top", 70), ("left", 90), ("bottom", 70), ("right", 90)):
        add(margins, side, w=width, type="dxa")
    head = add(style, "tblStylePr", type="firstRow")
    cell = add(head, "tcPr")
    add(add(cell, "tcBorders"), "bottom", val="single", sz=8, space=0, color=INK)
    add(cell, "shd", val="clear", color="auto", fill=WASH)


def _page(document: Any, language: str) -> None:
    section = document.sections[0]._sectPr
    for child in list(section):
        section.remove(child)
    add(section, "pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT)
    add(section, "pgMar", top=MARGIN_TOP, right=MARGIN, bottom=1361, left=MARGIN, header=709, footer=624, gutter=0)
    add(section, "cols", space=708)
    add(section, "titlePg")
    if language == "ar":
        add(section, "bidi")


def _settings(settings: Element, language: str) -> None:
    for name in ("compat", "themeFontLang", "rsids", "attachedSchema"):
        for old in settings.findall(qn(f"w:{name}")):
            settings.remove(old)
    compat = add(settings, "compat")
    kind = "http://schemas.microsoft.com/office/word"
    add(compat, "compatSetting", name="compatibilityMode", uri=kind, val=15)
    fonts = add(settings, "themeFontLang", val=LANGUAGE_TAGS["en" if language == "ar" else language])
    fonts.set(qn("w:bidi"), LANGUAGE_TAGS["ar"])
    settings.find(qn("w:clrSchemeMapping")).addprevious(fonts)
    settings.find(qn("m:mathPr")).addprevious(compat)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")


def _numbering(numbering: Element) -> None:
    for child in list(numbering):
        numbering.remove(child)
    for key, form, sign, style in ((0, "bullet", "•", "ListBullet"), (1, "decimal", "%1.", "ListNumber")):
        abstract = add(numbering, "abstractNum", abstractNumId=key)
        add(abstract, "multiLevelType", val="singleLevel")
        level = add(abstract, "lvl", ilvl=0)
        add(level, "start", val=1)
        add(level, "numFmt", val=form)
        add(level, "pStyle", val=style) if key == 0 else None
        add(level, "lvlText", val=sign)
        add(level, "lvlJc", val="left")
        add(add(level, "pPr"), "ind", left=454, hanging=340)
        letters = add(level, "rPr")
        add(letters, "rFonts", ascii=SERIF, hAnsi=SERIF, cs=SERIF, hint="default")
    add(add(numbering, "num", numId=BULLETS), "abstractNumId", val=0)


def new_numbered_list(numbering: Element) -> int:
    """A numbered list of its own that begins at 1; its number."""
    number = len(numbering.findall(qn("w:num"))) + 1
    made = add(numbering, "num", numId=number)
    add(made, "abstractNumId", val=1)
    add(add(made, "lvlOverride", ilvl=0), "startOverride", val=1)
    return number
