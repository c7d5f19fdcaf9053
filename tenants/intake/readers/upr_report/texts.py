"""A paragraph divided into its recommendations, each with the States that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tenants.intake.readers.upr_report.names import Named, Names

OPENING, CLOSING = "([", ")]"
# What may stand between two brackets of one list of States: "(Chile) (Spain), (Togo) and (Peru)".
BETWEEN = re.compile(r"^[\s,;/.،؛]*(?:and|et|و)?\s*$")
# A recommendation ends after its States: at the end, at a stop, or where a new sentence begins.
ENDS = re.compile(
    r"^\s*(?:[;:.؛]|$)|^\s*[,،]?\s*(?:and\s+|et\s+)?[\u00ab\u201c\"']?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ\u2019']", re.DOTALL
)
NEW_WORD = re.compile(r"^[\s;:.,؛،\-–•·]*(?:(?:and|et)\s+(?=[A-ZÀ-Þ]))?")
TRAILING = " \t;:.,؛،-–•·*\u2217"
SHORTEST = 5
LONGEST_NAME = 45
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Group:
    """Brackets that hold names of States. `start` and `end` are places in the text."""

    start: int
    end: int
    states: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One recommendation. `place` is where its words begin in the paragraph; without States nobody is named."""

    text: str
    place: int
    states: tuple[Named, ...] = ()


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Places of the outermost brackets, each with the place after its end; one never closed ends at the next stop."""
    depth = begun = 0
    for place, letter in enumerate(text):
        if letter in OPENING:
            if not depth:
                begun = place
            depth += 1
        elif letter in CLOSING and depth:
            depth -= 1
            if not depth:
                yield begun, place + 1
        elif letter in ";؛" and depth and text[place - 1] in CLOSING and not _goes_on(text, place + 1):
            # One bracket of two was left out: "(Iran (Islamic Republic of);".
            depth = 0
            yield begun, place
    if depth:
        yield begun, len(text)


def _goes_on(text: str, place: int) -> bool:
    """Whether a list of States goes on after a semicolon: its bracket closes, or another short name follows."""
    following = re.match(r"[^()]{0,200}", text[place:])
    words = following.group() if following else ""
    after = text[place + len(words) : place + len(words) + 1]
    return after == ")" or (after == "(" and len(words) < LONGEST_NAME)


def groups_in(text: str, names: Names) -> list[Group]:
    """Brackets with States in them; those next to one another are one group."""
    found: list[Group] = []
    for start, end in brackets(text):
        states = _states(text, start, end, names)
        if not states:
            continue
        if found and BETWEEN.match(text[found[-1].end : start]):
            found[-1] = Group(found[-1].start, end, (*found[-1].states, *states))
        else:
            found.append(Group(start, end, states))
    return found


def _states(text: str, start: int, end: int, names: Names) -> tuple[Named, ...]:
    inner = text[start + 1 : end - 1] if text[end - 1] in CLOSING else text[start + 1 : end]
    if len(inner) > 1500 or not inner.strip():
        return ()
    listed = names.listed(inner)
    known = [one for one in listed if one.code]
    last = bool(re.match(r"^\s*[;.؛]?\s*$", text[end:]) or re.match(r"^\s*[;؛]", text[end:]))
    if known and len(known) * 2 >= len(listed):
        return tuple(one for one in listed if one.code or names.may_be(one.text))
    if last and listed and all(names.may_be(one.text) for one in listed):
        return tuple(listed)
    return ()


def divided(text: str, names: Names) -> tuple[list[Said], str, int]:
    """The recommendations of a paragraph, then what is left after the last of them and its place.

    Brackets with States in the midst of a recommendation ("Sign (Chile)/ratify (Peru) the Convention") are taken out
    of its words and kept among its States.
    """
    groups = groups_in(text, names)
    if groups and not text[: groups[0].start].strip(TRAILING) and (led := _led(text, groups)):
        return led, "", len(text)
    said: list[Said] = []
    begun, within = 0, list[Group]()
    for group in groups:
        within.append(group)
        if not ENDS.match(text[group.end :]):
            continue
        begun += _skipped(text[begun:])
        words = _words(text, begun, within)
        states = [state for one in within for state in one.states]
        if len(words) >= SHORTEST:
            said.append(Said(words, begun, _unlike(states)))
        elif said:
            said[-1] = Said(said[-1].text, said[-1].place, _unlike([*said[-1].states, *states]))
        begun, within = group.end, []
    begun += _skipped(text[begun:])
    left = text[begun:].strip()
    if within:
        states = [state for one in within for state in one.states]
        said.append(Said(_words(text, begun, within, len(text)), begun, _unlike(states)))
        left = ""
    return said, left, begun


def _words(text: str, begun: int, within: list[Group], end: int = 0) -> str:
    """The words from a place on without the brackets in `within`, up to the last of them or to `end`."""
    parts, place = [], begun
    for group in within:
        parts.append(text[place : group.start].rstrip())
        place = group.end
    parts.append(text[place:end] if end else "")
    words = "".join(part if not index or part[:1] in ",;./ " else f" {part}" for index, part in enumerate(parts))
    return SPACES.sub(" ", words).strip(TRAILING)


def _led(text: str, groups: list[Group]) -> list[Said]:
    """Recommendations whose States stand before them: "(Chile) Ratify ...; (Peru) Adopt ..."."""
    said = []
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        end = following.start if following else len(text)
        begun = group.end + _skipped(text[group.end :])
        words = text[begun:end].strip(TRAILING)
        if len(words) < SHORTEST:
            return []
        said.append(Said(words, begun, group.states))
    return said


def _skipped(text: str) -> int:
    found = NEW_WORD.match(text)
    return found.end() if found else 0


def _unlike(states: list[Named]) -> tuple[Named, ...]:
    """Each State once, in the order of the report."""
    found: dict[str, Named] = {}
    for one in states:
        found.setdefault(one.code or one.text, one)
    return tuple(found.values())
