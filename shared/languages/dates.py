"""Gregorian dates in words, with the month names an Arabic-speaking institution uses at home."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from shared.languages.direction import active_language, language_of
from shared.languages.numbers import written_number


class MonthStyle(models.TextChoices):
    """The four sets of Arabic names for the Gregorian months."""

    INTERNATIONAL = "international", _lazy("January is yanayir, July is yulyu (Egypt, the Gulf, the United Nations)")
    LEVANTINE = (
        "levantine",
        _lazy("January is kanun al-thani, July is tammuz (Iraq, Jordan, Lebanon, Palestine, Syria)"),
    )
    MAGHREBI = "maghrebi", _lazy("January is janfi, July is juwayliya (Algeria, Tunisia)")
    MOROCCAN = "moroccan", _lazy("January is yanayir, July is yulyuz (Morocco)")


_ARABIC = {
    MonthStyle.INTERNATIONAL: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    MonthStyle.LEVANTINE: (
        "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
    ),
    MonthStyle.MAGHREBI: "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    MonthStyle.MOROCCAN: "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
}
_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
}
_WEEKDAYS = {
    "ar": "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
}

month_style: ContextVar[str] = ContextVar("month_style", default=MonthStyle.INTERNATIONAL)


@contextmanager
def month_names(style: str) -> Iterator[None]:
    """Write Arabic months in `style` inside the block. Raises ValueError for a style that does not exist."""
    token = month_style.set(MonthStyle(style))
    try:
        yield
    finally:
        month_style.reset(token)


# Whose clock moments are written by; without a reader, the zone at hand.
_reader_zone: ContextVar[tzinfo | None] = ContextVar("reader_zone", default=None)


@contextmanager
def on_the_clock_of(zone: tzinfo | None) -> Iterator[None]:
    """Write moments by the reader's own clock inside the block.

    Days without a time stay as they are, and what "today" means stays the institution's matter.
    """
    token = _reader_zone.set(zone)
    try:
        yield
    finally:
        _reader_zone.reset(token)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value, _reader_zone.get()) if timezone.is_aware(value) else value


def _local_date(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def month_name(number: int, language: str | None = None) -> str:
    """The name of month 1 to 12."""
    chosen = language_of(language) if language else active_language()
    names = _ARABIC[MonthStyle(month_style.get())] if chosen == "ar" else _MONTHS[chosen]
    return names.split("|")[number - 1]


def written_month(value: date, language: str | None = None) -> str:
    """Month and year: November 2026."""
    value = _local_date(value)
    return f"{month_name(value.month, language)} {value.year}"


def written_day(value: date, language: str | None = None) -> str:
    """Day, month and year: 21 November 2026; in French the first is 1er. A moment is taken in local time."""
    value = _local_date(value)
    chosen = language_of(language) if language else active_language()
    number = "1er" if chosen == "fr" and value.day == 1 else str(value.day)
    return f"{number} {written_month(value, chosen)}"


def written_weekday(value: date, language: str | None = None) -> str:
    """The day with the name it has in the week: Saturday 21 November 2026."""
    value = _local_date(value)
    chosen = language_of(language) if language else active_language()
    return f"{_WEEKDAYS[chosen].split('|')[value.weekday()]} {written_day(value, chosen)}"


def written_moment(value: datetime, language: str | None = None) -> str:
    """Day and local time: 21 November 2026, 14:05."""
    local = _local(value)
    comma = "،" if (language_of(language) if language else active_language()) == "ar" else ","
    return f"{written_day(local, language)}{comma} {local:%H:%M}"


def written_due(value: date, today: date | None = None) -> str:
    """How far a due day is from today (the institution's), in words: 42 days late, due today, due in 3 days."""
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    days = (value - (today or timezone.localdate())).days
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    if days > 1:
        return ngettext("due in %(days)s day", "due in %(days)s days", days) % {"days": written_number(days)}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": written_number(-days)}
