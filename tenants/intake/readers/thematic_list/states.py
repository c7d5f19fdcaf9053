"""The recommending States in the brackets that close a recommendation."""

from __future__ import annotations

import re
from collections.abc import Callable

from tenants.intake.readers.cell_text import listed

Find = Callable[[str], str | None]
# A State as printed, with its code where it is known.
Named = tuple[str, str | None]

CLOSING = re.compile(r"[\s;.,:،؛*]+$|\s(?:and|et|y|و)\s*[;.,]?$")
ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z0-9 ./&-]{0,14}$")
GLUED = re.compile(r"(?<=[a-zà-ÿ)])(?=[A-ZÀ-ÝİŞ])|(?<=\))(?=\w)")
ARTICLE = re.compile(r"^(?:the|la|le|les|l['’])\s*", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[/;+]\s*")
AND = {"and", "et", "y", "و", "&", "-", "–"}
LONGEST_WORDS = 10  # "United Kingdom of Great Britain and Northern Ireland" has eight


def closing_states(text: str, find: Find) -> tuple[str, tuple[Named, ...]]:
    """The text without the brackets of States at its end, and those States in order.

    The last bracket is taken for States unless it is an abbreviation such as (ICRMW); one before it only when all
    its names are States: `(Maldives) (Portugal);` and `(ICRMW) (Iran (Islamic Republic of));`.
    """
    rest = _unclosed(text)
    groups: list[tuple[Named, ...]] = []
    while True:
        begins = _opening(rest, find)
        if begins is None:
            break
        content = rest[begins + 1 : -1]
        named = names_in(content + ")" * (content.count("(") > content.count(")")), find)
        known = [code for _name, code in named]
        if not named or (groups and not all(known)) or (not any(known) and not _may_be_states(named)):
            break
        groups.append(named)
        rest = _unclosed(rest[:begins])
    if not groups:
        return _unclosed(text, keep_stop=True), ()
    return rest, tuple(dict.fromkeys(one for named in reversed(groups) for one in named))


def parted(text: str, find: Find) -> list[str]:
    """The texts of a cell that holds several: `Do this (Poland); Do that (Uruguay);`. One text stays whole."""
    parts, begins = [], 0
    for found in re.finditer(r"\)\s*;\s*(?=[^\s;(])", text):
        _rest, states = closing_states(text[begins : found.end()], find)
        following = text[found.end()]
        if states and all(code for _name, code in states) and not following.islower():
            parts.append(text[begins : found.end()])
            begins = found.end()
    return [part for part in (*parts, text[begins:]) if part.strip()]


def names_in(content: str, find: Find) -> tuple[Named, ...]:
    """The States of one bracket, however they are divided or glued: commas, "and", "/", or nothing at all."""
    content = content.strip(" .;,،؛")
    if not content:
        return ()
    names: list[Named] = []
    for name, _code in listed(content, lambda text: _known(text, find)):
        code = _known(name, find)
        names.extend([(name, code)] if code else _unglued(name, find) or [(name, None)])
    return tuple(dict.fromkeys(names))


def _known(name: str, find: Find) -> str | None:
    return find(name) or (find(ARTICLE.sub("", name)) if ARTICLE.match(name) else None)


def _unglued(name: str, find: Find) -> list[Named]:
    """The States a run of words is made of; empty when some word belongs to none."""
    words = [word for part in BETWEEN.split(GLUED.sub(" ", name)) for word in part.split()]
    found: list[Named] = []
    index = 0
    while index < len(words):
        for length in range(min(LONGEST_WORDS, len(words) - index), 0, -1):
            run = " ".join(words[index : index + length])
            # "و" is written onto the next name: السويد والنرويج
            for candidate in (run, run.removeprefix("و")):
                code = _known(candidate, find) if len(candidate) > 2 else None
                if code:
                    break
            if code:
                found.append((candidate, code))
                index += length
                break
        else:
            if not found or words[index].lower() not in AND:
                return []
            index += 1
    return found


def _may_be_states(named: tuple[Named, ...]) -> bool:
    """Whether names that nobody knows look like those of States: short, with a capital, no abbreviation."""
    return all(
        len(name.split()) <= 6 and not name[:1].islower() and not ACRONYM.match(name) and not re.search(r"\d", name)
        for name, _code in named
    )


def _unclosed(text: str, keep_stop: bool = False) -> str:
    """Without the semicolon, stop or "and" after the last bracket; a full stop may stay where no States follow."""
    before = None
    while before != text:
        before = text
        text = re.sub(r"[\s;,،؛*]+$", "", text) if keep_stop else CLOSING.sub("", text)
    return text


def _opening(text: str, find: Find) -> int | None:
    """Where the bracket that ends the text begins; of an unbalanced one, the place that makes it a State's name."""
    if not text.endswith((")", "]")):
        return None
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        if text[place] in ")]":
            depth += 1
        elif text[place] in "([":
            depth -= 1
            if depth == 0:
                outer = max(text.rfind("(", 0, place), text.rfind("[", 0, place))
                # "(Venezuela (Bolivarian Republic of);" has lost its second closing bracket.
                if outer >= 0 and ")" not in text[outer:place] and not find(text[place + 1 : -1]):
                    return outer if all(code for _n, code in names_in(text[outer + 1 :], find)) else place
                return place
    return None
