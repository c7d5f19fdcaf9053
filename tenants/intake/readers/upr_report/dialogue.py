"""Recommendations that the section only points to: "those noted in paragraphs 65 and 72 above".

The first reports, of 2008 and 2009, left some recommendations in the account of the interactive dialogue, with the
State that made them as the subject of a sentence, and named only their paragraphs in the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tenants.intake.readers.papers.paper import Line
from tenants.intake.readers.upr_report.blocks import ITEM, Block
from tenants.intake.readers.upr_report.joining import Passage, Vocabulary
from tenants.intake.readers.upr_report.labels import label_of
from tenants.intake.readers.upr_report.names import Named, Names
from tenants.intake.readers.upr_report.positions import Clause
from tenants.intake.readers.upr_report.texts import Said

SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Þ])")
RECOMMENDED = re.compile(
    r"\b(?:(?:also|further|therefore|strongly|specifically|finally|then|thus)\s+)?"
    r"(?:recommended|suggested|proposed|recommends|suggests|encouraged|urged|called\s+(?:on|upon|for)|invited|"
    r"a\s+recommandé|recommande|a\s+suggéré|a\s+proposé|a\s+encouragé|a\s+exhorté|a\s+engagé|a\s+invité)\b\s*(?:to\s+|à\s+)?",
    re.IGNORECASE,
)
SURELY = re.compile(r"\b(?:recommended|recommends|a\s+recommandé|recommande)\b", re.IGNORECASE)
# The first session let States put questions that were to become recommendations; only their lists tell where each ends.
ISSUES = re.compile(
    r"\b(?:lead\s+to|adopted\s+as|considered\s+as)\s+recommendations\b[^:]{0,40}:\s*(?=\(a\))", re.IGNORECASE
)
LETTER = re.compile(r"\(([a-z])\)\s*")
LINKS = re.compile(r"^[\s:,]*(?:that\s+|que\s+|qu['\u2019])?(?:it\s+)?", re.IGNORECASE)
SUBJECT = re.compile(
    r"^(?:(?:in\s+this\s+(?:regard|respect|connection)|finally|moreover|furthermore),?\s+)?(?:the\s+)?(?:(?:delegation|representative)\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
MOST_WORDS = 9
# A number of a paragraph may be lost; a larger leap is no paragraph of the report.
FURTHEST = 5
ALIKE = 62.0
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Spoken:
    """One recommendation as somebody made it in the dialogue; `letter` is its own in a list (a), (b)."""

    block: Block
    said: Said
    letter: str = ""


def paragraphs_of(lines: Sequence[Line], vocabulary: Vocabulary) -> dict[int, Passage]:
    """The numbered paragraphs before the section."""
    found: dict[int, Passage] = {}
    last = 0
    for line in lines:
        text = f"{line.label} {line.text}".strip() if line.label else line.text
        label = label_of(text)
        if label and not label.compound and not label.letter and last < label.first <= last + FURTHEST:
            last = label.first
            found[last] = Passage()
            text = text[label.rest :]
        if last:
            found[last].add(line, text, vocabulary)
    return found


def spoken_in(number: int, passage: Passage, names: Names, reviewed: str, *, surely: bool = False) -> list[Spoken]:
    """The recommendations of one paragraph of the dialogue; with `surely` only where it says "recommended".

    `reviewed` is the code of the State under review.
    """
    surely = surely or bool(SURELY.search(passage.text))
    found: list[Spoken] = []
    state: Named | None = None
    place = 0
    for sentence in SENTENCE.split(passage.text):
        begun = passage.text.find(sentence, place)
        place = begun + len(sentence)
        subject = _subject(sentence, names)
        if subject and subject.code != reviewed:
            state = subject
        issues = ISSUES.search(sentence)
        made = issues or RECOMMENDED.search(sentence)
        if not made or not state or (subject and subject.code == reviewed):
            continue
        sure = issues or SURELY.search(sentence)
        if surely and not sure:
            continue
        start = sure.end() if sure else made.end()
        for letter, text in _parts(sentence[start:]):
            words = _without_addressee(LINKS.sub("", text), names, reviewed)
            if len(words) >= SHORTEST:
                item = letter or ""
                block = Block(ITEM, number, item, passage=passage)
                found.append(Spoken(block, Said(words, begun, (state,)), letter))
    return found


def _subject(sentence: str, names: Names) -> Named | None:
    """The State that a sentence begins with."""
    rest = sentence[SUBJECT.match(sentence).end() :] if SUBJECT.match(sentence) else sentence  # type: ignore[union-attr]
    listed = re.split(r"[\s,]+", rest)[:MOST_WORDS]
    for count in range(len(listed), 0, -1):
        name = " ".join(listed[:count])
        if name[:1].isupper() and (code := names.exactly(name)):
            return Named(name, code)
    return None


def _parts(text: str) -> Iterable[tuple[str, str]]:
    """A list (a) ...; (b) ... taken apart, each with its letter; else the whole."""
    marks = list(LETTER.finditer(text))
    if len(marks) < 2:
        yield "", text.strip(" .;:,")
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        yield mark.group(1), re.sub(r"[;,\s]+(?:and|et)?\s*$", "", text[mark.end() : end]).strip(" .;:,")


def _without_addressee(text: str, names: Names, reviewed: str) -> str:
    """What is recommended, without the State it is recommended to: "Morocco ratify ..." is "Ratify ..."."""
    listed = text.split()
    for count in range(min(MOST_WORDS, len(listed)), 0, -1):
        if names.exactly(" ".join(listed[:count]).rstrip(",:")) == reviewed:
            text = " ".join(listed[count:])
            break
    text = re.sub(r"^(?:to|should|de|d['\u2019]|à)\s+", "", text.strip(" ,:"))
    return text[:1].upper() + text[1:]


def pointed_to(
    clauses: Iterable[Clause], paragraphs: dict[int, Passage], names: Names, reviewed: str
) -> list[tuple[Spoken, Clause]]:
    """The recommendations in the paragraphs that a clause of the section names."""
    found: list[tuple[Spoken, Clause]] = []
    for clause in clauses:
        wanted: dict[int, set[str]] = {}
        for cited in clause.numbers:
            printed, _bracket, letter = cited.rstrip(")").partition("(")
            if printed.isdigit() and int(printed) in paragraphs:
                wanted.setdefault(int(printed), set()).add(letter)
        for number, letters in wanted.items():
            spoken = spoken_in(number, paragraphs[number], names, reviewed)
            unlettered = [one for one in spoken if not one.letter]
            lettered = [one for one in spoken if one.letter in letters]
            found.extend((one, clause) for one in (spoken if "" in letters else lettered or unlettered))
    return found


def unlike(spoken: Iterable[Spoken], texts: Sequence[str]) -> list[Spoken]:
    """Those that the section does not hold in its own words."""
    lowered = [text.lower() for text in texts]
    return [one for one in spoken if all(fuzz.token_set_ratio(one.said.text.lower(), text) < ALIKE for text in lowered)]
