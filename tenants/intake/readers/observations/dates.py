"""Dates and ordinals as UN papers print them, in English, French and Arabic."""

from __future__ import annotations

import re
from datetime import date

from tenants.intake.readers.observations.marks import arabic_digits

MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "janvier", "كانون الثاني", "يناير", "جانفي"),
    ("february", "février", "fevrier", "شباط", "فبراير", "فيفري"),
    ("march", "mars", "آذار", "مارس"),
    ("april", "avril", "نيسان", "أبريل", "أفريل", "إبريل"),
    ("may", "mai", "أيار", "مايو", "ماي"),
    ("june", "juin", "حزيران", "يونيه", "يونيو", "جوان"),
    ("july", "juillet", "تموز", "يوليه", "يوليو", "جويلية"),
    ("august", "août", "aout", "آب", "أغسطس", "أوت"),
    ("september", "septembre", "أيلول", "سبتمبر"),
    ("october", "octobre", "تشرين الأول", "أكتوبر"),
    ("november", "novembre", "تشرين الثاني", "نوفمبر"),
    ("december", "décembre", "decembre", "كانون الأول", "ديسمبر"),
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
NAMES = "|".join(sorted(map(re.escape, NUMBER_OF), key=len, reverse=True))
# A line of an Arabic PDF may stand from right to left; some offices print the month first.
TURNED = re.compile(rf"\b({NAMES})\s+(?:(\d{{1,2}}),\s*(\d{{4}})|(\d{{4}})\s+(\d{{1,2}})(?!\d))", re.IGNORECASE)
DATED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th)?\s+({NAMES})(?:\s*/\s*(?:{NAMES}))?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)

UNITS = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
           "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
           "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth"),
    "fr": ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
           "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
           "dix-huitième", "dix-neuvième", "vingtième", "vingt et unième", "vingt-deuxième", "vingt-troisième",
           "vingt-quatrième", "vingt-cinquième"),
    "ar": ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
           "الحادي عشر", "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر",
           "الثامن عشر", "التاسع عشر", "العشرين", "الحادي والعشرين", "الثاني والعشرين", "الثالث والعشرين",
           "الرابع والعشرين", "الخامس والعشرين"),
}  # fmt: skip
ALSO = {"initial": 1, "seconds": 2, "second": 2, "الأولي": 1, "العشرون": 20}
VALUE_OF = {name: value for names in UNITS.values() for value, name in enumerate(names, start=1)} | ALSO
FIGURES = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|ème)(?!\w)")
ORDINAL = re.compile(
    r"(?<!\w)[ولب]?(" + "|".join(sorted(map(re.escape, VALUE_OF), key=len, reverse=True)) + r")s?(?!\w)", re.IGNORECASE
)


def dates_in(text: str) -> list[str]:
    """The days a text names, as ISO days in the order of the text."""
    plain = arabic_digits(text)
    named = DATED.findall(plain) or [
        (first or other, month, year or before) for month, first, year, before, other in TURNED.findall(plain)
    ]
    found = []
    for day, month, year in named:
        try:
            found.append(date(int(year), NUMBER_OF[month.lower()], int(day)).isoformat())
        except ValueError:
            continue
    return found


def ordinals_in(text: str) -> list[int]:
    """The ordinals a text names, in words up to the twenty-fifth or in figures, in the order of the text."""
    found = [(one.start(), VALUE_OF[one.group(1).lower()]) for one in ORDINAL.finditer(text)]
    found += [(one.start(), int(one.group(1))) for one in FIGURES.finditer(text)]
    return [value for _place, value in sorted(found)]
