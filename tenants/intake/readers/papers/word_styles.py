"""Styles of a Word file as far as they tell what a paragraph is: headings, lists, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tenants.intake.readers.papers.word_package import Element, child, name_of, number, switched_on, value

DEEPEST_CHAIN = 20
HEADING = re.compile(r"heading (\d)$")
# The headings of the templates of UN documents: "_ H __M_G", "_ H _Ch_G", "_ H _2/3_GA".
UN_HEADING = re.compile(r"^_?\s*h[\s_]*(m|ch|1|2/3|23|4|5/6|56)(?:_?g[ar]?)?$")
UN_LEVELS = {"m": 1, "ch": 2, "1": 3, "2/3": 4, "23": 4, "4": 5, "5/6": 6, "56": 6}


@dataclass(frozen=True, slots=True)
class Style:
    """One style; None and empty where it leaves a thing to the style it is based on."""

    name: str = ""
    based_on: str = ""
    list_number: str | None = None
    list_level: int | None = None
    outline: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


class Styles:
    """The styles of one Word file, by their keys."""

    def __init__(self, styles: Element | None) -> None:
        self.by_key: dict[str, Style] = {}
        self.default = ""
        self.chains: dict[str, tuple[tuple[str, Style], ...]] = {}
        for one in styles if styles is not None else ():
            if name_of(one) == "style":
                key = value(one, "styleId")
                self.by_key[key] = _style(one)
                if value(one, "type") == "paragraph" and value(one, "default") in {"1", "true", "on"}:
                    self.default = key

    def chain(self, key: str) -> tuple[tuple[str, Style], ...]:
        """The style and those it is based on, nearest first."""
        found = self.chains.get(key)
        if found is None:
            steps: list[tuple[str, Style]] = []
            at = key
            while at in self.by_key and len(steps) < DEEPEST_CHAIN:
                steps.append((at, self.by_key[at]))
                at = self.by_key[at].based_on
            found = self.chains[key] = tuple(steps)
        return found

    def numbering(self, key: str) -> tuple[str, int, str]:
        """(list, level, style that names it) of a paragraph style; an empty list when it has none."""
        level: int | None = None
        for at, style in self.chain(key):
            level = style.list_level if level is None else level
            if style.list_number is not None:
                return style.list_number, level or 0, at
        return "", 0, ""

    def heading(self, key: str) -> int:
        """How deep a heading the style makes, from 1; 0 for plain text."""
        for _at, style in self.chain(key):
            name = style.name.lower()
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
            if found := HEADING.match(name):
                return int(found.group(1))
            if found := UN_HEADING.match(name):
                return UN_LEVELS[found.group(1)]
            if name == "title":
                return 1
        return 0

    def bold(self, key: str) -> bool:
        return next((one.bold for _at, one in self.chain(key) if one.bold is not None), False)

    def italic(self, key: str) -> bool:
        return next((one.italic for _at, one in self.chain(key) if one.italic is not None), False)

    def hidden(self, key: str) -> bool:
        return next((one.hidden for _at, one in self.chain(key) if one.hidden is not None), False)


def _style(element: Element) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    numbering = child(paragraph, "numPr")
    return Style(
        name=value(child(element, "name")),
        based_on=value(child(element, "basedOn")),
        list_number=value(child(numbering, "numId")) or None,
        list_level=number(child(numbering, "ilvl")),
        outline=number(child(paragraph, "outlineLvl")),
        bold=switched_on(child(run, "b")),
        italic=switched_on(child(run, "i")),
        hidden=switched_on(child(run, "vanish")),
    )
