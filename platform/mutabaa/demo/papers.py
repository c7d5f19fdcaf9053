"""Makes the invented institutions' documents: real files of our own words, written when the network is seeded.

PDF text is set with Amiri. pdfium shapes nothing, so Arabic letters are given their joined forms here (Unicode, Arabic
Presentation Forms-B) and each line is put in the order in which it is drawn.
"""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import zipfile
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

import pypdfium2.raw as pdfium
from fontTools import subset
from fontTools.ttLib import TTFont
from pypdfium2 import PdfDocument

from tenants.evidence.draw_page import png as written

WIDTH, HEIGHT, MARGIN = 595, 842, 72  # points: A4, and an inch around the text
TITLE, BODY, LEADING = 20, 14, 26
LINES_A_PAGE = 22
# Letters that do not join the one after them.
UNJOINED = set("اأإآدذرزوؤةىء")
FORMS = ("isolated", "final", "initial", "medial")


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Letter, or the pair lam and alef, and form -> presentation form."""
    found = {}
    for code in range(0xFE80, 0xFEFD):
        form, _, letters = unicodedata.decomposition(chr(code)).partition("> ")
        found["".join(chr(int(one, 16)) for one in letters.split()), form.lstrip("<")] = chr(code)
    return found


def drawn_order(line: str) -> str:
    """A line of Arabic as pdfium draws it, from its left edge: joined forms, reversed; numbers keep their order."""
    forms, shaped, joins = _forms(), [], False
    place = 0
    while place < len(line):
        letter = line[place : place + 2] if line[place : place + 2] in {"لا", "لأ", "لإ", "لآ"} else line[place]
        following = line[place + len(letter) : place + len(letter) + 1]
        onward = letter[-1] not in UNJOINED and (letter[0], "initial") in forms and (following, "final") in forms
        form = FORMS[(2 if onward else 0) + (1 if joins and (letter, "final") in forms else 0)]
        shaped.append(forms.get((letter, form), letter))
        joins, place = onward, place + len(letter)
    text = "".join(reversed(shaped)).translate(str.maketrans("()«»[]", ")(»«]["))
    return re.sub(r"[0-9A-Za-z][0-9A-Za-z./:-]*", lambda run: run[0][::-1], text)


def _font(text: str) -> bytes:
    """Amiri with the letters of the text only."""
    with files("fontpkg_amiri").joinpath("files", "Amiri-Regular.ttf").open("rb") as source:
        font = TTFont(source)
        cut = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True))
        cut.populate(text=text)
        cut.subset(font)
        held = io.BytesIO()
        font.save(held)
    return held.getvalue()


def pdf(title: str, lines: list[str], *, rtl: bool) -> bytes:
    """A PDF of as many pages as the lines need. Each line is short enough for the page."""
    order = drawn_order if rtl else str
    pages = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)] or [[]]
    document = PdfDocument.new()
    data = _font("".join(map(order, [title, *lines])) + " ")
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = pdfium.FPDFText_LoadFont(document.raw, held, len(data), pdfium.FPDF_FONT_TRUETYPE, 1)
    for number, text in enumerate(pages):
        page = document.new_page(WIDTH, HEIGHT)
        y = HEIGHT - MARGIN
        if number == 0:
            _write(document, page, font, order(title), TITLE, y, rtl)
            y -= 2 * LEADING
        for line in text:
            _write(document, page, font, order(line), BODY, y, rtl)
            y -= LEADING
        page.gen_content()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def _write(document: PdfDocument, page: object, font: object, text: str, size: int, y: float, rtl: bool) -> None:
    one = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, float(size))
    wide = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    pdfium.FPDFText_SetText(one, ctypes.cast(wide, ctypes.POINTER(pdfium.FPDF_WCHAR)))
    left, bottom, right, top = (ctypes.c_float() for _side in range(4))
    pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    x = WIDTH - MARGIN - right.value if rtl else MARGIN
    pdfium.FPDFPageObj_Transform(one, 1, 0, 0, 1, x, y)
    pdfium.FPDFPage_InsertObject(page.raw, one)  # type: ignore[attr-defined]


def docx(title: str, lines: list[str], *, rtl: bool) -> bytes:
    """A Word document with a heading and a paragraph for each line (ECMA-376)."""
    side = "<w:bidi/>" if rtl else ""
    run = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    body = "".join(
        f"<w:p><w:pPr>{side}</w:pPr><w:r>{run}<w:t>{escape(one)}</w:t></w:r></w:p>" for one in [title, *lines]
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content)
    return held.getvalue()


def png(title: str, lines: list[str], *, rtl: bool) -> bytes:
    """A picture of the first page, as from a scanner."""
    page = PdfDocument(pdf(title, lines, rtl=rtl))[0]
    bitmap = page.render(scale=1.5, rev_byteorder=True)
    return written(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))


def plain(title: str, lines: list[str], *, rtl: bool) -> bytes:
    """A text or a table: the lines as they are."""
    return "\n".join([title, *lines, ""]).encode()


MAKERS = {"pdf": pdf, "docx": docx, "png": png, "txt": plain, "csv": plain}
