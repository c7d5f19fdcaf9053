"""The States named in brackets after a recommendation, whatever way they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from shared.taxonomy.catalogue import catalogue_from_files
from shared.taxonomy.matching import key
from tenants.intake.readers.neutral import Resolver

DIVIDERS = re.compile(r"\s*(?:[,;/،؛|]|\s[-–]\s)\s*")
AND = re.compile(r"\s+(?:and|et|&|as well as|ainsi que)\s+|\s+و\s*", re.IGNORECASE)
# What stands beside a name without being part of it.
BESIDE = re.compile(
    r"^(?:the|l['\u2019]|la|le|les|by|par|de|du|of|from|also|and|et|as well as|recommended by"
    r"|recommendations?(?: made)? (?:by|of|from))\s+"
    r"|\s+on\s+behalf\s+of.*$|\s+au\s+nom\s+d.*$|\s+باسم\s.*$|\s+(?:and others|et al\.?|et autres)$"
    r"|[\s\d*\u2217\u2020\u00b9\u00b2\u00b3.:]+$|^[\s\d*\u2217.:]+",
    re.IGNORECASE,
)
BEHALF = re.compile(r"\s+(?:on\s+behalf\s+of|au\s+nom\s+d)|\s+(?:باسم|نيابة\s+عن)\s", re.IGNORECASE)
# Hyphens within Arabic names are no dividers: تيمور - ليشتي, إيران (جمهورية - الإسلامية).
ARABIC_HYPHEN = re.compile(r"(تيمور|غينيا)\s*[-–]\s*(?=ليشتي|بيساو)|(\((?:ال)?(?:دولة|جمهورية|ولايات|مملكة))\s*[-–]\s*")
ASIDE = re.compile(r"\[[^\[\]()]*\]")
# How a name may look that is nowhere known: a few words, each with a capital, no abbreviation, no figure.
NAME = re.compile(r"^[^\W\d_a-z][^\W\d_]*(?:['\u2019\- ](?:of|the|and|de|du|des|la|et|[^\W\d_a-z][^\W\d_]*))*$")
ARABIC_NAME = re.compile(r"^[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,4}$")
NO_NAME = re.compile(
    r"convention|protocol|covenant|article|law|act\b|committee|council|rights|treaty|report|recommendation|paragraph"
    r"|loi|pacte|comité|conseil|droits|traité|rapport|اتفاقية|بروتوكول|قانون|لجنة|العهد|المادة|حقوق",
    re.IGNORECASE,
)
LONGEST = 4
ALIKE = 86
LONGEST_RUN = 10
SHORT_NAMES = frozenset({"UK", "US", "USA", "UAE", "DRC", "KSA", "ROK", "CAR"})
# What a State calls itself besides its short name: "Plurinational State of Bolivia", "Gambia (Republic of The)".
STYLE = re.compile(
    r"^(?:(?!and\s)[\w.\-]+\s){0,3}?(?:Republic|State|Kingdom|Union|Federation|Commonwealth|Sultanate|Principality|Rep\.)\s+of\s+"
    r"(?:the\s+)?(?P<en>.+)$"
    r"|^(?:République|État|Etat|Royaume|Union|Fédération|Sultanat|Principauté)\b(?:\s[\w\-]+){0,2}?\s"
    r"(?:du|de\sla|des|de\sl['\u2019]|d['\u2019]|de)\s*(?P<fr>.+)$"
    r"|^(?P<before>[^(]+?)\s*\((?:the|le|la|les|republic|rép|state|état|kingdom|royaume|islamic|i\.|plurinational|"
    r"bolivarian|federated|the former|جمهورية|دولة|مملكة|ولايات)[^)]*\)?$",
    re.IGNORECASE,
)
ARABIC_STYLE = re.compile(r"^(?:ال)?(?:جمهورية|دولة|مملكة|سلطنة)\s+(.+)$")
MACEDONIA = re.compile(r"(?:yugoslav|fyr|yougoslave).*mac[ée]doni?[ae]|mac[ée]doine|اليوغوسلافية", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """One State as printed, with its code; None where no such State is known."""

    text: str
    code: str | None


@cache
def _spellings() -> dict[str, str]:
    """Every name of a State in our lists, by the key it is looked up with."""
    catalogue = catalogue_from_files()
    names = [
        getattr(state, f"label_{language}") for state in catalogue.states.values() for language in ("en", "fr", "ar")
    ]
    return {key(name): name for name in names if len(name) > 4}


class Names:
    """Looks up names of States, each once."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.codes: dict[str, str | None] = {}

    def code(self, text: str) -> str | None:
        """The code of a State by its printed name, forgiving articles, marks and small slips of spelling."""
        if text not in self.codes:
            self.codes[text] = self._looked_up(text)
        return self.codes[text]

    def exactly(self, text: str) -> str | None:
        """The code of a State by a name of ours, nothing forgiven; words of three letters are no names."""
        name = self.bare(text)
        found = None if _too_short(name) else self.resolver.find_state(name)
        return found.code if found else None

    def _looked_up(self, text: str) -> str | None:
        name = " ".join(text.split())
        if MACEDONIA.search(name):
            name = "North Macedonia"
        for tried in dict.fromkeys((name, self.bare(name), self.bare(name).replace("- ", "-"), _unglued(name))):
            if tried and not _too_short(tried) and (found := self.resolver.find_state(tried)):
                return found.code
        bare = self.bare(name)
        if len(bare) < 5 or NO_NAME.search(bare) or DIVIDERS.search(bare):
            return None
        for shorter in _without_style(bare):
            if found := self.resolver.find_state(shorter):
                return found.code
        joined = list(AND.finditer(bare))
        if any(self.exactly(bare[: one.start()]) and self.code(bare[one.end() :]) for one in joined):
            return None
        close = process.extractOne(key(bare), _spellings().keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        found = self.resolver.find_state(_spellings()[close[0]]) if close else None
        return found.code if found else None

    @staticmethod
    def bare(name: str) -> str:
        """The name without articles, figures and marks around it."""
        before = None
        while before != name:
            before, name = name, BESIDE.sub("", name).strip(" _'\u2019\"“”«»")
        return name

    def listed(self, text: str) -> list[Named]:
        """The States in the words between brackets; unknown ones stay, with no code."""
        text = ARABIC_HYPHEN.sub(r"\1\2 ", text)
        text = BEHALF.split(" ".join(ASIDE.sub(" ", text).split()))[0].strip(" .;,")
        whole = self.code(text)
        if whole:
            return [Named(text, whole)]
        parts = [part for part in DIVIDERS.split(text) if part.strip(" .*")]
        found: list[Named] = []
        index = 0
        while index < len(parts):
            for length in range(min(LONGEST, len(parts) - index), 0, -1):
                name = ", ".join(parts[index : index + length])
                code = self.code(name)
                if code or length == 1:
                    found.extend([Named(self.bare(name), code)] if code else self._divided(name))
                    index += length
                    break
        return found

    def _divided(self, text: str) -> list[Named]:
        """Names joined by "and", of which a name may hold one itself: Chile and Bosnia and Herzegovina."""
        parts = AND.split(text)
        found: list[Named] = []
        index = 0
        while index < len(parts):
            for length in range(len(parts) - index, 0, -1):
                name = _arabic_and(text, parts, index, length)
                code = self.code(name)
                if code or length == 1:
                    found.append(Named(self.bare(name) or name, code))
                    index += length
                    break
        if any(one.code for one in found):
            return found
        return self._side_by_side(text) or [Named(self.bare(text) or text, None)]

    def _side_by_side(self, text: str) -> list[Named]:
        """Names between which the comma was left out; nothing unless every word belongs to one."""
        words = self.bare(text).split()
        found: list[Named] = []
        while words:
            for count in range(min(LONGEST_RUN, len(words)), 0, -1):
                name = " ".join(words[:count])
                if name[:1].isupper() and (code := self.exactly(name)):
                    found.append(Named(name, code))
                    words = words[count:]
                    break
            else:
                return []
        return found

    @staticmethod
    def may_be(text: str) -> bool:
        """Whether words that are no known name look like one."""
        name = Names.bare(text)
        if not 3 < len(name) < 60 or NO_NAME.search(name) or name.isupper():
            return False
        return bool(NAME.match(name) or ARABIC_NAME.match(name))


def _too_short(name: str) -> bool:
    """Whether a name is rather a word or an abbreviation: "It" is no code of Italy, nor "No." one of Norway."""
    return name.isascii() and len(name) <= 3 and name not in SHORT_NAMES


def _without_style(name: str) -> list[str]:
    """Shorter forms of a name, the likeliest first."""
    if styled := STYLE.match(name):
        return [part.strip() for part in styled.groups() if part]
    if styled := ARABIC_STYLE.match(name):
        rest = styled.group(1).split()
        return [" ".join(rest[:count]) for count in range(len(rest), 0, -1)]
    return []


def _arabic_and(text: str, parts: list[str], index: int, length: int) -> str:
    joiner = " و" if re.search(r"[\u0621-\u064a]", text) else " and "
    return joiner.join(parts[index : index + length])


def _unglued(name: str) -> str:
    """Names whose spaces were lost at the end of a line: "United Kingdomof Great Britain"."""
    return re.sub(r"(?<=[a-zé])(?=[A-Z])", " ", name)
