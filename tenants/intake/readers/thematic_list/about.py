"""What a list says of itself: State, session and cycle in its title, the report's symbol in its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.reading import About
from tenants.intake.readers.thematic_list.printed import western
from tenants.intake.readers.thematic_list.words import CYCLE, ORDINALS, SESSION, TITLE

SYMBOL = re.compile(r"\bA/HRC/(\d{1,3})/(\d{1,3})(?:/(Add|Corr|Rev)\.?\s?\d+)*", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[(),]")
LONGEST = 10
SHORTEST_LATIN, SHORTEST_ARABIC = 4, 3
# The Council session that adopted a review, less the review's session: the Council met between two reviews more
# often now and then. (first UPR session, distance); Council sessions that adopted none, or several, tell nothing.
DISTANCES = ((41, 11), (36, 10), (27, 9), (13, 8), (3, 7))
UNTELLING = {20, 35, 44, 45, 51}


def about_list(
    around: Iterable[str], title: str, sources: Iterable[str], language: str, resolver: Resolver, asked: dict[str, Any]
) -> About:
    """Put together what the paper says; what a person said (`asked`) stands before it."""
    around = [*around, title]
    lines = [line for line in around if TITLE.search(line)]
    about = About(language=language, body="UPR", title=lines[0] if lines else "")
    about.state_text, about.state = state_in(lines, resolver)
    about.symbol = symbol_of(sources) or symbol_of(around)
    about.session = _number(SESSION, lines, resolver) or session_of(about.symbol, resolver)
    about.cycle = _cycle(lines)
    for name in ("state", "session", "symbol", "cycle", "body", "dated"):
        if asked.get(name):
            setattr(about, name, str(asked[name]))
    about.asks = tuple(name for name in ("state", "session", "symbol") if not getattr(about, name))
    return about


def state_in(lines: Iterable[str], resolver: Resolver) -> tuple[str, str]:
    """The longest run of words in a title that names a State, and its code. Short codes (UPR, OF) are no names."""
    best, code = "", ""
    for line in lines:
        spans = [found.span() for found in WORD.finditer(line)]
        for first in range(len(spans)):
            for last in range(first, min(first + LONGEST, len(spans))):
                name = line[spans[first][0] : spans[last][1]].strip("(), ")
                for words in (name, re.sub(r"^(?:لل|ل)", "ال" if name.startswith("لل") else "", name)):
                    if len(words) <= len(best) or len(words) < _shortest(words):
                        continue
                    if words.isupper() and len(words) < 4:
                        continue
                    if (term := resolver.find_state(words)) is not None:
                        best, code = words, term.code
        if best:
            return best, code
    return best, code


def symbol_of(sources: Iterable[str]) -> str:
    """The symbol of the Working Group's report: what most sources name, without its addendum.

    A source that names an addendum counts before one that does not, for the Council's own report has none.
    """
    counts: Counter[tuple[bool, str]] = Counter()
    for source in sources:
        if found := SYMBOL.search(source):
            base = f"A/HRC/{int(found.group(1))}/{int(found.group(2))}"
            counts[(found.group(3) is not None, base)] += 1
    return max(counts, key=lambda one: (one[0], counts[one]))[1] if counts else ""


def session_of(symbol: str, resolver: Resolver) -> str:
    """The review's session by the Council session in its report's symbol: A/HRC/28/15 was session 20's."""
    found = SYMBOL.search(symbol)
    if not found:
        return ""
    council = int(found.group(1))
    session = next((council - far for first, far in DISTANCES if council - far >= first), 0)
    term = resolver.find_session(str(session)) if session and council not in UNTELLING else None
    return term.code if term else ""


def _shortest(words: str) -> int:
    return SHORTEST_ARABIC if re.search("[\u0621-\u064a]", words) else SHORTEST_LATIN


def _number(pattern: re.Pattern[str], lines: list[str], resolver: Resolver) -> str:
    for line in lines:
        found = pattern.search(western(line))
        if found and (term := resolver.find_session(next(one for one in found.groups() if one))):
            return term.code
    return ""


def _cycle(lines: list[str]) -> str:
    for line in lines:
        if found := CYCLE.search(western(line)):
            told = next(one for one in found.groups() if one)
            return told if told.isdecimal() else str(ORDINALS[told.lower()])
    return ""
