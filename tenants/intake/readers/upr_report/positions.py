"""Which position a sentence of the report states, and which recommendations it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.words import plain

SUPPORTED, NOTED, PENDING, IMPLEMENTED = "supported", "noted", "pending", "implemented"
REJECTED, IN_PART = "rejected", "supported_in_part"

# A clause ends at a full stop or a semicolon; not within a number such as 77.1 or after "paras." and "nos.".
CLAUSE = re.compile(r"(?<!\bparas)(?<!\bpara)(?<!\bnos)(?<!\bno)(?<!\bArt)[.;؛:](?=\s|$)", re.IGNORECASE)


def position_of(sentence: str) -> str:
    """The code of the position that a sentence states; empty when it states none.

    A refusal is looked for before all else, for it holds the words of a support; "noted" wins over a refusal, for
    that is how a State says it (Human Rights Council resolution 5/1, paragraph 32).
    """
    clause = plain(sentence)
    refused = words.NOT_SUPPORTED.search(clause)
    noted = words.NOTED.search(clause)
    if refused:
        return NOTED if noted else REJECTED
    if words.IMPLEMENTED.search(clause):
        return IMPLEMENTED
    if words.IN_PART.search(clause):
        return IN_PART
    supported, pending = words.SUPPORTED.search(clause), words.PENDING.search(clause)
    if supported and not (pending and pending.start() < supported.start()):
        return SUPPORTED
    if pending:
        return PENDING
    return NOTED if noted else ""


# In replies a colon stands between the numbers and what is said of them.
SENTENCE = re.compile(CLAUSE.pattern.replace("؛:", "؛"), re.IGNORECASE)


# A sentence that says one thing of some recommendations and another of others.
OTHERWISE = re.compile(
    r",?\s+(?:and|while|whereas|but)\s+(?=(?:those|that)\s+(?:in|listed|contained|under)\b)"
    r"|,\s+(?=those\s+(?:in|listed|contained|under)\b)|,?\s+(?:while|whereas|but)\s+(?=(?:the\s+)?recommendations?\b)"
    r"|,?\s+(?:et|tandis\s+que|alors\s+que|mais)\s+(?=celles?\s)",
    re.IGNORECASE,
)
# A part of a sentence that holds more than numbers and what joins them.
NO_LIST = re.compile(
    r"\b(?!(?:and|to|et|à|through|nos?|paragraphs?|paras?|recommendations?|recommandations?)\b)[^\W\d_]{2,}", re.I
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement about recommendations. `numbers` are those it names, as printed: 77.1, 77 (a), 12."""

    text: str
    position: str
    numbers: tuple[str, ...]
    above: bool
    below: bool


def clauses_of(statement: str, ends: re.Pattern[str] = CLAUSE) -> list[Clause]:
    """The clauses of a paragraph that state a position; `ends` tells where one ends."""
    found: list[Clause] = []
    for part in (one for sentence in ends.split(statement) for one in OTHERWISE.split(sentence)):
        clause = plain(part)
        position = position_of(part)
        if position:
            above, below = bool(words.ABOVE.search(clause)), bool(words.BELOW.search(clause))
            text = " ".join(part.split())
            found.append(Clause(text, position, numbers_in(clause), above and not below, below))
        elif found and part.strip() and not NO_LIST.search(clause):
            listed = numbers_in(f"recommendations {clause}")
            found[-1] = replace(found[-1], numbers=(*found[-1].numbers, *listed))
    return found


NUMBER = re.compile(
    r"(?<![A-Za-z0-9_/.])(?:[A-H][ \-–.]{0,3})?(\d{1,3})(?:([.\-])(\d{1,3}))?(?![\d/]|st\b|nd\b|rd\b|th\b|e\b)"
    r"(?:\s?\(([a-z\d]{1,3})\))?"
)
ARABIC = re.compile(r"[\u0621-\u064a]")
TO = re.compile(r"^\s*(?:[-–—]|to|through|until|à|au|jusqu'à|إلى|حتى)\s*(?:paragraphs?\s*)?$", re.IGNORECASE)
LETTERS = re.compile(r"^\s*(?:,|and|et|و|;)\s*\(([a-z\d]{1,3})\)")
LETTER_LIST = re.compile(r"^\s?\(([a-z](?:\s*(?:\([^()]*\))?\s*(?:,|and|et|&)\s*[a-z])+\s*(?:\([^()]*\))?)\)")
INTRODUCED = re.compile(
    r"recomm[ea]ndations?|paragraphs?|paragraphes?|paras?\b|\bnos?\b|\bn[o°]s?\b|numbers?|numéros?|توصي|الفقر|رقم|أرقام",
    re.IGNORECASE,
)
NOT_NUMBERS = re.compile(
    r"\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
    r"|resolution\s+[\d/]+|résolution\s+[\d/]+|القرار\s+[\d/]+|(?:article|المادة)\s+\d+|\d+(?:st|nd|rd|th|e|ème|eme)\s+(?:session|sess)",
    re.IGNORECASE,
)
# Paragraphs of the Council's own resolutions, not of the report.
OF_A_RULE = re.compile(
    r"paragraphs?\s+[\d,\s()a-z]{1,20}?\s+of\s+(?:the\s+)?(?:annex|human|resolution|council|general)"
    r"|paragraphes?\s+[\d,\s()a-z]{1,20}?\s+de\s+(?:l'annexe|la\s+résolution)|الفقرة\s+\d+\s+(?:\S+\s+)?من\s+(?:مرفق|قرار)",
    re.IGNORECASE,
)
# "recommendations 1, 4 and 7 in paragraph 60": the numbers are those of the items.
OF_PARAGRAPH = re.compile(
    r"(?:recomm[ea]ndations?|\bnos?\b|\bn[o°]s?\b|numbers?|numéros?)\.?\s*(?:nos?\.?\s*|n[o°]s?\.?\s*)?"
    r"(?P<items>\d{1,3}(?![.\d])(?:\s*(?:,|and|et|to|à|-|–|&)\s*\d{1,3}(?![.\d]))*)\s*,?\s*"
    r"(?:(?:contained|listed|made|mentioned|set\s+out|noted|included|figurant|énumérées|formulées)\s+)?"
    r"(?:of|in|under|from|du|au|dans\s+le)\s+(?:the\s+)?(?:paragraph|para\.?|paragraphe)\s+(?P<main>\d{1,3})(?![.\d])",
    re.IGNORECASE,
)
MOST_IN_RANGE = 400


def numbers_in(clause: str) -> tuple[str, ...]:
    """Numbers of paragraphs or recommendations in a clause, ranges written out: "77.1 to 77.3, 80 (b)"."""
    clause = OF_A_RULE.sub(" ", clause)
    if within := OF_PARAGRAPH.search(clause):
        listed = [one for one in numbers_in(f"nos {within.group('items')}") if one.isdigit()]
        return tuple(f"{within.group('main')}.{one}" for one in listed)
    start = INTRODUCED.search(clause)
    if not start:
        return ()
    text = NOT_NUMBERS.sub(" ", clause[start.end() :])
    arabic = bool(ARABIC.search(clause))
    found: list[str] = []
    before: tuple[str, str, int] | None = None
    for match in NUMBER.finditer(text):
        first, sign, second, letter = match.groups()
        if sign == "-" and not arabic:
            found.extend([first, *_range(first, "", second, "")])
            before = (second, "", match.end())
            continue
        between = text[before[2] : match.start()] if before else ""
        if before and TO.match(between) and not letter:
            found.extend(_range(before[0], before[1], first, second or ""))
        elif several := LETTER_LIST.match(text[match.end() :]):
            found.extend(f"{first}({one})" for one in re.findall(r"\b[a-z]\b", _outer(several.group(1))))
        elif letter:
            found.append(f"{first}({letter})")
            rest = match.end()
            while more := LETTERS.match(text[rest:]):
                found.append(f"{first}({more.group(1)})")
                rest += more.end()
        else:
            found.append(f"{first}.{second}" if second else first)
        before = (first, second or "", match.end())
    return tuple(dict.fromkeys(found))


def _outer(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


def _range(first: str, second: str, last: str, last_second: str) -> list[str]:
    """The numbers after the first up to the last: 77.1 to 77.4, 77.1 to 4, or 12 to 20."""
    if second and last_second and first == last:
        return [
            f"{first}.{sub}" for sub in range(int(second) + 1, min(int(last_second), int(second) + MOST_IN_RANGE) + 1)
        ]
    if second and not last_second and int(last) > int(second):
        return [f"{first}.{sub}" for sub in range(int(second) + 1, min(int(last), int(second) + MOST_IN_RANGE) + 1)]
    if not second and not last_second and int(last) > int(first):
        return [str(number) for number in range(int(first) + 1, min(int(last), int(first) + MOST_IN_RANGE) + 1)]
    return [f"{last}.{last_second}" if last_second else last]
