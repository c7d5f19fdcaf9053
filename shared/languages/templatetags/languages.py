"""`{% load languages %}`: numbers, dates, lists and directions for templates. None is written as nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from shared.languages import dates, lists, numbers
from shared.languages import direction as directions
from shared.languages.paths import LanguageChoice, language_choices, translate_path

register = template.Library()


@register.filter
def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """`{{ n|number }}`: 12 480; with `:1` one decimal."""
    return "" if value is None else numbers.written_number(value, places)


@register.filter
def percent(value: int | float | Decimal | None, places: int = 0) -> str:
    """`{{ n|percent }}`: 48 becomes an isolated 48 %."""
    return "" if value is None else ltr(numbers.written_percent(value, places))


@register.filter
def day(value: date | None) -> str:
    """`{{ d|day }}`: 21 November 2026."""
    return "" if value is None else dates.written_day(value)


@register.filter
def month(value: date | None) -> str:
    """`{{ d|month }}`: November 2026."""
    return "" if value is None else dates.written_month(value)


@register.filter
def weekday(value: date | None) -> str:
    """`{{ d|weekday }}`: Saturday 21 November 2026."""
    return "" if value is None else dates.written_weekday(value)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ d|moment }}`: 21 November 2026, 14:05."""
    return "" if value is None else dates.written_moment(value)


@register.filter
def due(value: date | None) -> str:
    """`{{ d|due }}`: 42 days late, due today, due in 3 days."""
    return "" if value is None else dates.written_due(value)


@register.filter
def isolated(value: object, language: str = "") -> SafeString:
    """`{{ text|isolated }}`: a run whose direction is its own; `:"fr"` also says its language."""
    if language:
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, directions.direction(language), value)
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def ltr(value: object) -> SafeString:
    """`{{ symbol|ltr }}`: a document symbol, file name, score or address, always left to right."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def listed(items: Iterable[object]) -> SafeString:
    """`{{ names|listed }}`: the items as one phrase, each isolated."""
    texts = [str(item) for item in items]
    rows = zip(texts, [*lists.joints(texts), ""], strict=False)
    return format_html_join("", "<bdi>{}</bdi>{}", rows)


@register.filter
def direction(language: str) -> str:
    """`{{ LANGUAGE_CODE|direction }}`: rtl or ltr."""
    return directions.direction(language)


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """`{% in_language "fr" %}`: the address of this page in another language."""
    return translate_path(_request(context), language)


@register.simple_tag(takes_context=True)
def languages_of_page(context: Context) -> list[LanguageChoice]:
    """`{% languages_of_page as choices %}`: code, name, dir, url and current, for the language switcher."""
    return language_choices(_request(context))


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
