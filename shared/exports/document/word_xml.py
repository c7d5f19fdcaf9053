"""WordprocessingML, element by element, in the order its schema asks for (ECMA-376, part 1, 17)."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from shared.exports.document.directions import Direction, stretches
from shared.exports.document.printable import printable

Element = Any  # an lxml element; lxml-stubs and python-docx name its class differently

LANGUAGE_TAGS = {"ar": "ar-SA", "en": "en-GB", "fr": "fr-FR"}
LEFT_TO_RIGHT_MARK = "\u200e"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add(parent: Element, element: str, /, **values: str | int) -> Element:
    """A child `w:element` of `parent` with attributes `w:key`."""
    child = etree.SubElement(parent, qn(f"w:{element}"))
    for key, value in values.items():
        child.set(qn(f"w:{key}"), str(value))
    return child


def paragraph(
    parent: Element, style: str, direction: Direction, *, align: str = "", numbered: int = 0, keep: bool = False
) -> Element:
    """A paragraph of a named style (its id) that runs `direction`; `numbered` is the number of its list, from 1."""
    made = add(parent, "p")
    look = add(made, "pPr")
    if style:
        add(look, "pStyle", val=style)
    if keep:
        add(look, "keepNext")
    if numbered:
        numbering = add(look, "numPr")
        add(numbering, "ilvl", val=0)
        add(numbering, "numId", val=numbered)
    add(look, "bidi", val=int(direction == "rtl"))
    if align:
        add(look, "jc", val=align)
    return made


def text(
    parent: Element,
    words: str,
    base: Direction,
    language: str,
    *,
    bold: bool = False,
    italic: bool = False,
    style: str = "",
) -> None:
    """Runs of a text of `language`, one for each stretch of a direction; it runs `base` of itself.

    Word goes by the mark of the run (w:rtl), others by the letters: a stretch of figures against the line gets a
    left-to-right mark at either end, so both set it the same way.
    """
    for one in stretches(printable(words), base):
        against = base == "rtl" and one.direction == "ltr"
        shown = _marked(one.text) if against else one.text
        run = add(parent, "r")
        _run_look(run, one.direction, language, bold, italic, style)
        for at, line in enumerate(shown.split("\n")):
            if at:
                add(run, "br")
            add(run, "t").text = line
            run[-1].set(_SPACE, "preserve")


def _run_look(run: Element, direction: Direction, language: str, bold: bool, italic: bool, style: str) -> None:
    look = add(run, "rPr")
    if style:
        add(look, "rStyle", val=style)
    if bold:
        add(look, "b")
        add(look, "bCs")
    if italic and direction == "ltr":  # Arabic has no italics
        add(look, "i")
    if direction == "rtl":
        add(look, "rtl")
        add(look, "lang", bidi=LANGUAGE_TAGS["ar"])
    else:
        add(look, "lang", val=LANGUAGE_TAGS["en" if language == "ar" else language])


def _marked(words: str) -> str:
    before = "" if words[:1].isascii() and words[:1].isalpha() else LEFT_TO_RIGHT_MARK
    after = "" if words[-1:].isascii() and words[-1:].isalpha() else LEFT_TO_RIGHT_MARK
    return f"{before}{words}{after}"


def field(parent: Element, instruction: str, shown: str, direction: Direction) -> None:
    """A field with what it says now; Word works it out again where it may."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = add(parent, "r")
        if direction == "rtl":
            add(add(run, "rPr"), "rtl")
        if kind == "instruction":
            add(run, "instrText").text = f" {instruction} "
            run[-1].set(_SPACE, "preserve")
        elif kind == "shown":
            add(run, "t").text = shown
        else:
            add(run, "fldChar", fldCharType=kind)


def tab(parent: Element) -> None:
    """A run that goes to the next tab stop."""
    add(add(parent, "r"), "tab")


def bookmark(parent: Element, number: int, name: str) -> None:
    """An empty bookmark where `parent` has got to."""
    add(parent, "bookmarkStart", id=number, name=name)
    add(parent, "bookmarkEnd", id=number)
