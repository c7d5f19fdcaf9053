"""The table of contents of a Word document: a field, already filled with the headings and linked to them.

Its page numbers are fields of their own. Nobody knows them before Word has set the pages, so they are reckoned from
the length of what stands before each heading; Word puts its own in their place when the table is updated (F9), others
(LibreOffice) when they open the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn
from lxml import etree

from shared.exports.document.blocks import Block, Chart, Grid, Heading, Items, PageBreak, Paragraph, Run
from shared.exports.document.directions import Direction
from shared.exports.document.printable import one_line
from shared.exports.document.word_xml import Element, add, field, paragraph, tab, text

DEPTH = 3
LINES_OF_A_PAGE, LETTERS_OF_A_LINE = 46, 88
HEADING_LINES = {1: 4, 2: 3, 3: 3, 4: 2}


def mark_of(number: int) -> str:
    """The name of the bookmark of the heading with this number, as Word names its own."""
    return f"_Toc{number + 100_000:09}"


def contents(body: Element, blocks: Iterable[Block], heading: str, language: str, direction: Direction) -> None:
    """The table itself, in the part of a document where Word looks for it. Nothing where there is no heading."""
    entries = [(number, one, page) for number, one, page in _reckoned(blocks) if one.level <= DEPTH]
    if not entries:
        return
    part = add(body, "sdt")
    gallery = add(add(part, "sdtPr"), "docPartObj")
    add(gallery, "docPartGallery", val="Table of Contents")
    add(gallery, "docPartUnique")
    inside = add(part, "sdtContent")
    text(paragraph(inside, "TOCHeading", direction), heading, direction, language)
    for at, (number, one, page) in enumerate(entries):
        line = paragraph(inside, f"TOC{one.level}", direction)
        if at == 0:
            _half_field(line, f'TOC \\o "1-{DEPTH}" \\h \\z \\u')
        link = add(line, "hyperlink", anchor=mark_of(number), history=1)
        text(link, one_line(one.text), direction, language)
        tab(link)
        field(link, f"PAGEREF {mark_of(number)} \\h", str(page), direction)
    add(add(paragraph(inside, "Normal", direction), "r"), "fldChar", fldCharType="end")


def _half_field(line: Element, instruction: str) -> None:
    for kind in ("begin", "", "separate"):
        run = add(line, "r")
        if kind:
            add(run, "fldChar", fldCharType=kind)
        else:
            words = etree.SubElement(run, qn("w:instrText"))
            words.text = f" {instruction} "
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _reckoned(blocks: Iterable[Block]) -> list[tuple[int, Heading, int]]:
    """Each heading with its number and the page it is likely to stand on; the cover and the contents come before."""
    known = list(blocks)
    listed = sum(isinstance(one, Heading) and one.level <= DEPTH for one in known)
    first = 2 + -(-(listed + 3) // LINES_OF_A_PAGE)
    lines, found = 0.0, []
    for number, block in enumerate(known):
        if isinstance(block, Heading):
            if lines % LINES_OF_A_PAGE > LINES_OF_A_PAGE - 4:
                lines += LINES_OF_A_PAGE - lines % LINES_OF_A_PAGE
            found.append((number, block, first + int(lines // LINES_OF_A_PAGE)))
        if isinstance(block, PageBreak):
            lines = -(-lines // LINES_OF_A_PAGE) * LINES_OF_A_PAGE
        else:
            lines += _lines(block)
    return found


def _lines(block: Block) -> float:
    match block:
        case Heading():
            return HEADING_LINES[block.level] + len(block.text) // 60
        case Paragraph():
            return _wrapped("".join(run.text for run in block.runs), LETTERS_OF_A_LINE) + 0.5
        case Items():
            return sum(_wrapped("".join(run.text for run in one.runs), LETTERS_OF_A_LINE) + 0.2 for one in block.items)
        case Grid():
            return 3 + sum(_row(block, row) for row in block.rows)
        case Chart():
            return 16 + 1.4 * len(block.categories)
    return 0


def _row(grid: Grid, row: tuple[str | tuple[Run, ...], ...]) -> float:
    whole = sum(column.width for column in grid.columns)
    tallest = 1.0
    for column, cell in zip(grid.columns, row, strict=True):
        words = cell if isinstance(cell, str) else "".join(run.text for run in cell)
        tallest = max(tallest, _wrapped(words, max(int(LETTERS_OF_A_LINE * 1.15 * column.width / whole) - 2, 4)))
    return 0.85 * tallest + 0.6


def _wrapped(words: str, letters: int) -> float:
    return float(sum(-(-max(len(line), 1) // letters) for line in words.split("\n")))
