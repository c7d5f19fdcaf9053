"""What the words of a row mean: by a person's choice, else by the reference lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shared.taxonomy.matching import key
from tenants.intake.readers.cell_text import SEPARATORS
from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.tracker_names import UPR_WORDS

UPR = "UPR"
SYMBOL_BODIES = (("E/C.12/", "CESCR"), ("A/HRC/WG.6/", UPR))
BEFORE_NAME = re.compile(
    r"^(?:la|le|les|l[’']|du|the|recommendations? (?:of|by) the|recommandations? d[eu]s? (?:la |le )?|"
    r"[IVX]+\s*[.)-]|\d+\s*[.)-]|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)ً?\s*[:.-]|توصيات)\s*",
    re.IGNORECASE,
)
# French and Arabic titles of mandates follow whoever bears them.
BEARERS = (
    ("Rapporteuse spéciale", "Rapporteur spécial"),
    ("Experte indépendante", "Expert indépendant"),
    ("المقررة الخاصة المعنية", "المقرر الخاص المعني"),
    ("المقررة الخاصة", "المقرر الخاص"),
    ("الخبيرة المستقلة المعنية", "الخبير المستقل المعني"),
)
PERCENT = re.compile(r"^\s*(\d{1,3}(?:[.,]\d+)?)\s*[%٪]?\s*$")


class Meanings:
    """The meanings of one table's words. `chosen` is "values" of a person's choices: field to folded words to code."""

    def __init__(self, resolver: Resolver, chosen: Mapping[str, Mapping[str, str]]) -> None:
        self.chosen = chosen
        self.states = Remembered(resolver.find_state)
        self.positions = Remembered(resolver.find_position)
        self.sessions = Remembered(resolver.find_session)
        self.bodies = Remembered(resolver.find_body)
        self.themes = Remembered(resolver.find_theme)
        self.issues = Remembered(resolver.find_issue)
        self.groups = Remembered(resolver.find_group)
        self.sdgs = Remembered(resolver.find_sdg)

    def body(self, text: str) -> str:
        """The body's code, "" for none. A person's "none of them" holds against the lists."""
        folded = key(text)
        said = self.chosen.get("mechanism", {}).get(folded)
        if said is not None or not folded:
            return said or ""
        found = next((code for one in _titles(text) if (code := self.bodies.code(one))), "")
        if not found and any(f" {folded} ".find(f" {word}") >= 0 for word in UPR_WORDS):
            found = UPR
        return found or ""

    def body_of_symbol(self, symbol: str) -> str:
        """The body whose papers have such symbols: the part before the first stroke, for treaty bodies."""
        for beginning, code in SYMBOL_BODIES:
            if symbol.upper().startswith(beginning):
                return code
        return (self.bodies.code(symbol.split("/")[0]) or "") if "/" in symbol else ""

    def position(self, text: str) -> str | None:
        """The position's code, "" for none by choice; None when nobody knows what the words mean."""
        said = self.chosen.get("position", {}).get(key(text))
        return said if said is not None else self.positions.code(text)

    def of_list(self, text: str, *kinds: Remembered) -> list[tuple[str, str | None]]:
        """The names in a cell's list with the code of the first kind that knows each."""
        for kind in kinds:
            entries = kind.entries(text)
            if entries and all(code for _name, code in entries):
                return list(entries)
        parts = [one for one in SEPARATORS.split(text) if one]
        return [(one, next((code for kind in kinds if (code := kind.code(one))), None)) for one in parts]


def _titles(text: str) -> list[str]:
    """The title as printed, without what stands before it, and as borne by a man and by a woman."""
    bare = BEFORE_NAME.sub("", text).strip(" :.-")
    held = [bare]
    for woman, man in BEARERS:
        held += [
            re.sub(woman, man, bare, flags=re.IGNORECASE),
            re.sub(man + r"(?=\s|$)", woman, bare, flags=re.IGNORECASE),
        ]
    return list(dict.fromkeys([text, *held]))


def percent_in(text: str) -> str:
    """A percentage as a whole number: "30", "30 %" and 0.3 are "30"; "" for anything else."""
    found = PERCENT.match(text)
    if not found:
        return ""
    figure = float(found[1].replace(",", "."))
    if 0 < figure <= 1 and "%" not in text:
        figure *= 100
    return str(round(figure)) if figure <= 100 else ""


def choices_in(asked: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    values = asked.get("values", {})
    return values if isinstance(values, Mapping) else {}
