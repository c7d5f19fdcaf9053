"""The words of one Word paragraph: fields, tracked changes, page breaks, notes, text boxes, hidden text."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenants.intake.readers.papers.word_package import Element, child, name_of, number, switched_on, value
from tenants.intake.readers.papers.word_styles import Styles

# Properties, deletions, what is only said of the text, and what a field is asked for.
LEFT_OUT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "customXmlPr", "smartTagPr", "oMathParaPr", "del", "moveFrom",
    "delText", "delInstrText", "instrText", "rt", "annotationRef", "footnoteRef", "endnoteRef", "separator",
})  # fmt: skip
SPACES = frozenset({"tab", "ptab", "cr"})
BOXES = frozenset({"drawing", "pict", "object"})


@dataclass(slots=True)
class Words:
    """What was gathered of a paragraph. `page` is where its first word stands; `boxes` the text boxes hung on it."""

    pieces: list[str] = field(default_factory=list)
    page: int = 0
    letters: int = 0
    bold: int = 0
    italic: int = 0
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Noted:
    """A note's reference in the text: which part's note, its mark, its page."""

    kind: str
    key: str
    mark: str
    page: int


class Pages:
    """Which page the text has come to, by the breaks that Word wrote down."""

    def __init__(self) -> None:
        self.now = 1
        self.told = False
        self.just_broken = False

    def break_by_hand(self) -> None:
        self._turn()
        self.just_broken = True

    def break_seen(self) -> None:
        """Word notes the break again where the next page's text begins: a break by hand counts once."""
        if not self.just_broken:
            self._turn()
        self.just_broken = False

    def _turn(self) -> None:
        self.now += 1
        self.told = True


class Runs:
    """Walks the runs of paragraphs in order; fields may reach over several."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pages = Pages()
        self.fields: list[bool] = []
        self.noted: list[Noted] = []
        self.counted = {"footnote": 0, "endnote": 0}

    def gather(self, paragraph: Element, into: Words, style: str) -> None:
        """Add a paragraph's words to those that a deleted paragraph mark left before it."""
        self._each(paragraph, into, style)
        # A field that asks and never answers would swallow the rest of the paper.
        self.fields = [asking for asking in self.fields if not asking]

    def _each(self, element: Element, into: Words, style: str) -> None:
        for one in element:
            name = name_of(one)
            if name == "r":
                self._run(one, into, style)
            elif name == "t":
                self._text(one.text or "", into, False, False)
            elif name == "AlternateContent":
                self._each(chosen(one), into, style)
            elif name == "sdt":
                if child(one, "sdtPr", "showingPlcHdr") is None:
                    self._each(one, into, style)
            elif name in BOXES:
                into.boxes.extend(boxes_of(one))
            elif name not in LEFT_OUT:
                self._each(one, into, style)

    def _run(self, run: Element, into: Words, style: str) -> None:
        properties = child(run, "rPr")
        own = value(child(properties, "rStyle"))
        hidden = switched_on(child(properties, "vanish"))
        if hidden if hidden is not None else self.styles.hidden(own) or self.styles.hidden(style):
            self._unseen(run)
            return
        bold, italic = switched_on(child(properties, "b")), switched_on(child(properties, "i"))
        if bold is None:
            bold = self.styles.bold(own) or self.styles.bold(style)
        if italic is None:
            italic = self.styles.italic(own) or self.styles.italic(style)
        marked: Noted | None = None
        for one in run:
            name = name_of(one)
            if name == "t":
                if marked is not None and not marked.mark:
                    marked.mark = (one.text or "").strip()
                else:
                    self._text(one.text or "", into, bold, italic)
            elif name in SPACES:
                self._text(" ", into, False, False)
            elif name == "br":
                self._break(value(one, "type"), into)
            elif name == "lastRenderedPageBreak":
                self.pages.break_seen()
            elif name == "noBreakHyphen":
                self._text("-", into, bold, italic)
            elif name == "sym":
                self._text(symbol(value(one, "char")), into, bold, italic)
            elif name == "fldChar":
                self._field(value(one, "fldCharType"))
            elif name in {"footnoteReference", "endnoteReference"}:
                marked = self._note(one, name.removesuffix("Reference"))
            elif name == "AlternateContent":
                into.boxes.extend(boxes_of(chosen(one)))
            elif name in BOXES:
                into.boxes.extend(boxes_of(one))
            elif name == "ruby":
                self._each(one, into, style)

    def _unseen(self, run: Element) -> None:
        """Fields and pages go on inside hidden text."""
        for one in run:
            if name_of(one) == "fldChar":
                self._field(value(one, "fldCharType"))

    def _text(self, text: str, into: Words, bold: bool, italic: bool) -> None:
        if any(self.fields):
            return
        into.pieces.append(text)
        letters = len(text) - text.count(" ")
        if letters:
            into.page = into.page or self.pages.now
            self.pages.just_broken = False
            into.letters += letters
            into.bold += letters * bold
            into.italic += letters * italic

    def _break(self, kind: str, into: Words) -> None:
        if kind == "page":
            self.pages.break_by_hand()
        self._text(" ", into, False, False)

    def _field(self, kind: str) -> None:
        """A complex field asks from `begin` to `separate` and shows its answer from there to `end`."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _note(self, element: Element, kind: str) -> Noted:
        own = bool(value(element, "customMarkFollows")) and value(element, "customMarkFollows") not in {"0", "false"}
        self.counted[kind] += not own
        mark = "" if own else str(self.counted[kind])
        self.noted.append(Noted(kind, value(element, "id"), mark, self.pages.now))
        return self.noted[-1]


def chosen(alternate: Element) -> Element:
    """The one of several ways to say the same that is read: the first, or the last where the first holds no text."""
    choice, fallback = child(alternate, "Choice"), child(alternate, "Fallback")
    if choice is None:
        return fallback if fallback is not None else alternate
    holds = any(name_of(one) in {"t", "txbxContent"} for one in choice.iter())
    return choice if holds or fallback is None else fallback


def boxes_of(element: Element) -> list[Element]:
    """The outermost text boxes inside a drawing, each once though it may be drawn in two ways."""
    found: list[Element] = []
    for one in element:
        name = name_of(one)
        if name == "txbxContent":
            found.append(one)
        elif name == "AlternateContent":
            found.extend(boxes_of(chosen(one)))
        else:
            found.extend(boxes_of(one))
    return found


def symbol(char: str) -> str:
    """A character of a symbol font: those of the private area mean nothing outside it."""
    try:
        said = chr(int(char, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= said <= "\uf8ff" or "\ud800" <= said <= "\udfff" or said < " " else said


def mark_deleted(properties: Element | None) -> bool:
    """Whether the paragraph's end was deleted or moved away, so that it goes on in the next."""
    of_mark = child(properties, "rPr")
    return child(of_mark, "del") is not None or child(of_mark, "moveFrom") is not None


def outline_of(properties: Element | None) -> int | None:
    """How deep a heading the paragraph itself is made, 0 for plain text; None where it leaves it to its style."""
    level = number(child(properties, "outlineLvl"))
    if level is None:
        return None
    return level + 1 if 0 <= level < 9 else 0
