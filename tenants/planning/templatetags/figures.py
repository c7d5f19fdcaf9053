"""`{% load figures %}`: measured values and the course of an indicator, as the reader's language writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tenants.planning.content import written_figure
from tenants.planning.models import Course, Indicator
from tenants.planning.wording import said_figure

register = template.Library()

# Circle: how far it has come; the triangle is late, and behind is late.
SHAPES = {
    Course.UNMEASURED: ("st-none", "st-none"),
    Course.UNJUDGED: ("st-unknown", "st-none"),
    Course.BEHIND: ("late", "st-not"),
    Course.ON_COURSE: ("st-going", "st-going"),
    Course.REACHED: ("st-done", "st-done"),
}


def figure_words(indicator: Indicator, value: Decimal | None) -> str:
    """The value with its unit, as plain text: 1,200 persons, 48 %, yes."""
    said = said_figure(written_figure(value, indicator.is_yes_no) or "") if value is not None else ""
    return f"{said}\u00a0{indicator.unit}" if said and indicator.unit else said


@register.simple_tag
def figure(indicator: Indicator, value: Decimal | None, unit: bool = True) -> SafeString:
    """`{% figure indicator indicator.target %}`: number and unit isolated from each other; a dash for none."""
    if value is None:
        return SafeString('<span class="dimmer">—</span>')
    said = said_figure(written_figure(value, indicator.is_yes_no) or "")
    if indicator.is_yes_no:
        return format_html("<bdi>{}</bdi>", said)
    if not unit or not indicator.unit:
        return format_html('<bdi dir="ltr" class="num">{}</bdi>', said)
    if indicator.unit == "%":
        return format_html('<bdi dir="ltr" class="num">{}\u00a0%</bdi>', said)
    return format_html('<bdi dir="ltr" class="num">{}</bdi> <bdi>{}</bdi>', said, indicator.unit)


@register.filter
def part(text: str) -> str:
    """`{{ value|part }}`: the value of a label, which the measurement holds as text, in the reader's language."""
    return said_figure(text)


@register.inclusion_tag("planning/course.html")
def course(indicator: Indicator) -> dict[str, object]:
    """`{% course indicator %}`: whether it is behind, on course or there, by shape, tone and words."""
    symbol, tone = SHAPES[Course(indicator.course)]
    return {"symbol": symbol, "tone": tone, "words": indicator.get_course_display()}
