"""Days as tables print them: whole dates, months, years, spans of years."""

from __future__ import annotations

import calendar
import re
from datetime import date

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\b")
YEAR_FIRST = re.compile(r"\b(\d{4})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{1,2})\b")
MONTH = re.compile(r"\b(\d{1,2})\s*[/.\-]\s*(\d{4})\b")
QUARTER = re.compile(r"\b[QT]\s*([1-4])\D{0,3}(\d{4})\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


def day_in(text: str) -> str:
    """The day a cell names, as an ISO day, or as a year alone ("2020"); of a span the last; empty for none.

    A month and a quarter end with their last day. Day before month, as Arabic and French tables write it; where that
    is no date, month before day.
    """
    text = text.translate(DIGITS)
    found = ISO.findall(text) or YEAR_FIRST.findall(text)
    if found:
        year, month, day = found[-1]
        return _iso(year, month, day)
    if found := DAY_FIRST.findall(text):
        day, month, year = found[-1]
        return _iso(year, month, day) or _iso(year, day, month)
    if found := QUARTER.findall(text):
        return _end_of(int(found[-1][1]), int(found[-1][0]) * 3)
    if found := MONTH.findall(text):
        return _end_of(int(found[-1][1]), int(found[-1][0]))
    years = YEAR.findall(text)
    return max(years) if years else ""


def end_of(day: str) -> str:
    """A year as its last day; an ISO day as it is."""
    return f"{day}-12-31" if len(day) == len("2020") else day


def _end_of(year: int, month: int) -> str:
    return _iso(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else ""


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
