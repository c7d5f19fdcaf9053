"""Why a date is what it is, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.dates import written_day, written_month
from shared.languages.numbers import written_number
from tenants.reporting.models import Rule


def reason(rule: str, counted_from: date | None, span: int | None) -> str:
    """A sentence; "" where no rule was followed. `span` is in months, for a communication in days."""
    if not rule or counted_from is None or span is None:
        return ""
    day, number = written_day(counted_from), written_number(span)
    match Rule(rule):
        case Rule.UPR_CALENDAR:
            return ngettext(
                "%(number)s month before the review that the calendar expects in %(month)s.",
                "%(number)s months before the review that the calendar expects in %(month)s.",
                span,
            ) % {"number": number, "month": written_month(counted_from)}
        case Rule.UPR_PERIOD:
            return _(
                "Reviews come every four and a half years, the last on %(day)s; the report goes in three months before."
            ) % {"day": day}
        case Rule.HALF_WAY:
            return ngettext(
                "Half way to the next review: %(number)s month after that of %(day)s.",
                "Half way to the next review: %(number)s months after that of %(day)s.",
                span,
            ) % {"number": number, "day": day}
        case Rule.PERIOD if span % 12 == 0:
            return ngettext(
                "%(number)s year after the review of %(day)s, the body’s usual period.",
                "%(number)s years after the review of %(day)s, the body’s usual period.",
                span // 12,
            ) % {"number": written_number(span // 12), "day": day}
        case Rule.PERIOD:
            return ngettext(
                "%(number)s month after the review of %(day)s, the body’s usual period.",
                "%(number)s months after the review of %(day)s, the body’s usual period.",
                span,
            ) % {"number": number, "day": day}
        case Rule.FOLLOW_UP:
            return ngettext(
                "%(number)s month after the review of %(day)s, for the paragraphs the body follows up.",
                "%(number)s months after the review of %(day)s, for the paragraphs the body follows up.",
                span,
            ) % {"number": number, "day": day}
        case Rule.SIXTY_DAYS:
            return ngettext(
                "%(number)s day after the communication of %(day)s.",
                "%(number)s days after the communication of %(day)s.",
                span,
            ) % {"number": number, "day": day}
