"""From the day of a review to the day something is due."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAYS_FOR_A_COMMUNICATION = 60
# GANHRI's statute: an accredited institution is examined anew every five years.
ACCREDITATION_MONTHS = 60
# Most committees ask for information on the paragraphs they choose within a year; where the lists say two, two.
FOLLOW_UP_MONTHS = 12
# Usual practice, not a treaty's word: the secretariat's letter names the day, and an early date does no harm.
REPORT_BEFORE_REVIEW_MONTHS = 3


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (or earlier); the month's last day where it has no such day.

    29 February 2024 and twelve months are 28 February 2025; and forty-eight, 29 February 2028.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """Whole months by the calendar's months alone, whatever the days."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def sixty_days_after(day: date) -> date:
    """By when a communication of a special procedure is to be answered."""
    return day + timedelta(days=DAYS_FOR_A_COMMUNICATION)
