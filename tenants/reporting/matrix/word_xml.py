"""Paragraphs and cells as WordprocessingML ([ECMA-376] Part 1, 17), each piece of text in its own direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tenants.intake.readers.thematic_list.document import Element, attribute, local

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ARABIC_WORDS = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
LATIN_WORDS = "A-Za-z\u00c0-\u024f"
# What runs against its paragraph, from its first strong letter to its last.
LEFT_TO_RIGHT = re.compile(f"[{LATIN_WORDS}0-9](?:[^{ARABIC_WORDS}]*[{LATIN_WORDS}0-9])?")
RIGHT_TO_LEFT = re.compile(f"[{ARABIC_WORDS}](?:[^{LATIN_WORDS}]*[{ARABIC_WORDS}])?")
LATIN = re.compile(f"[{LATIN_WORDS}]")
TAGS = {"ar": "ar-SA", "en": "en-GB", "fr": "fr-FR"}

# The schema's order, as far as it is written here.
P_ORDER = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
]  # fmt: skip
R_KEPT = ("rFonts", "color", "sz", "szCs")


@dataclass(frozen=True)
class Words:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    size: int = 0  # half points; 0 as the cell's


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; its language decides the side it begins on."""

    runs: tuple[Words, ...]
    language: str

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.runs)


@dataclass(frozen=True)
class Look:
    """How paragraphs of a cell look: the properties of a paragraph and of a run that stand there already."""

    paragraph: Element | None = None
    run: Element | None = None


def look_of(paragraph: Element | None) -> Look:
    """The look of a paragraph: its own properties, and those of its first run or else of its mark."""
    if paragraph is None:
        return Look()
    properties = child(paragraph, "pPr")
    first = next((child(one, "rPr") for one in paragraph.iter() if local(one) == "r"), None)
    if first is None and properties is not None:
        first = child(properties, "rPr")
    return Look(properties, first)


def child(element: Element, name: str) -> Element | None:
    return next((one for one in element if local(one) == name), None)


class Writer:
    """Writes in the namespace of one document, for there are two (transitional and strict)."""

    def __init__(self, like: Element) -> None:
        self.namespace = str(like.tag).partition("}")[0][1:]

    def name(self, tag: str) -> str:
        return f"{{{self.namespace}}}{tag}"

    def element(self, tag: str, **values: object) -> Element:
        prefix = {"w": self.namespace}
        made = etree.Element(self.name(tag), nsmap=prefix)
        for name, value in values.items():
            made.set(self.name(name), str(value))
        return made

    def paragraph(self, paragraph: Paragraph, look: Look = Look()) -> Element:
        """`w:p` with the look of its neighbours, in its language's direction."""
        made = self.element("p")
        properties = deepcopy(look.paragraph) if look.paragraph is not None else self.element("pPr")
        for one in list(properties):
            if local(one) in {"bidi", "sectPr", "pPrChange", "numPr"}:
                properties.remove(one)
        if paragraph.language == "ar":
            self.put(properties, self.element("bidi"))
        made.append(properties)
        made.extend(self.runs(paragraph.runs, paragraph.language, look))
        return made

    def runs(self, runs: Iterable[Words], language: str, look: Look = Look()) -> list[Element]:
        """`w:r` for each stretch; Arabic and Latin letters never share one, so that each keeps its order."""
        made = []
        for words in runs:
            for text, right_to_left in directed(words.text, language):
                run = self.element("r")
                run.append(self._look(words, right_to_left, language, look))
                run.append(self._text(text))
                made.append(run)
        return made

    def put(self, properties: Element, one: Element) -> None:
        """Put a paragraph property at its place in the schema's order."""
        later = set(P_ORDER[P_ORDER.index(local(one)) + 1 :])
        for place, other in enumerate(properties):
            if local(other) in later:
                properties.insert(place, one)
                return
        properties.append(one)

    def _text(self, text: str) -> Element:
        made = self.element("t")
        made.text = text
        made.set(XML_SPACE, "preserve")
        return made

    def _look(self, words: Words, right_to_left: bool, language: str, look: Look) -> Element:
        properties = self.element("rPr")
        kept = {local(one): deepcopy(one) for one in (look.run if look.run is not None else ()) if local(one) in R_KEPT}
        if "rFonts" in kept:
            properties.append(kept["rFonts"])
        for name, wanted in (("b", words.bold), ("i", words.italic)):
            if wanted:
                properties.append(self.element(name))
                properties.append(self.element(f"{name}Cs"))
        if "color" in kept:
            properties.append(kept["color"])
        size = str(words.size or (attribute(kept["sz"], "val") if "sz" in kept else "") or "")
        if size:
            properties.append(self.element("sz", val=size))
            properties.append(self.element("szCs", val=size))
        if right_to_left:
            properties.append(self.element("rtl"))
        tag = TAGS.get("ar" if right_to_left else language if language != "ar" else "en", "en-GB")
        properties.append(self.element("lang", bidi=tag) if right_to_left else self.element("lang", val=tag))
        return properties


def directed(text: str, language: str) -> list[tuple[str, bool]]:
    """The text in stretches, each with whether it runs from right to left. Control characters are dropped."""
    text = NOT_IN_XML.sub("", text.replace("\t", " ").replace("\n", " ").replace("\r", " "))
    against = LEFT_TO_RIGHT if language == "ar" else RIGHT_TO_LEFT
    own = language == "ar"
    back, away = ("\u200f", "\u200e") if own else ("\u200e", "\u200f")
    stretches: list[tuple[str, bool]] = []
    done = 0
    for found in against.finditer(text):
        if own and not LATIN.search(found.group()):
            continue  # a number alone keeps its order in either direction
        begins, ends = found.span()
        words = text[begins:ends]
        if begins > done and text[begins - 1] + text[ends : ends + 1] == "()":
            # Brackets around foreign words are theirs, or a line may end between the two.
            begins, ends = begins - 1, ends + 1
            words = f"{away}({words}){away}"
        elif words[0].isdigit():
            words = away + words  # 16.a is one word, which a number alone would not begin
        stretches += [(text[done:begins], own), (words, not own)]
        done = ends
    stretches.append((text[done:], own))
    # A mark turns back to the paragraph's direction, or a number after foreign words would join them.
    return [
        (back + words if place and right_to_left == own else words, right_to_left)
        for place, (words, right_to_left) in enumerate(stretches)
        if words
    ]
