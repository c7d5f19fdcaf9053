"""The words of an annotation: markup taken off, heading and paragraph number parted from the text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from tenants.intake.readers.cell_text import tidy
from tenants.intake.readers.remembered import Remembered

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)[^<>]*>|<!--")
ENTITY = re.compile(r"&#?\w{1,10};")
INLINE = frozenset(["a", "b", "i", "u", "em", "strong", "span", "font", "small", "sub", "bdi", "bdo", "mark", "s"])
LEFT_OUT = frozenset({"script", "style", "sup"})  # superscripts are the numbers of footnotes

# "49.The", "49. The", "114.1. Put", "49- توصي", "٤٩- ..."; a number alone needs its full stop or hyphen.
CAPITAL = r"""(?=["'«“‘(\[]{0,2}[^\W\d_a-zà-öø-ÿ]|\([a-z]{1,3}\))"""
NUMBER = re.compile(rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})(?:\s?[.)]|\s?[-–—](?=\s|[\u0600-\u06ff]))\s*{CAPITAL}")
DOTTED = re.compile(rf"(\d{{1,3}}\.\d{{1,3}})\s+{CAPITAL}")
# What stands before a number in running text, where it counts or refers and begins no paragraph.
REFERS = re.compile(
    r"(?:\b(?:arts?|articles?|paras?|paragraphs?|paragraphes?|section|sections|rule|rules|règles?|chapter|chapitre|"
    r"annex|annexe|protocol|protocols|protocole|nos?|number|numéro|goals?|objectifs?|targets?|cibles?|resolution|"
    r"résolution|recommendations?|recommandations?|convention|schedule|part|act|law|loi|bill|decree|décret|age|least|"
    r"of|to|and|or|in|by|from|the|than|until|at|over|under|for|with|about|de|du|à|et|ou|en|par|les|dès)|"
    r"المادة|المواد|الفقرة|الفقرات|رقم|القاعدة|القرار|القانون|الهدف|الغاية|و|من|إلى|في)\.?\s*$",
    re.IGNORECASE,
)
# A heading is a name and no sentence.
SENTENCE = re.compile(
    r"[!?;]|\.(?!\s?\d)(?<!\bart\.)(?<!\barts\.)(?<!\bpara\.)(?<!\bparas\.)|"
    r"\b(?:should|recommends?|urges?|calls?|encourages?|requests?|must|shall|committee|is|are|was|were|has|have|that|which|"
    r"recommande|invite|engage|prie|comité|devrait|est|sont|ont)\b|توصي|تحث|ينبغي|تدعو|اللجنة",
    re.IGNORECASE,
)
AND = re.compile(r"\s+(?:and|et)\s+|\s+و\s?")
LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Parted:
    """The text, the number of its paragraph, and the heading under which it stands; empty where there is none."""

    text: str
    paragraph: str = ""
    heading: str = ""


def without_markup(text: str) -> str:
    """Text of HTML or of what looks like it, in time that grows with its length only."""
    if "<" not in text:
        return unescaped(text)
    kept: list[str] = []
    unclosed: set[str] = set()
    place = 0
    while found := TAG.search(text, place):
        kept.append(text[place : found.start()])
        closing, name = found.group(1), (found.group(2) or "").lower()
        place = found.end()
        if name not in INLINE and name not in LEFT_OUT:
            kept.append(" ")
        end = "-->" if not name else f"</{name}>" if name in LEFT_OUT and not closing else ""
        if end and end not in unclosed:
            after = text.find(end, place)
            if after < 0:
                unclosed.add(end)
            else:
                place = after + len(end)
    kept.append(text[place:])
    return unescaped("".join(kept))


def unescaped(text: str) -> str:
    """Entities resolved, also those that were escaped twice; one line, single spaces."""
    for _again in range(2):
        if "&" in text and ENTITY.search(text):
            text = html.unescape(text)
    return tidy(text)


def parted(text: str, *, headed: bool) -> Parted:
    """The text without the number it begins with. `headed`: a heading may be glued before the number, as UHRI does
    for treaty bodies and special procedures: "Rural women 49.The Committee ..."."""
    number = NUMBER.match(text) or DOTTED.match(text)
    if number:
        return Parted(text[number.end() :], plain_number(number.group(1)))
    if headed:
        for number in NUMBER.finditer(text, 0, LONGEST_HEADING + 12):
            heading = text[: number.start()].strip()
            glued = number.start() > 0 and text[number.start() - 1].isdigit()
            if heading and not glued and not REFERS.search(heading) and not SENTENCE.search(heading):
                return Parted(text[number.end() :], plain_number(number.group(1)), heading.strip(" -–—:"))
    return Parted(text)


def plain_number(number: str) -> str:
    """With Western digits: ٤٩ is 49."""
    return "".join(str(int(one)) if one.isdigit() else one for one in number)


def without_states(text: str, states: Remembered) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    """The text without the brackets of States at its end, and those States: "... (Poland) (Chad, Mali);"."""
    found: list[tuple[tuple[str, str | None], ...]] = []
    rest = text.rstrip(" ;,")
    while True:
        bare = rest.rstrip(" .;,")
        opening = _bracket(bare)
        if opening < 0:
            break
        inside = bare[opening + 1 : -1].strip()
        named = states.entries(inside)
        if any(code is None for _name, code in named):
            named = states.entries(AND.sub(", ", inside))
        if not named or any(code is None for _name, code in named):
            break
        found.insert(0, named)
        rest = bare[:opening].rstrip(" ;,")
    return rest, tuple(one for named in found for one in named)


def _bracket(text: str) -> int:
    """Where the bracket begins that closes at the end of the text; -1 when none does."""
    if not text.endswith(")"):
        return -1
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - 2000), -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place
    return -1
