"""What a paper says of itself on its first page: symbol, body, state, which report, session, day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.observations.dates import dates_in, ordinals_in
from tenants.intake.readers.observations.marks import arabic_digits
from tenants.intake.readers.papers.paper import Line, Paper

FRONT_LINES = 80
FRONT_TABLES = 3
LONGEST_TITLE = 600

BODIES = "CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED"
TAIL = r"[0-9]+(?:-[0-9]+)?(?:/(?:Add|Rev|Corr)\.[0-9]+)*"
# Concluding observations since 2004 name the state; those before it do not always.
OBSERVATIONS = (
    re.compile(rf"\b(?P<body>CRC)/C/(?P<protocol>OPAC|OPSC)/(?P<state>[A-Z]{{3}})/CO/(?P<report>{TAIL})"),
    re.compile(rf"\b(?P<body>{BODIES})/C/(?P<state>[A-Z]{{3}})/CO/(?P<report>{TAIL})"),
    re.compile(rf"\bE/C\.12/(?P<state>[A-Z]{{3}})/CO/(?P<report>{TAIL})"),
    re.compile(r"\b(?P<body>CCPR)/CO/[0-9]+/(?P<state>[A-Z]{3})(?:/(?:Add|Rev)\.[0-9]+)*"),
    re.compile(r"\b(?P<body>CERD)/C/[0-9]+/CO/[0-9]+(?:/(?:Add|Rev)\.[0-9]+)*"),
    re.compile(r"\b(?P<body>CRC)/C/15/Add\.[0-9]+"),
    re.compile(r"\b(?P<body>CCPR)/C/79/Add\.[0-9]+"),
    re.compile(r"\bE/C\.12/1/Add\.[0-9]+"),
    re.compile(r"\b(?P<body>CAT)/C/CR/[0-9]+/[0-9]+"),
    re.compile(r"\b(?P<body>CAT)/OP/(?P<state>[A-Z]{3})/(?:R\.)?[0-9]+(?:/(?:Add|Rev)\.[0-9]+)*"),
)
VIEWS = (
    re.compile(rf"\b(?P<body>{BODIES})/C/[0-9]+/D/[0-9]+/[0-9]{{4}}"),
    re.compile(r"\bE/C\.12/[0-9]+/D/[0-9]+/[0-9]{4}"),
    re.compile(r"\bA/HRC/WGAD/[0-9]{4}/[0-9]+"),
)
VISIT = (
    re.compile(r"\bA/HRC/[0-9]+/[0-9]+/Add\.[0-9]+(?:/(?:Rev|Corr)\.[0-9]+)?"),
    re.compile(r"\bE/CN\.4/[0-9]{4}/[0-9]+/Add\.[0-9]+"),
)
OTHER_BODIES = (("E/C.12/", "CESCR"), ("CAT/OP/", "SPT"), ("A/HRC/WGAD/", "SP-ARBITRARY-DETENTION"))
SPACED = re.compile(r"\s*/\s*")
BROKEN_CAPITAL = re.compile(r"\b([A-Z]) ([A-Z]{2,}/C/)")

TITLE = re.compile(
    r"concluding observations|concluding comments|conclusions and recommendations of the committee|"
    r"observations finales|conclusions et recommandations du comité|"
    r"الملاحظات الختامية|ملاحظات ختامية|التعليقات الختامية|استنتاجات وتوصيات اللجنة",
    re.IGNORECASE,
)
VIEWS_TITLE = re.compile(
    r"\b(views|decision|opinions?) (adopted|approved)|\bopinion no\b|"
    r"\b(constatations|décision) adoptée?s|(آراء|الآراء|قرار) .{0,20}اعتمد",
    re.IGNORECASE,
)
OTHER_PAPER = re.compile(
    r"list of issues|replies (of|to)|liste (de|des) (points|questions)|réponses d|قائمة (المسائل|القضايا)|ردود|"
    r"summary record|compte rendu analytique|محضر موجز|universal periodic review|examen périodique universel|"
    r"الاستعراض الدوري الشامل|(information|comments|observations) received from|renseignements reçus|معلومات واردة",
    re.IGNORECASE,
)
MANDATE = re.compile(
    r"\b(special rapporteur|independent expert|working group|rapporteu(r|se) spéciale?|experte? indépendante?|"
    r"groupe de travail)\b|المقررة? الخاصة?|الخبيرة? المستقلة?|الفريق العامل",
    re.IGNORECASE,
)
VISITED = re.compile(r"\b(mission|visit|visite)\b|زيارته?ا?|بعثته?ا?|البعثة", re.IGNORECASE)
SESSION = (
    re.compile(r"\b([a-z]+(?:[- ](?:and[- ])?[a-z]+){0,3}(?:st|nd|rd|th)|\d+(?:st|nd|rd|th)) session", re.IGNORECASE),
    re.compile(r"\b(?:sa|la)?\s*((?:\w+[- ]){0,4}\w+ième|\d+e) session", re.IGNORECASE),
    re.compile(r"((?:الدورة|دورتها)\s+(?:[ء-ي]+\s?){1,5})"),
)  # fmt: skip
PERIODIC = re.compile(
    r"\b(?:periodic )?reports?\b|\brapports?\b|تقرير|تقارير|التقرير|التقارير|للتقرير|للتقارير", re.IGNORECASE
)
ADOPTED = re.compile(
    r"[,،*(]|\badopted\b|\badoptées?\b|\bsubmitted\b|\bprésenté|\bin the absence|\bunder\b|\bprepared\b|"
    r"اعتمدت|المقدم|بموجب",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    r"^(?:the|la|le|les|l|de|des|du|d|of|to|en|au|aux|in|على|إلى|في|من)[’']?\s+|^[ld][’']\s*", re.IGNORECASE
)
WORDS_IN_NAME = 9


@dataclass(slots=True)
class Symbol:
    """A document symbol and what it tells; `kind` is observations, views or visit."""

    text: str
    kind: str
    body: str = ""
    state: str = ""
    report: str = ""


@dataclass(slots=True)
class Front:
    """The first page as lines of text: margins and tables first, for the symbol is printed there."""

    above: list[str]
    lines: list[str]

    @property
    def title(self) -> str:
        """The title with the lines after it, as one text."""
        for pattern in (TITLE, VIEWS_TITLE, VISITED, MANDATE):
            for place, line in enumerate(self.lines):
                if pattern.search(line):
                    return " ".join(self.lines[place : place + 4])[:LONGEST_TITLE]
        return ""


def front_of(paper: Paper, before: list[Line]) -> Front:
    """The paper's first page; `before` are the lines before its first paragraph."""
    tables = (
        line for table in paper.tables[:FRONT_TABLES] for row in table.rows for cell in row for line in cell.lines
    )
    above = [*(line.text for line in paper.margins[:FRONT_LINES]), *tables]
    return Front(
        [text[:LONGEST_TITLE] for text in above[: 2 * FRONT_LINES]],
        [line.text[:LONGEST_TITLE] for line in before[:FRONT_LINES]],
    )


def symbol_in(front: Front) -> Symbol | None:
    """The paper's own symbol: the first one printed."""
    for text in (*front.above, *front.lines):
        plain = BROKEN_CAPITAL.sub(r"\1\2", SPACED.sub("/", arabic_digits(text)))
        found = sorted(_symbols(plain), key=lambda one: one[0])
        if found:
            return found[0][1]
    return None


def _symbols(text: str) -> Iterator[tuple[int, Symbol]]:
    for kind, patterns in (("observations", OBSERVATIONS), ("views", VIEWS), ("visit", VISIT)):
        for pattern in patterns:
            found = pattern.search(text)
            if found:
                parts = found.groupdict()
                body = parts.get("body") or ""
                if parts.get("protocol"):
                    body = f"CRC-{parts['protocol']}"
                body = next((code for start, code in OTHER_BODIES if found.group().startswith(start)), body)
                symbol = Symbol(found.group(), kind, body, parts.get("state") or "", parts.get("report") or "")
                yield found.start(), symbol
                break


def report_in(title: str, symbol: Symbol | None) -> str:
    """Which periodic report was considered, by the words of the title, else by the symbol's number. Of reports that
    were combined it is the last: the next one counts on from it."""
    if PERIODIC.search(title) and (found := ordinals_in(_before_session(title))):
        return str(max(found))
    return symbol.report.partition("/")[0].rpartition("-")[2] if symbol else ""


def _before_session(title: str) -> str:
    """The title without its sentence on the adoption, whose session has an ordinal too."""
    return re.split(r",? adopted|,? adoptées?|،? ?(?:التي )?اعتمدت|, at its|في دورتها", title, maxsplit=1)[0]


def session_in(front: Front) -> str:
    """The committee's session as printed; empty where it is not."""
    for text in (*front.above, *front.lines):
        for pattern in SESSION:
            if found := pattern.search(text):
                return found.group(1).strip()
    return ""


def dated(front: Front, first_paragraph: str) -> str:
    """The paper's day: of its distribution, else the last one its first paragraph names, which is its adoption's."""
    for text in (*front.above, *front.lines):
        in_brackets = "".join(re.findall(r"\([^()]*\)", text))
        if not re.search(r"\d", in_brackets) and (found := dates_in(text)):
            return found[0]
    found = dates_in(first_paragraph)
    return found[-1] if found else ""


def state_in(front: Front, resolver: Resolver) -> tuple[str, str]:
    """(code, name as printed) of the state the title or a line of its own names; ("", "") when none does."""
    title = front.title
    candidates = [*_endings(title), *(line for line in front.lines if len(line.split()) <= WORDS_IN_NAME)]
    for line in front.lines:
        if ":" in line:
            candidates.append(line.rpartition(":")[2])
        if VISITED.search(line) or TITLE.search(line):
            candidates.extend(_endings(line))
    for candidate in candidates:
        found = state_named(candidate, resolver)
        if found[0]:
            return found
    return "", ""


def state_named(text: str, resolver: Resolver) -> tuple[str, str]:
    """(code, name) of a state by its name with whatever article stands before it."""
    name = text.strip(" .:*،,؛;()")
    for _time in range(4):
        if not name:
            break
        if found := resolver.find_state(name):
            return found.code, name
        shorter = ARTICLES.sub("", name, count=1)
        if shorter == name:
            break
        name = shorter
    # The Arabic preposition is written together with the name: لتونس, للكويت.
    if text.startswith("لل") and (found := resolver.find_state("ال" + text[2:])):
        return found.code, "ال" + text[2:]
    if text[:1] in {"ل", "ب"} and (found := resolver.find_state(text[1:])):
        return found.code, text[1:]
    return "", ""


def _endings(title: str) -> Iterator[str]:
    """The last words of each part of a title, longest first: "... report of the Republic of Valdoria"."""
    for part in re.split(ADOPTED, title):
        words = part.replace(":", " : ").replace("’", "’ ").split()
        for length in range(min(WORDS_IN_NAME, len(words)), 0, -1):
            yield " ".join(words[-length:]).replace("’ ", "’").strip(" :")
