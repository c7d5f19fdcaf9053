"""Numbers, letters and headings at the beginning of a line, in English, French and Arabic."""

from __future__ import annotations

import re

from tenants.intake.readers.papers.numbering import ABJAD, ALPHA, LATIN
from tenants.intake.readers.papers.paper import Line

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# "24.", "24.The", "٢٤-", "24 -", "-24", "9.3"; never the beginning of "1.5 million" or "2015".
NUMBER = re.compile(r"[-–]?\s*([0-9٠-٩۰-۹]{1,3}(?:\.[0-9٠-٩]{1,2})?)\s?[.\-–)]{1,2}\s*(?=[^\d٠-٩\s.,])")
# Views on communications print "9.3" without anything after it.
DOTTED = re.compile(r"([0-9]{1,2}\.[0-9]{1,2})\s+(?=[^\W\d])")
LETTER = re.compile(r"\(?\s*([a-z]{1,2}|هـ|[ء-ي]{1,2}ـ?)\s*\)\s*")
BULLET = re.compile(r"[•·▪◦●○\u2010-\u2015-]\s+(?=\S)")
HE = "ه"

ARABIC_LETTERS = "ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون|سين|عين|فاء|صاد|قاف|راء|شين|تاء"
ARABIC_ORDINALS = "أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر"
ENUMERATED = re.compile(
    rf"(?:(?P<chapter>[IVX]{{1,5}}|(?:{ARABIC_ORDINALS})اً?(?: عشر)?)|(?P<section>[A-Z]|{ARABIC_LETTERS})"
    rf"|(?P<topic>\d{{1,2}}))\s*(?:[.)\-–]{{1,2}}\s*)(?=\S)"
)
CHAPTER, SECTION, TOPIC = 1, 2, 3
TERMINAL = re.compile(r"[.;:!?؛؟…][\"»”’')\]]*\*?\d{0,3}$")
LONGEST_HEADING = 220
LAST_LETTERS = 60


def arabic_digits(text: str) -> str:
    """The text with the digits 0 to 9 for those of the Arabic script."""
    return text.translate(DIGITS)


def number_of(line: Line) -> tuple[str, str]:
    """(number of the paragraph that begins with this line, the words after it); ("", words) when it has none."""
    if line.label:
        found = NUMBER.match(f"{line.label} x")
        if found and not LETTER.fullmatch(line.label):
            return arabic_digits(found.group(1)), line.text
        return "", line.text
    found = NUMBER.match(line.text) or DOTTED.match(line.text)
    if not found:
        return "", line.text
    return arabic_digits(found.group(1)), line.text[found.end() :]


def letter_of(line: Line) -> tuple[str, str]:
    """(letter of the item that begins with this line, the words after it); ("", words) when it has none."""
    found = LETTER.fullmatch(line.label) if line.label else None
    if found:
        return _letter(found.group(1)), line.text
    found = None if line.label else LETTER.match(line.text)
    if found and found.end() < len(line.text):
        return _letter(found.group(1)), line.text[found.end() :]
    return "", line.text


def _letter(printed: str) -> str:
    plain = printed.replace("ـ", "")
    return "هـ" if plain == HE else plain


def follows(letter: str, last: str) -> bool:
    """Whether an item of this letter comes next after the last one ("" where none came yet); one may be missing."""
    for row in (tuple(LATIN), ABJAD, ALPHA):
        rank, before = _rank(letter, row), _rank(last, row) if last else 0
        if rank and (before or not last) and rank - before == 1:
            return True
    return False


def _rank(letter: str, row: tuple[str, ...]) -> int:
    """The place of a letter from 1; letters are doubled after the last: aa, bb or aa, ab."""
    if letter in row:
        return row.index(letter) + 1
    if len(letter) == 2 and letter[0] in row and letter[1] in row:
        return len(row) + row.index(letter[1]) + 1
    return 0


def ended(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return bool(TERMINAL.search(text[-LAST_LETTERS:]))


def without_bullet(text: str) -> str:
    return BULLET.sub("", text, count=1) if BULLET.match(text) else text


def heading_depth(text: str, given: int, label: str = "") -> int:
    """How deep a heading stands: by its numeral, its letter, or its style."""
    found = ENUMERATED.match(f"{label} {text}".strip())
    if found:
        return CHAPTER if found.group("chapter") and not found.group("section") else (
            SECTION if found.group("section") else TOPIC
        )  # fmt: skip
    return TOPIC + max(given, 0)


def heading_words(text: str, label: str = "") -> str:
    """The heading without its numeral and without the star of a footnote."""
    whole = text if label else ENUMERATED.sub("", text, count=1) if ENUMERATED.match(text) else text
    return whole.rstrip(" *").strip()
