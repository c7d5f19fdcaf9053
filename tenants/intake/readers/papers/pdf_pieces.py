"""Pieces of text on the pages of a PDF, told by pdfium. Run as a program of its own, with nothing of ours imported.

    python pdf_pieces.py FILE MAX_PAGES MAX_LETTERS MAX_MEMORY_BYTES MAX_SECONDS

A PDF comes from anywhere and pdfium is C++: a file made to crash it, to fill the memory or to run for ever ends this
process and nothing else. It prints one JSON object a line: {"pages": n}, then for each page {"pictures": n,
"height": points, "pieces": [[text, left, right, top, size, weight], ...]} in the order of the file, measured in points
from the upper left edge of the page as it is read; last {"end": "whole"} or the reason it stopped: "password",
"broken", "too_many_pages", "too_much_text". `weight` is 1 for bold plus 2 for italic. On pages with Arabic each piece
has a seventh part, its letters [place from the left, letter], for the order of `text` is a guess there.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import resource
import sys
import unicodedata
from typing import Any

# pdfium puts U+FFFE for a hyphen at the end of a line, with or without the end of the line after it.
LINE = re.compile(r"[^\r\n\ufffe]*(?:\ufffe(?:\r\n)?|\r\n|\r|\n|$)")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MARK = re.compile(r"\d+|[*\u2217\u2020\u2021]+|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
BOLD, ITALIC = 1, 2
PASSWORD_ERROR = 4


def say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


class Glyphs:
    """The letters of one page with their places, each asked for only when needed."""

    def __init__(self, raw: Any, textpage: Any) -> None:
        self.raw, self.page = raw, textpage
        self.count = max(raw.FPDFText_CountChars(textpage), 0)
        self.numbers = tuple(ctypes.c_double() for _number in range(4))
        self.matrix, self.name, self.flags = raw.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
        self.text = self._text()
        self.turns = self._turns()

    def _text(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = self.raw.FPDFText_GetText(self.page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == self.count:
            return text
        # Letters beyond the basic plane, or glyphs without a letter: the places count one by one.
        codes = (self.raw.FPDFText_GetUnicode(self.page, index) for index in range(self.count))
        return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd" for code in codes)

    def _turns(self) -> int:
        """Quarter turns by which most of the writing leans."""
        letters = [index for index, letter in enumerate(self.text) if letter.isalnum()]
        sample = letters[:: max(len(letters) // 24, 1)]
        leaning = [round(self.raw.FPDFText_GetCharAngle(self.page, one) / (math.pi / 2)) % 4 for one in sample]
        return max(set(leaning), key=leaning.count) if leaning else 0

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (-y, x), (-x, -y), (y, -x))[self.turns]

    def edges(self, index: int) -> tuple[float, float]:
        """Left and right of a letter once the page stands upright."""
        left, right, bottom, top = self.numbers
        self.raw.FPDFText_GetCharBox(self.page, index, left, right, bottom, top)
        first, second = self._upright(left.value, bottom.value)[0], self._upright(right.value, top.value)[0]
        return min(first, second), max(first, second)

    def baseline(self, index: int) -> float:
        x, y = self.numbers[:2]
        self.raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        return self._upright(x.value, y.value)[1]

    def across(self, index: int) -> float:
        """Where a letter begins, from the left."""
        x, y = self.numbers[:2]
        self.raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        return self._upright(x.value, y.value)[0]

    def size(self, index: int) -> float:
        """Points of the type as it is seen: its nominal size under the matrix it is drawn with."""
        nominal = float(self.raw.FPDFText_GetFontSize(self.page, index))
        if self.raw.FPDFText_GetMatrix(self.page, index, self.matrix):
            return nominal * math.hypot(self.matrix.c, self.matrix.d)
        return nominal

    def weight(self, index: int) -> int:
        self.raw.FPDFText_GetFontInfo(self.page, index, self.name, 128, self.flags)
        name = self.name.value.lower()
        bold = b"bold" in name or b"black" in name or self.raw.FPDFText_GetFontWeight(self.page, index) >= 600
        return BOLD * bold + ITALIC * (b"italic" in name or b"oblique" in name)

    def lifted(self, index: int, size: float) -> bool:
        """Whether a figure is drawn well above the line it stands on; many fonts have such figures of their own."""
        left, right, bottom, top = self.numbers
        self.raw.FPDFText_GetCharBox(self.page, index, left, right, bottom, top)
        foot = min(self._upright(left.value, bottom.value)[1], self._upright(right.value, top.value)[1])
        return foot - self.baseline(index) > 0.22 * size

    def marks(self, start: int, end: int, size: float) -> set[int]:
        """Places of the raised small figures and asterisks that point to a footnote, within one line."""
        found: set[int] = set()
        for mark in MARK.finditer(self.text, start, end):
            before = self.text[mark.start() - 1] if mark.start() > start else " "
            if not self.text[start : mark.start()].strip():
                continue
            raised = mark.group()[0] in "*\u2217\u2020\u2021" and not before.isspace()
            raised = raised or unicodedata.category(mark.group()[0]) == "No"
            if raised or self.size(mark.start()) < 0.8 * size or self.lifted(mark.start(), size):
                found.update(range(*mark.span()))
        return found


def pieces(glyphs: Glyphs, height: float) -> list[list[Any]]:
    """The page's lines in the order of the file. `height` is where the upright page has its upper edge."""
    made: list[list[Any]] = []
    letters: list[tuple[float, str]]
    either_way = bool(RIGHT_TO_LEFT.search(glyphs.text))
    for line in LINE.finditer(glyphs.text):
        start, end = line.span()
        inked = [index for index in range(start, end) if not glyphs.text[index].isspace()]
        if not inked:
            continue
        shaped = [index for index in inked if glyphs.text[index] != "\ufffe"] or inked
        middle = shaped[len(shaped) // 2]
        size = max(glyphs.size(one) for one in {shaped[0], middle, shaped[-1]})
        left, right = glyphs.edges(shaped[0])
        other_left, other_right = glyphs.edges(shaped[-1])
        marks = glyphs.marks(start, end, size)
        if either_way:
            shown = (one for one in range(start, end) if glyphs.text[one] >= " " and one not in marks)
            letters = [(round(glyphs.across(one), 2), glyphs.text[one]) for one in shown]
            left, right = min(left, other_left), max(right, other_right)
        else:
            letters = []
            left, right = min(left, other_left), max(right, other_right)
        text = "".join(glyphs.text[one] for one in range(start, end) if one not in marks)
        place = [round(left, 1), round(right, 1), round(height - glyphs.baseline(middle), 1), round(size, 1)]
        made.append([text, *place, glyphs.weight(middle), *([letters] if letters else [])])
    return made


def read(path: str, max_pages: int, max_letters: int) -> str:
    """Say every page; return why it ended."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return "password" if getattr(error, "err_code", None) == PASSWORD_ERROR else "broken"
    say({"pages": len(document)})
    if len(document) > max_pages:
        return "too_many_pages"
    letters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            say({"pictures": 0, "height": 0, "pieces": [], "broken": True})
            continue
        glyphs = Glyphs(raw, textpage.raw)
        letters += glyphs.count
        if letters > max_letters:
            return "too_much_text"
        left, bottom, right, top = page.get_mediabox()
        edge = (top, right, -bottom, -left)[glyphs.turns]
        made = pieces(glyphs, edge)
        pictures = 0 if made else raw.FPDFPage_CountObjects(page.raw)
        say({"pictures": pictures, "height": (right - left) if glyphs.turns % 2 else (top - bottom), "pieces": made})
        textpage.close()
        page.close()
    return "whole"


def main() -> None:
    path, *bounds = sys.argv[1:]
    max_pages, max_letters, max_memory, max_seconds = (int(bound) for bound in bounds)
    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (max_seconds, max_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    say({"end": read(path, max_pages, max_letters)})


if __name__ == "__main__":
    main()
