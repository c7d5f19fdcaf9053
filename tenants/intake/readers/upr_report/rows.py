"""Neutral rows of a report's section: each recommendation with its States and the position stated for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import About
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.blocks import STATEMENT, Block
from tenants.intake.readers.upr_report.dialogue import pointed_to, spoken_in, unlike
from tenants.intake.readers.upr_report.joining import Passage
from tenants.intake.readers.upr_report.names import Named, Names
from tenants.intake.readers.upr_report.positions import PENDING, Clause, clauses_of
from tenants.intake.readers.upr_report.texts import Said, divided
from tenants.intake.readers.upr_report.words import plain

OF_STATE = re.compile(
    r"recommendations?\s+(?:made\s+)?(?:of|by|from)\s+(?:the\s+)?([A-Z][\w'\u2019 ]+?)"
    r"(?=\s+(?:reflected|contained|in|as|made|to)\b|[,;.])"
)
# "..., as recommended by Chile and Peru", "... – Sweden", "... Brazil)" that lost its first bracket.
BY_STATE = re.compile(
    r"[,\s]\(?(?:as\s+|and\s+)?(?:(?:also\s+)?(?:recommended|suggested|proposed|requested|made)\s+by"
    r"|(?:recommandée?s?|suggérée?s?|proposée?s?|comme\s+l'a\s+recommandé|comme\s+le\s+recommande)\s+(?:par\s+)?)"
    r"\s+(?P<by>[^();:]{3,120})\)?$|\s[-–—]\s*(?P<dash>[A-Z][^();:–—]{3,120})$",
    re.IGNORECASE,
)
LED_BY = re.compile(r"^(?P<led>[A-ZÀ-Þ][\w'\u2019\- ,()]{3,120}?)\s*:\s+(?=\S)")
UNOPENED = re.compile(r"\s(?P<names>[^()]{3,60})\)$")
MOST_WORDS = 9
SAYS = re.compile(r"^(?:the\s+)?([A-Z][\w'\u2019\- ]{2,40}?)\s+(?:recommended|suggested|proposed|encouraged|called)\b")
LONGEST_STATE = 60
BULLETS = " \t•·–—-*"


@dataclass(slots=True)
class Kept:
    """One recommendation before its position is settled."""

    block: Block
    said: Said
    position: str = ""
    position_text: str = ""
    certain: bool = True


@dataclass(slots=True)
class Sections:
    """What the recommendations are made from: the section's paragraphs, and those of the dialogue before it."""

    blocks: list[Block]
    dialogue: dict[int, Passage]
    reviewed: str


@dataclass(frozen=True, slots=True)
class Later:
    """A clause that names recommendations by number, and the paragraph of the list before it."""

    clause: Clause
    listed_in: int = 0


def kept_of(sections: Sections, names: Names) -> list[Kept]:
    """The recommendations of all paragraphs, each with the position that the report's own sentences give it."""
    kept: list[Kept] = []
    later: list[Later] = []
    current: Clause | None = None
    listing = True
    for block in sections.blocks:
        said, left, place = divided(block.text, names)
        if block.kind == STATEMENT:
            if words.CLOSING.search(plain(block.text)):
                listing = False
                continue
            intro, said = _introduced(block.text, said)
            clauses = clauses_of(f"{intro} {left}" if said else block.text)
            if not said or clauses:
                current, listing = _heading(clauses, kept, later, block)
            kept.extend(Kept(block, one, *_words(current)) for one in said)
            continue
        kept.extend(Kept(block, one, *_words(current)) for one in _with_left(block, said, left, place, names, listing))
        for clause in clauses_of(left) if said and left else ():
            if clause.numbers:
                later.append(Later(clause, block.main))
            elif clause.above:
                _settle_above(clause, kept)
            elif clause.below or words.RECOMMENDATION.search(clause.text):
                current = clause
    for one in later:
        _settle_numbers(one, kept)
    kept.extend(_spoken(sections, kept, [one.clause for one in later], names))
    return kept


def _spoken(sections: Sections, kept: list[Kept], later: list[Clause], names: Names) -> list[Kept]:
    """Recommendations of the dialogue that the section points to."""
    first = min((block.main for block in sections.blocks if block.main), default=0)
    paragraphs = {number: passage for number, passage in sections.dialogue.items() if number < first}
    pointing = [clause for clause in later if words.PARAGRAPHS.search(plain(clause.text)) and not _cites(clause, kept)]
    named = pointed_to(pointing, paragraphs, names, sections.reviewed)
    added = [Kept(one.block, one.said, clause.position, clause.text) for one, clause in named]
    if not named and any(words.OTHERS.search(plain(block.text)) for block in sections.blocks):
        heard = [
            one
            for number, passage in paragraphs.items()
            for one in spoken_in(number, passage, names, sections.reviewed, surely=True)
        ]
        added = [Kept(one.block, one.said, certain=False) for one in unlike(heard, [one.said.text for one in kept])]
    return added


def _words(clause: Clause | None) -> tuple[str, str]:
    return (clause.position, clause.text) if clause else ("", "")


def _heading(clauses: list[Clause], kept: list[Kept], later: list[Later], block: Block) -> tuple[Clause | None, bool]:
    """What a paragraph of the report says of the recommendations after it, and whether any come at all."""
    current: Clause | None = None
    for clause in clauses:
        if clause.numbers and (not clause.below or _cites(clause, kept) or _cites_further(clause, block)):
            later.append(Later(clause, kept[-1].block.main if kept else 0))
        elif clause.above and not block.text.rstrip().endswith(":"):
            _settle_above(clause, kept)
        elif current is None or clause.position == "implemented":
            current = clause
    comments = words.COMMENTS.search(plain(block.text))
    return current, not (comments and not current)


def _introduced(text: str, said: list[Said]) -> tuple[str, list[Said]]:
    """The words that introduce a list in running text, and the list without them.

    A paragraph with a single bracket of States is such a list only where the words before it end in a colon.
    """
    if not said:
        return "", said
    place = text.find(":", said[0].place, said[0].place + len(said[0].text))
    if place < 0:
        return "", said if len(said) > 1 or not clauses_of(text) else []
    begun = len(text) - len(text[place + 1 :].lstrip(BULLETS))
    first = Said(said[0].text[begun - said[0].place :].strip(), begun, said[0].states)
    return text[: place + 1], [first, *said[1:]] if first.text else said[1:]


def _cites(clause: Clause, kept: list[Kept]) -> bool:
    """Whether a clause names recommendations that stand before it."""
    named = set(clause.numbers)
    return any(one.block.number in named or one.block.item in named for one in kept)


def _cites_further(clause: Clause, block: Block) -> bool:
    """Whether a clause names paragraphs of the section that come after its own: "those in paragraph 62 below"."""
    return any(number.isdigit() and block.main < int(number) <= block.main + 12 for number in clause.numbers)


def _settle_above(clause: Clause, kept: list[Kept]) -> None:
    """Give the position to those before that have none."""
    for one in kept:
        if not one.position:
            one.position, one.position_text = clause.position, clause.text


def _settle_numbers(later: Later, kept: list[Kept]) -> None:
    clause = later.clause
    wanted = set(clause.numbers)
    mains = {number for number in wanted if number.isdigit()}
    for one in kept:
        number = one.block.number
        by_item = one.block.item in wanted and one.block.item.isdigit() and str(one.block.main) not in wanted
        by_item = by_item and (one.block.main == later.listed_in or _only_list(one, kept))
        if (
            number in wanted
            or (by_item and (one.block.main == later.listed_in or _only_list(one, kept)))
            or str(one.block.main) in mains
        ):
            one.position, one.position_text = clause.position, clause.text


def _only_list(one: Kept, kept: list[Kept]) -> bool:
    """Whether an item's bare number can mean no other item."""
    return all(other.block.main == one.block.main for other in kept if other.block.item == one.block.item)


def _with_left(block: Block, said: list[Said], left: str, place: int, names: Names, listing: bool) -> Iterator[Said]:
    """The recommendations of one item; one that names its State in its words, or no State at all, is one too."""
    yield from said
    lettered = block.item[:1].isalpha()
    if not said and listing and not lettered and len(left) > 15:
        text = left.strip(" ;.:؛")
        yield _unbracketed(text, place, names) or Said(text, place, _in_words(left, names))


def _unbracketed(text: str, place: int, names: Names) -> Said | None:
    """A recommendation whose States stand outside brackets, after it or before it; None when none do."""
    if (found := BY_STATE.search(text)) and (states := _all_known(found.group("by") or found.group("dash"), names)):
        return Said(text[: found.start()].rstrip(" ,;"), place, states)
    if (found := LED_BY.match(text)) and (states := _all_known(found.group("led"), names)):
        return Said(text[found.end() :], place + found.end(), states)
    if found := UNOPENED.search(text):
        listed = found.group("names").split()
        for count in range(min(MOST_WORDS, len(listed)), 0, -1):
            name = " ".join(listed[-count:])
            if name[:1].isupper() and (states := _all_known(name, names)):
                return Said(text[: -len(name) - 1].rstrip(" ,;"), place, states)
    return None


def _all_known(text: str, names: Names) -> tuple[Named, ...]:
    """The States in a list of names; none unless each is known."""
    listed = names.listed(text)
    return tuple(listed) if all(one.code for one in listed) else ()


def _in_words(text: str, names: Names) -> tuple[Named, ...]:
    for pattern in (OF_STATE, SAYS):
        found = pattern.search(text)
        if found and len(found.group(1)) < LONGEST_STATE:
            return tuple(one for one in names.listed(found.group(1)) if one.code)
    return ()


def rows_of(kept: Iterable[Kept], about: About) -> Iterator[NeutralRow]:
    """Neutral rows, numbered in order, each with the page and line on which its words begin."""
    for number, one in enumerate(kept, start=1):
        line = one.block.passage.line_at(one.said.place)
        row = NeutralRow(
            number=number,
            state_text=about.state_text,
            state=about.state,
            session_text=about.session,
            session=about.session,
            text=one.said.text,
            language=about.language,
            recommending_state_texts=tuple(state.text for state in one.said.states),
            recommending_states=tuple(dict.fromkeys(state.code for state in one.said.states if state.code)),
            # A report that says nothing leaves all to be examined; the row is marked.
            position=one.position or PENDING,
            position_text=one.position_text,
            position_source=about.symbol if one.position else "",
            certain=one.certain,
            paragraph=one.block.number,
            symbol=about.symbol,
            dated=about.dated,
            page=line.page if line else None,
            line=line.number if line else None,
        )
        row.problems.extend(_problems(row, one))
        yield row


def _problems(row: NeutralRow, kept: Kept) -> Iterator[Problem]:
    states = kept.said.states
    if not row.state:
        yield Problem("missing_state", "state")
    if not row.session:
        yield Problem("missing_session", "session")
    if not kept.position:
        yield Problem("missing_position", "position")
    if not states:
        yield Problem("missing_recommending_state", "recommending_state")
    for state in states:
        if not state.code:
            yield Problem("unknown_recommending_state", "recommending_state", state.text)
