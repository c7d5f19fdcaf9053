"""Days as people type them: 31/12/2026, 2026-12-31, ٣١/١٢/٢٠٢٦, 31 décembre 2026, or the number Excel keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from shared.languages.arabic import normalise
from shared.languages.dates import MonthStyle, month_name, month_names

FIRST_YEAR, LAST_YEAR = 1900, 2199
# Of Excel's day numbers those from 1954 to 2119: a smaller or larger one is no day anybody means.
SERIALS = range(20_000, 80_000)
EXCEL_EPOCH = date(1899, 12, 30)
YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")
IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\.?[ -](?:of )?(.+?),?[ -](\d{4})")
TIME_OF_DAY = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$")


class NotADay(ValueError):
    """The words are no day; `code` names the reason."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def day_from(typed: str) -> date:
    """The day that was typed, the day before the month where both could be meant. Raises NotADay."""
    text = TIME_OF_DAY.sub("", normalise(typed).replace("ـ", "")).strip()
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(text[:5]) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(text[:5]))
    text = re.sub(r" *([-/.]) *", r"\1", text)
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := YEAR_LAST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        if month > 12 >= day:
            day, month = month, day
    elif (match := IN_WORDS.fullmatch(text)) and match[2].strip() in _months():
        day, month, year = int(match[1]), _months()[match[2].strip()], int(match[3])
    else:
        raise NotADay("short_year" if SHORT_YEAR.fullmatch(text) else "not_a_day")
    if 1300 <= year < 1600:
        raise NotADay("hijri_day")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay("not_a_day")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADay("not_a_day") from error


@cache
def _months() -> dict[str, int]:
    """Numbers of the months by their names in three languages and four Arabic traditions, and in short."""
    names: dict[str, int] = {}
    for number in range(1, 13):
        for language in ("en", "fr"):
            name = normalise(month_name(number, language))
            names[name] = number
            names.setdefault(name[:3], number)
        for style in MonthStyle:
            with month_names(style):
                names[normalise(month_name(number, "ar"))] = number
    # In French "jui" is June or July.
    names.pop("jui", None)
    return names
