"""Lists of a Word file (numbering.xml), and the number that a paragraph of its text gets."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenants.intake.readers.papers.numbering import Counters, Level
from tenants.intake.readers.papers.word_package import Element, child, name_of, number, switched_on, value
from tenants.intake.readers.papers.word_styles import Styles

DEEPEST = 8


@dataclass(slots=True)
class Abstract:
    """A list's definition; `linked` names the style whose list stands for it, `by_style` its levels' styles."""

    levels: dict[int, Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    linked: str = ""


@dataclass(slots=True)
class Instance:
    """A use of a definition: what it restarts, and the levels it changes."""

    abstract: str
    restarts: dict[int, int] = field(default_factory=dict)
    changed: dict[int, Level] = field(default_factory=dict)


class Numbers:
    """The numbers of one Word file, counted as its paragraphs are asked for in order."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.abstracts: dict[str, Abstract] = {}
        self.instances: dict[str, Instance] = {}
        self.begun: set[tuple[str, int]] = set()
        self.counters = Counters()
        for one in numbering if numbering is not None else ():
            if name_of(one) == "abstractNum":
                self.abstracts[value(one, "abstractNumId")] = _abstract(one)
            elif name_of(one) == "num":
                self.instances[value(one, "numId")] = _instance(one)

    def label(self, properties: Element | None, style: str) -> str:
        """What Word prints before a paragraph of these properties and this style; counts it."""
        given = child(properties, "numPr")
        return self.counted(value(child(given, "numId")), number(child(given, "ilvl")), style)

    def counted(self, named: str, at: int | None, style: str) -> str:
        """The same for a paragraph that names its list and level itself, or leaves them ("" and None) to its style."""
        if not named:
            named, styled_at, by = self.styles.numbering(style)
            at = at if at is not None else self._level_of_style(named, by, styled_at)
        at = min(max(at or 0, 0), DEEPEST)
        instance = self.instances.get(named)
        if instance is None:
            return ""
        abstract, levels = self._levels(instance)
        restart = None
        if at in instance.restarts and (named, at) not in self.begun:
            restart = instance.restarts[at]
        self.begun.add((named, at))
        return self.counters.label(abstract, levels, at, restart)

    def _level_of_style(self, named: str, style: str, otherwise: int) -> int:
        instance = self.instances.get(named)
        abstract = self.abstracts.get(instance.abstract) if instance else None
        return abstract.by_style.get(style, otherwise) if abstract else otherwise

    def _levels(self, instance: Instance) -> tuple[str, dict[int, Level]]:
        key = instance.abstract
        abstract = self.abstracts.get(key, Abstract())
        if abstract.linked and not abstract.levels:
            behind = self.instances.get(self.styles.numbering(abstract.linked)[0])
            if behind is not None and behind.abstract in self.abstracts:
                key, abstract = behind.abstract, self.abstracts[behind.abstract]
        return key, {**abstract.levels, **instance.changed} if instance.changed else abstract.levels


def _abstract(element: Element) -> Abstract:
    made = Abstract(linked=value(child(element, "numStyleLink")))
    for one in element:
        if name_of(one) == "lvl":
            at = number(one, "ilvl") or 0
            made.levels[at] = _level(one)
            style = value(child(one, "pStyle"))
            if style:
                made.by_style.setdefault(style, at)
    return made


def _instance(element: Element) -> Instance:
    made = Instance(value(child(element, "abstractNumId")))
    for one in element:
        if name_of(one) != "lvlOverride":
            continue
        at = number(one, "ilvl") or 0
        start, level = number(child(one, "startOverride")), child(one, "lvl")
        if level is not None:
            made.changed[at] = _level(level)
        if start is not None:
            made.restarts[at] = start
    return made


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    return Level(
        start=start if start is not None else 0,
        format=value(child(element, "numFmt")) or value(child(element, "AlternateContent", "Choice", "numFmt"))
        or "decimal",
        text=value(child(element, "lvlText")),
        restart=number(child(element, "lvlRestart")),
        legal=bool(switched_on(child(element, "isLgl"))),
    )  # fmt: skip
