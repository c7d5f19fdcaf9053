"""Finds the term that a source means by what it prints. Case, accents, spaces and punctuation do not matter.

Every function takes the catalogue to look in (`among`); without it the one of the database. Nothing found is None:
an importer keeps the printed text and reports it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from shared.taxonomy import entries
from shared.taxonomy.catalogue import Catalogue, catalogue
from shared.taxonomy.entries import Entry
from shared.taxonomy.matching import key

# OHCHR's lists of 2006 to 2018 print a code before the theme: "A12 Acceptance of international norms".
THEME_CODE = re.compile(r"^[A-H]\d{1,2}\s+")
REPORT_WITHIN = timedelta(days=500)
SDG_CODE = re.compile(r"(?<![\w.])(1[0-7]|[1-9])(?:\.(1?\d|[a-d]))?(?![\w]|\.\w)", re.IGNORECASE)


def _find(kind: str, text: str, among: Catalogue | None) -> entries.Entry | None:
    match = (among or catalogue()).match(kind, text)
    return match.entry if match else None


def find_state(text: str, among: Catalogue | None = None) -> entries.State | None:
    """A State by any name in the three languages, by UPR Info's and UHRI's names, or by its ISO code."""
    return _find("state", text, among)  # type: ignore[return-value]


def find_regional_group(text: str, among: Catalogue | None = None) -> Entry | None:
    return _find("regional_group", text, among)


def find_organisation(text: str, among: Catalogue | None = None) -> Entry | None:
    """An organisation by name or by the abbreviation that UPR Info prints, such as AL for the League of Arab States."""
    return _find("organisation", text, among)


def find_mechanism(text: str, among: Catalogue | None = None) -> entries.Mechanism | None:
    return _find("mechanism", text, among)  # type: ignore[return-value]


def find_body(text: str, among: Catalogue | None = None) -> entries.Body | None:
    """A body by its title, its abbreviation, or UHRI's short name for it."""
    return _find("body", text, among)  # type: ignore[return-value]


def find_theme(text: str, among: Catalogue | None = None) -> entries.Theme | None:
    """A theme by its present or former labels, with or without OHCHR's old code before it."""
    return _find("theme", text, among) or _find("theme", THEME_CODE.sub("", text.strip()), among)  # type: ignore[return-value]


def find_group(text: str, among: Catalogue | None = None) -> Entry | None:
    """An affected group; OHCHR's lists print some of them among the themes."""
    return _find("affected_group", text, among) or _find("affected_group", THEME_CODE.sub("", text.strip()), among)


def find_issue(text: str, among: Catalogue | None = None) -> entries.Issue | None:
    """One of UPR Info's issues."""
    return _find("issue", text, among)  # type: ignore[return-value]


@lru_cache(maxsize=8)
def _reviews(among: Catalogue) -> dict[UUID, list[tuple[date, int]]]:
    """Each State's reviews, the latest first: (month, session)."""
    found: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    for one in sorted(among.review_slots.values(), key=lambda one: -one.session):
        if one.month and not one.retired:
            found[one.state_id].append((one.month, one.session))
    return found


def find_review(state: str, day: date, among: Catalogue | None = None) -> entries.Session | None:
    """The UPR session at which the State of this code was last reviewed before a day, by the review calendar.

    None when that is longer ago than a report takes to appear.
    """
    among = among or catalogue()
    entry = among.state_by_code.get(state)
    for month, session in _reviews(among).get(entry.id, []) if entry else []:
        if month <= day:
            return among.session_by_code.get(str(session)) if day - month < REPORT_WITHIN else None
    return None


def find_sdg(text: str, among: Catalogue | None = None) -> Entry | None:
    """A goal or target by the number in the text: "16.3", "SDG 5", "4 - QUALITY EDUCATION", "Goal 1.a"."""
    found = SDG_CODE.search(text)
    if not found:
        return None
    goal, target = found.groups()
    return (among or catalogue()).sdg_by_code.get(f"{goal}.{target.lower()}" if target else goal)


@lru_cache(maxsize=8)
def _phrases(among: Catalogue) -> list[tuple[str, entries.PositionPhrase]]:
    """Longest first, so that “did not enjoy the support of” is seen before the words it contains."""
    current = [(key(one.text), one) for one in among.position_phrases.values() if not one.retired]
    return sorted(current, key=lambda pair: -len(pair[0]))


def find_phrase(
    text: str, language: str | None = None, among: Catalogue | None = None
) -> entries.PositionPhrase | None:
    """The longest known phrase within a text (all languages, or one): "... do not enjoy the support of Bahrain"."""
    words = f" {key(text)} "
    for phrase, found in _phrases(among or catalogue()):
        if f" {phrase} " in words and language in (None, found.language):
            return found
    return None


def find_position(text: str, language: str | None = None, among: Catalogue | None = None) -> Entry | None:
    """The position that a value ("Accepted") or a sentence states. None when it states none, as a pledge does."""
    among = among or catalogue()
    match = among.match("position", text)
    if match:
        return match.entry
    phrase = find_phrase(text, language, among)
    return among.positions[phrase.position_id] if phrase and phrase.position_id else None


def is_pledge(text: str, among: Catalogue | None = None) -> bool:
    """Whether the response column marks the State's own pledge instead of an answer to a recommendation."""
    phrase = find_phrase(text, None, among)
    return phrase is not None and phrase.position_id is None
