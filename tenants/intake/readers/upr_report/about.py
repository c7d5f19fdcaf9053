"""What a Working Group report says of itself: State, session, symbol, date, language."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from tenants.intake.readers.cell_text import language_of
from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.reading import About
from tenants.intake.readers.upr_report import words
from tenants.intake.readers.upr_report.calendar import session_of_calendar
from tenants.intake.readers.upr_report.names import Names
from tenants.intake.readers.upr_report.words import plain

SYMBOL = re.compile(r"\bA/HRC/(?:WG\.6/)?\d{1,3}/(?:[A-Z]{3}/)?(?:L\.)?\d{1,3}(?:/(?:Add|Rev|Corr)\.\s?\d{1,2})*")
ADOPTED = re.compile(r"^A/HRC/\d")
WORKING_GROUP_PAPER = re.compile(r"A/HRC/WG\.6/(\d{1,2})/[A-Z]{3}/\d")
MONTHS = {
    month: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    )
    for number, month in enumerate(names.split(), start=1)
}
DATE = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+((?:كانون|تشرين)\s+ال(?:ثاني|أول)|[^\W\d_]{3,10})(?:\s*/\s*[^\W\d_]+)?\s+(20\d\d)\b"
)
ORDINALS = {
    word: number
    for listed in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
        " treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième",
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    )
    for number, word in enumerate(listed.split(), start=1)
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
}
ARABIC_TENS = {
    "عشرة": 10,
    "العشرون": 20,
    "العشرين": 20,
    "الثلاثون": 30,
    "الثلاثين": 30,
    "الأربعون": 40,
    "الأربعين": 40,
    "الخمسون": 50,
}
HELD = re.compile(
    r"(?:held|hold)\s+its\s+([\w\-– ]{3,24}?)\s+session|a\s+tenu\s+sa\s+([\w\-– ]{3,28}?)\s+session"
    r"|دورته\s+(ال\S+(?:\s+(?:عشرة|وال\S+))?)"
)
REVIEW_OF = re.compile(
    r"the\s+review\s+of\s+(?:the\s+)?(.{3,80}?)\s+(?:was|took|at)\s|l['\u2019]examen\s+(?:de\s+la|de\s+l['\u2019]|du|des|de)\s*(.{3,80}?)\s+a\s+eu\s"
    r"|(?:استعراض|بالاستعراض\s+المتعلق\s+ب)\s*(?:حالة\s+)?(.{3,60}?)\s+(?:في|خلال)\s",
    re.IGNORECASE,
)
TITLE_LINES, OPENING_LINES = 60, 220
LONGEST_NAME = 10
FOOTNOTE_MARKS = re.compile(r"[*\u2217\d_]+|\u2014+")


def about_report(paper: Paper, resolver: Resolver) -> About:
    """Whatever the title page, the margins and the first paragraphs tell."""
    names = Names(resolver)
    lines = paper.lines
    title = [plain(line.text) for line in lines[:TITLE_LINES] if line.page in (None, 1, 2)]
    opening = " ".join(plain(line.text) for line in lines[:OPENING_LINES])
    about = About(body="UPR", language=_language(paper))
    about.symbol = symbol_of(paper)
    about.state_text, about.state = _state(title, opening, names)
    about.dated = _dated(title) or _dated([line.text for line in paper.margins[:6]])
    about.session = _session(paper, opening, resolver) or session_of_calendar(about.state, about.symbol)
    about.title = next((line.text for line in lines[:TITLE_LINES] if words.TITLE.search(plain(line.text))), "")
    about.asks = tuple(name for name in ("state", "session") if not getattr(about, name))
    return about


def _language(paper: Paper) -> str:
    count = len(paper.lines)
    samples = (paper.lines[count * part // 8 : count * part // 8 + 20] for part in (3, 4, 5, 6, 7))
    told = Counter(language_of(" ".join(line.text for line in sample)) for sample in samples)
    return told.most_common(1)[0][0]


def symbol_of(paper: Paper) -> str:
    """The symbol that stands most often in the margins, else the first on the title page."""
    margins = Counter(symbol for line in paper.margins for symbol in SYMBOL.findall(line.text))
    for symbol, _count in margins.most_common():
        if ADOPTED.match(symbol):
            return symbol.replace(" ", "")
    for line in islice(paper.lines, TITLE_LINES):
        found = SYMBOL.search(line.text.translate(words.ARABIC_DIGITS))
        if found and ADOPTED.match(found.group()):
            return found.group().replace(" ", "")
    return margins.most_common(1)[0][0] if margins else ""


def _state(title: list[str], opening: str, names: Names) -> tuple[str, str]:
    """The State named under the title of the report, else the one whose review the first paragraph tells of."""
    for titled in words.TITLE.finditer(" ".join(title)):
        after = FOOTNOTE_MARKS.sub(" ", " ".join(title)[titled.end() : titled.end() + 150]).split()
        for count in range(min(LONGEST_NAME, len(after)), 0, -1):
            shown = names.bare(" ".join(after[:count]))
            if shown and (code := names.code(shown)):
                return shown, code
    for found in REVIEW_OF.finditer(opening):
        text = next(group for group in found.groups() if group)
        if code := names.code(text):
            return names.bare(text), code
    return "", ""


def _session(paper: Paper, opening: str, resolver: Resolver) -> str:
    pages = [line.text for line in (*paper.lines[:OPENING_LINES], *paper.notes[:5])]
    papers = Counter(
        number for text in pages for number in WORKING_GROUP_PAPER.findall(text.translate(words.ARABIC_DIGITS))
    )
    number = papers.most_common(1)[0][0] if papers else ""
    if not number and (held := HELD.search(opening)):
        number = str(ordinal(next(group for group in held.groups() if group)) or "")
    found = resolver.find_session(number) if number else None
    return found.code if found else ""


def ordinal(text: str) -> int:
    """The number that an ordinal in words or figures stands for, 0 when it is none."""
    text = text.lower().replace("–", "-").strip()
    if digits := re.search(r"\d{1,2}", text):
        return int(digits.group())
    if text in ORDINALS:
        return ORDINALS[text]
    first, _space, second = text.replace("-et-", "-").replace(" ", "-").partition("-")
    if first in TENS:
        return TENS[first] + (1 if "unième" in second else ORDINALS.get(second, 0))
    parts = [part.removeprefix("و") for part in text.split()]
    total = sum({"الحادية": 1}.get(part, ORDINALS.get(part, ARABIC_TENS.get(part, 0))) for part in parts)
    return total if parts else 0


def _dated(title: list[str]) -> str:
    """The day of the paper: the first date above its title."""
    titled = next((index for index, text in enumerate(title) if words.TITLE.search(text)), 24)
    for text in title[:titled]:
        for day, month, year in DATE.findall(text):
            number = MONTHS.get(re.sub(r"\s+", "_", month.lower())) or MONTHS.get(month)
            if number and 1 <= int(day) <= 31:
                return f"{year}-{number:02d}-{int(day):02d}"
    return ""
