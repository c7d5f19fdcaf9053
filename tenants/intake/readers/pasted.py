"""The reader of paragraphs pasted from anywhere: split, their numbers and recommending states recognised."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.cell_text import language_of, listed
from tenants.intake.readers.neutral import LANGUAGES, OBSERVATION, RECOMMENDATION, NeutralRow, Resolver
from tenants.intake.readers.observations.front import Front, symbol_in
from tenants.intake.readers.observations.marks import (
    BULLET,
    DIGITS,
    arabic_digits,
    ended,
    follows,
    letter_of,
    without_bullet,
)
from tenants.intake.readers.observations.paragraphs import LONGEST_PARAGRAPH, Item, Paragraph
from tenants.intake.readers.observations.words import VOWELS, recommends
from tenants.intake.readers.papers.joined import Joiner
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import NOT_MINE, POSSIBLE, About, Reading, Source
from tenants.intake.readers.table import Format

FIGURE = f"[0-9{''.join(chr(code) for code in DIGITS)}]"
# "114.76 Adopt", "24.", "24 (b)", "٢٤-"; the small "1.5 million" of a sentence is no number of a paragraph.
DOTTED = re.compile(rf"({FIGURE}{{1,3}}(?:\.{FIGURE}{{1,3}}){{1,3}})(?:[.\-–)]+\s*|\s+)(?=[A-ZÀ-Þ«“\"(ء-ي])")
LETTERED = re.compile(rf"({FIGURE}{{1,3}})\.?\s?\(([a-z]{{1,2}}|هـ|[ء-ي]{{1,2}})\)\s*(?=\S)")
PLAIN = re.compile(rf"[-–]?\s*({FIGURE}{{1,3}})\s?[.\-–)]{{1,2}}\s*(?=[^\W\d]|[«“\"(])")
NUMBER_ONLY = re.compile(rf"({FIGURE}{{1,3}}(?:\.{FIGURE}{{1,3}}){{0,3}})[.\-–)]*")
SYMBOL_ONLY = re.compile(r"[A-Z]{1,6}/[A-Za-z0-9./ -]{4,40}")
BRACKETS = re.compile(r"((?:\s*\((?:[^()]|\([^()]*\))+\))+)[\s;؛.,،]*$")
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)")
BETWEEN = re.compile(r"\s+(?:and|et)\s+|\s+و\s*")
OBSERVES = re.compile(
    r"\b(is|are|remains?) (also |deeply |seriously |particularly )?concerned\b|\b(regrets|welcomes|commends|notes|"
    r"appreciates|takes note|préoccupée?|regrette|salue|note avec|prend note|se félicite|accueille avec)\b|"
    r"(?<![ء-ي])[وف]?(يساور|تعرب عن|تأسف|ترحب|تلاحظ|تحيط علما|تشيد|يرحب|يلاحظ)",
    re.IGNORECASE,
)
SHORTEST_WRAPPED, LONGEST_WRAPPED, FULL = 40, 140, 0.75
LONGEST_HEADING = 110
LONGEST_STATES = 3_000


class PastedReader:
    """Paragraphs from any document, pasted or in a text file. Who is asked, by whom and in which paper only a person
    can tell; a paragraph with its lettered items is one row, as in `observations`, unless `asked["items"]`."""

    code = "pasted"
    label = _("Paragraphs pasted from a document")

    def recognises(self, source: Source) -> int:
        return POSSIBLE if source.format is Format.TEXT and source.paper is not None else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        assert source.paper is not None
        return _Paste(source.paper, resolver, asked).reading()


READER = PastedReader()


class _Paste:
    """One paste on its way to rows."""

    def __init__(self, paper: Paper, resolver: Resolver, asked: dict[str, Any]) -> None:
        self.lines = paper.lines
        self.resolver = resolver
        self.asked = asked
        self.joiner = Joiner(line.text for line in paper.lines)
        self.wrapped = _wrapped(paper.lines)
        self.heading = ""
        self.symbol = ""
        self.paragraphs: list[Paragraph] = []

    def reading(self) -> Reading:
        for place in range(len(self.lines)):
            self._line(place)
        rows = [self._row(number, *piece) for number, piece in enumerate(self._pieces(), start=1)]
        about = self._about(rows)
        for row in rows:
            row.state, row.body, row.symbol, row.session = about.state, about.body, about.symbol, about.session
            row.cycle, row.dated, row.language = about.cycle, about.dated, row.language or about.language
        return Reading(about, rows)

    def _about(self, rows: list[NeutralRow]) -> About:
        about = About(symbol=self.asked.get("symbol") or self.symbol)
        for name in ("state", "body", "session", "cycle", "dated"):
            setattr(about, name, self.asked.get(name) or "")
        about.language = self.asked.get("language") or language_of(" ".join(row.text for row in rows[:5]))
        # Only the Universal Periodic Review prints the recommending states behind the text.
        if not about.body and 2 * sum(bool(row.recommending_states) for row in rows) > len(rows):
            about.body = "UPR"
        needed = {"state": about.state, "body": about.body}
        if about.body in {"", "UPR"}:
            needed["session"] = about.session
        if about.body != "UPR":
            needed["symbol"] = about.symbol
        about.asks = tuple(name for name, said in needed.items() if not said)
        return about

    def _line(self, place: int) -> None:
        line = self.lines[place]
        if SYMBOL_ONLY.fullmatch(arabic_digits(line.text)) and (found := symbol_in(Front([], [line.text]))):
            self.symbol = self.symbol or found.text
            return
        number, words = _number(line)
        letter, item = letter_of(line) if not number else ("", "")
        last = self.paragraphs[-1] if self.paragraphs else None
        if number:
            self._begin(number, words, line)
        elif letter and last is not None and self._is_item(letter, last):
            last.items.append(Item(letter, item, line.page, line.number))
        elif letter:
            self._begin(f"({letter})", item, line)
        elif self._is_heading(place):
            self.heading = line.text.rstrip(": ")
        elif BULLET.match(line.text) and not (last is not None and last.text.endswith(":")):
            self._begin("", without_bullet(line.text), line)
        elif last is not None and self._goes_on(place, last):
            self._add(last, without_bullet(line.text), line)
        else:
            self._begin("", line.text, line)

    def _begin(self, number: str, words: str, line: Line) -> None:
        headings = (self.heading,) if self.heading else ()
        self.paragraphs.append(Paragraph(number, words, line.page, line.number, headings))

    @staticmethod
    def _is_item(letter: str, last: Paragraph) -> bool:
        return follows(letter, last.items[-1].letter if last.items else "") and (
            bool(last.items) or last.text.endswith(":")
        )

    def _add(self, last: Paragraph, words: str, line: Line) -> None:
        part = last.items[-1] if last.items else last
        if len(part.text) > LONGEST_PARAGRAPH:
            self._begin("", words, line)
        else:
            part.text = self.joiner.joined(part.text, words)

    def _goes_on(self, place: int, last: Paragraph) -> bool:
        """Whether the line belongs to the paragraph before: its sentence goes on, or it fills a wrapped line."""
        line, before = self.lines[place], self.lines[place - 1]
        if not last.text:
            return True
        if BULLET.match(line.text):
            return last.text.endswith(":") or bool(last.items)
        if line.begins:
            return False
        if line.text[0].islower():
            return True
        return self.wrapped > 0 and (not ended(before.text) or len(before.text) >= FULL * self.wrapped)

    def _is_heading(self, place: int) -> bool:
        """A short line without an end, before a numbered paragraph; or one that only announces bullets."""
        line = self.lines[place]
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if following is None or len(line.text) > LONGEST_HEADING or BULLET.match(line.text):
            return False
        if line.text.endswith(":"):
            return bool(BULLET.match(following.text)) and not recommends(line.text, language_of(line.text))
        begins = line.begins or place == 0 or ended(self.lines[place - 1].text)
        return bool(begins and not ended(line.text) and _number(following)[0])

    def _pieces(self) -> list[tuple[Paragraph, str, str, Line]]:
        pieces = []
        for one in self.paragraphs:
            if not one.whole:
                continue
            if self.asked.get("items") and one.items:
                for item in one.items:
                    text = f"{one.text} {item.text}".strip()
                    place = Line("", item.line, item.page)
                    pieces.append((one, f"{one.number} ({item.letter})".strip(), text, place))
            else:
                pieces.append((one, one.number, one.whole, Line("", one.line, one.page)))
        return pieces

    def _row(self, number: int, paragraph: Paragraph, printed: str, text: str, place: Line) -> NeutralRow:
        said, states = self._states(text)
        language = language_of(said)
        row = NeutralRow(
            number=number,
            text=said.rstrip("; ؛") if states or self.asked.get("items") else said,
            language=language if language in LANGUAGES else "",
            recommending_state_texts=tuple(name for name, _code in states),
            recommending_states=tuple(dict.fromkeys(code for _name, code in states if code)),
            paragraph=printed,
            kind=RECOMMENDATION if states else _kind(said, language),
            certain=False,
            heading=" / ".join(paragraph.headings),
            page=place.page,
            line=place.number,
            body="",
        )
        row.problems.extend(
            Problem("unknown_recommending_state", "recommending_state", name) for name, code in states if not code
        )
        return row

    def _states(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The text without the states in brackets at its end, and these: (name as printed, code or empty)."""
        start = max(len(text) - LONGEST_STATES, 0)
        found = BRACKETS.search(text, start)
        if not found:
            return text, []
        states: list[tuple[str, str]] = []
        for inside in BRACKET.findall(found.group(1)):
            for name, term in listed(inside, self.resolver.find_state):
                parts = [name] if term else BETWEEN.split(name)
                states.extend((part, self._code(part)) for part in parts if part)
        if not any(code for _name, code in states) or not text[: found.start()].strip():
            return text, []
        return text[: found.start()].strip(), states

    def _code(self, name: str) -> str:
        term = self.resolver.find_state(name)
        return term.code if term else ""


def _kind(text: str, language: str) -> str:
    """What a paragraph is, as its words suggest; what neither recommends nor observes is taken for a demand."""
    if recommends(text, language):
        return RECOMMENDATION
    return OBSERVATION if OBSERVES.search(VOWELS.sub("", text)) else RECOMMENDATION


def _number(line: Line) -> tuple[str, str]:
    """(number of the paragraph that begins with the line, the words after it); empty when it begins with none."""
    if line.label:
        found = NUMBER_ONLY.fullmatch(line.label)
        return (arabic_digits(found.group(1)), line.text) if found else ("", line.text)
    if found := LETTERED.match(line.text):
        return f"{arabic_digits(found.group(1))} ({found.group(2)})", line.text[found.end() :]
    if found := DOTTED.match(line.text) or PLAIN.match(line.text):
        return arabic_digits(found.group(1)), line.text[found.end() :]
    if found := NUMBER_ONLY.fullmatch(line.text):
        return arabic_digits(found.group(1)), ""
    return "", line.text


def _wrapped(lines: list[Line]) -> int:
    """How long the lines are when the text was copied with its line ends, from a PDF or a mail; 0 when it was not."""
    lengths = [len(one.text) for one, other in zip(lines, lines[1:], strict=False) if other.begins is None]
    if len(lengths) < 2:
        return 0
    width = sorted(lengths)[int(len(lengths) * 0.9)]
    full = sum(length >= FULL * width for length in lengths)
    return width if SHORTEST_WRAPPED <= width <= LONGEST_WRAPPED and full >= 0.6 * len(lengths) else 0
