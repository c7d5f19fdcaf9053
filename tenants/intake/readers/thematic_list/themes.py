"""The cells of a list that classify: themes, groups of persons, Sustainable Development Goals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tenants.intake.readers.cell_text import SEPARATORS
from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.thematic_list.printed import unbulleted, western
from tenants.intake.readers.thematic_list.words import PARTS

SDG = r"(?:1[0-7]|[1-9])(?:\.(?:1?\d|[a-d]))?"
SDG_LINE = re.compile(
    rf"^(?:SDGs?|ODDs?|ODS|goals?|targets?|objectifs?|cibles?|الهدف|الغاية)?\s*({SDG})(?![\w.])", re.I
)
ONLY_CODES = re.compile(
    rf"^(?:(?:SDGs?|ODDs?|ODS|goals?|targets?|objectifs?|cibles?|and|et|الهدف|الغاية|و)\s*|{SDG}(?![\w.])|[\s,;،؛/&])+$",
    re.I,
)
CODE = re.compile(rf"(?<![\w.]){SDG}(?![\w.])", re.I)


@dataclass(slots=True)
class Classified:
    """What the cells say, in their order: labels as printed, and the codes of those that are known."""

    theme_texts: dict[str, None] = field(default_factory=dict)
    themes: dict[str, None] = field(default_factory=dict)
    group_texts: dict[str, None] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    sdg_texts: dict[str, None] = field(default_factory=dict)
    sdgs: dict[str, None] = field(default_factory=dict)
    problems: dict[Problem, None] = field(default_factory=dict)


class Classifier:
    """Reads the classifying cells of one file; each label is looked up once."""

    def __init__(self, resolver: Resolver) -> None:
        self.themes = Remembered(resolver.find_theme)
        self.groups = Remembered(resolver.find_group)
        self.sdgs = Remembered(resolver.find_sdg)

    def read(self, lines: Iterable[str], part: str, into: Classified) -> None:
        """Take in a cell. `part` says what its first lines are: "themes", "groups" or "sdgs"."""
        takes = {"themes": self.theme, "groups": self.group, "sdgs": self.sdg}
        for line in lines:
            label = unbulleted(line)
            for name, words in PARTS:
                if found := words.match(label):
                    part, label = name, unbulleted(found.group(1))
                    break
            if label:
                takes[part](label, into)

    def theme(self, label: str, into: Classified) -> None:
        """A theme; what OHCHR's older lists print among them may be a group of persons (G1 Members of minorities)."""
        for name in _divided(label, self.themes, self.groups):
            theme = self.themes.code(name)
            group = None if theme else self.groups.code(name)
            if group:
                into.group_texts[name] = into.groups[group] = None
                continue
            into.theme_texts[name] = None
            if theme:
                into.themes[theme] = None
            else:
                into.problems[Problem("unknown_theme", "themes", name)] = None

    def group(self, label: str, into: Classified) -> None:
        for name in _divided(label, self.groups):
            into.group_texts[name] = None
            if code := self.groups.code(name):
                into.groups[code] = None
            else:
                into.problems[Problem("unknown_group", "groups", name)] = None

    def sdg(self, label: str, into: Classified) -> None:
        """One goal or target with its name, or several by number alone: `16 - PEACE...`, `5.1, 16.3`."""
        digits = western(label)
        if ONLY_CODES.match(digits):
            codes = CODE.findall(digits)
        else:
            found = SDG_LINE.match(digits)
            codes = [found.group(1)] if found else []
        into.sdg_texts[label] = None
        known = [code for one in codes if (code := self.sdgs.code(one))]
        into.sdgs.update(dict.fromkeys(known))
        if not known:
            into.problems[Problem("unknown_sdg", "sdgs", label)] = None


def _divided(label: str, *among: Remembered) -> list[str]:
    """The labels on one line: one, unless it is a list in which each is known."""
    if any(one.code(label) for one in among) or not SEPARATORS.search(label):
        return [label]
    for one in among:
        entries = one.entries(label)
        if len(entries) > 1 and all(code for _name, code in entries):
            return [name for name, _code in entries]
    return [label]
