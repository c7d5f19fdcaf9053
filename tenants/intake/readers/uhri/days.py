"""Days as UHRI's exports print them, as ISO days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
NAMED = re.compile(r"(?:(\d{1,2})\s+)?([^\W\d_]{3,9})\.?(?:\s+(\d{1,2}),?)?\s+(\d{4})(?!\d)")
TICKS = re.compile(r"(?:/Date\()?(\d{10}|\d{13})(?:[+-]\d{4})?(?:\)/)?$")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_SERIAL = date(1899, 12, 30)  # Excel's day 0, its leap year of 1900 allowed for


def iso_day(text: str) -> str:
    """The day in ISO form; empty where none can be told. Of 03/04/2019 the first number is the day, as the UN writes.

    Reads ISO days and moments, Excel's serial numbers, the ticks of JavaScript and .NET, and English month names.
    """
    text = text.strip()
    if found := ISO.match(text):
        year, month, day = map(int, found.groups())
    elif found := SERIAL.match(text):
        return (FIRST_SERIAL + timedelta(days=int(found.group(1)))).isoformat()
    elif found := TICKS.match(text):
        seconds = int(found.group(1)) / (1000 if len(found.group(1)) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    elif found := NUMERIC.match(text):
        day, month, year = map(int, found.groups())
        if month > 12:
            day, month = month, day
    elif found := NAMED.match(text):
        before, name, after, written = found.groups()
        if name[:3].lower() not in MONTHS or not (before or after):
            return ""
        day, month, year = int(before or after), MONTHS.index(name[:3].lower()) + 1, int(written)
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
