"""`{% load face %}`: icons, the mark, glyphs of status and position, charts, pagination and fields."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mutabaa.design import charts, forms
from mutabaa.design.drawing import BarsDrawn
from mutabaa.design.glyphs import GRADES, LADDER, position_glyph, status_glyph
from shared.languages import dates

register = template.Library()

MARK = mark_safe(  # noqa: S308  no part of it comes from outside
    '<svg class="mark" viewBox="-12 -12 24 24" aria-hidden="true"><path class="a" d="M7.78 7.78H-7.78V-7.78H7.78Z"/>'
    '<path class="b" d="M11 0 0 11-11 0 0-11Z"/></svg>'
)
LATTICE = mark_safe(  # noqa: S308  no part of it comes from outside
    '<svg class="lattice" aria-hidden="true"><defs><pattern id="lattice" width="96" height="96" '
    'patternUnits="userSpaceOnUse"><path d="M96 48 81.94 62.06V81.94H62.06L48 96 33.94 81.94H14.06V62.06L0 48 '
    '14.06 33.94V14.06H33.94L48 0 62.06 14.06H81.94V33.94Z"/><path d="M68.5 48 48 68.5 27.5 48 48 27.5Z'
    'M62.5 62.5H33.5V33.5H62.5Z" stroke-width=".8"/></pattern></defs>'
    '<rect width="100%" height="100%" fill="url(#lattice)" stroke="none"/></svg>'
)


@cache
def _sprite() -> str:
    """The sprite's address; asked once, for a page draws a hundred icons."""
    return static("mutabaa/icons.svg")


@register.simple_tag
def icon(name: str, label: str = "", flip: bool = False) -> SafeString:
    """`{% icon "search" %}`: a symbol of the sprite. With `label` it speaks, with `flip` it turns in rtl pages."""
    said: SafeString | str = (
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    )
    return format_html('<svg class="i{}" {}><use href="{}#{}"/></svg>', " flip" if flip else "", said, _sprite(), name)


@register.simple_tag
def mark() -> SafeString:
    """Two squares laid over each other: two accounts, and the ground they share."""
    return MARK


@register.simple_tag
def lattice() -> SafeString:
    """The pattern of the network's front page; nowhere else, and once a page."""
    return LATTICE


@register.simple_tag
def rosette(number: str) -> SafeString:
    """`{% rosette "140.52" %}`: the number of one recommendation inside its star. Text in it is never mirrored."""
    size = max(8, min(15, math.floor(100 / max(len(number), 1))))
    return format_html(
        '<svg class="rosette" viewBox="-50 -50 100 100" role="img" aria-label="{}">'
        '<path class="a" d="M33.94 33.94H-33.94V-33.94H33.94Z"/><path class="b" d="M48 0 0 48-48 0 0-48Z"/>'
        '<text y="{}" font-size="{}"{}>{}</text></svg>',
        _("Paragraph %(number)s") % {"number": number},
        round(size * 0.36, 1),
        size,
        SafeString(' direction="ltr"') if number.isascii() else "",
        number,
    )


@register.simple_tag
def status(code: str, label: str = "") -> SafeString:
    """`{% status "state:in_progress" %}`: how far implementation has come, by circle, tone and words."""
    glyph = status_glyph(code)
    return format_html(
        '<span class="st {}">{}<span>{}</span></span>', glyph.tone, icon(glyph.symbol), label or glyph.words
    )


@register.simple_tag
def position(code: str, label: str = "") -> SafeString:
    """`{% position "supported" %}`: what the state answered, by square and words."""
    glyph = position_glyph(code)
    return format_html('<span class="pos">{}<span>{}</span></span>', icon(glyph.symbol), label or glyph.words)


@register.simple_tag
def grade(letter: str, words: bool = False) -> SafeString:
    """`{% grade "B" %}`: a committee's grade in its box; `words=True` adds what the grade says."""
    box = format_html('<span class="grade"><span class="sr">{} </span>{}</span>', _("Committee grade"), letter)
    if not words or letter not in GRADES:
        return box
    return format_html('<span class="line">{}<span class="small">{}</span></span>', box, GRADES[letter])


@register.simple_tag
def due(when: date | None, label: str = "") -> SafeString:
    """`{% due obligation.due_on %}`: a clock and the day, or a triangle and how late it is."""
    if when is None:
        return SafeString("")
    late = when < timezone.localdate()
    words = label or (dates.written_due(when) if late else dates.written_day(when))
    return format_html(
        '<span class="due{}">{}<span>{}</span></span>',
        " late" if late else "",
        icon("late" if late else "clock"),
        words,
    )


@register.simple_tag
def diverge(label: str = "") -> SafeString:
    """`{% diverge %}`: two accounts of one recommendation differ, said aloud."""
    return format_html('<span class="split">{}{}</span>', icon("split"), label or _("The accounts diverge"))


@register.inclusion_tag("face/bars.html", takes_context=True)
def bars(context: Context, rows: Iterable[Mapping[str, object]], head: str, caption: str = "") -> dict[str, Any]:
    """`{% bars rows _("Mechanism") %}`: stacked bars of progress, with their table.

    Rows hold `label`, `counts` (rung of the ladder -> number) and perhaps `url`; `head` names the first column.
    """
    page_wide = context.render_context.dicts[0]  # the only layer that included templates share
    drawn = "hatch_drawn" in page_wide
    page_wide["hatch_drawn"] = "yes"
    ladder = [(rung, LADDER[rung]) for rung in charts.RUNGS]
    return {
        "bars": BarsDrawn(charts.bars(rows)),
        "ladder": ladder,
        "head": head,
        "caption": caption,
        "draw_hatch": not drawn,
    }


@register.inclusion_tag("face/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], shown: bool = True) -> dict[str, Any]:
    """`{% pages page_obj %}`: previous, the numbers around here, next; the other parameters of the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "shown": shown, "request": context["request"]}


@register.simple_tag
def control(bound: BoundField, **attrs: Any) -> SafeString:
    """`{% control form.email %}`: the bare control, named by its help and errors."""
    return forms.control(bound, **attrs)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """`{% field form.email %}`: label, help, error and control together."""
    return render_to_string("forms/field.html", {"field": bound})


@register.filter
def kind(bound: BoundField) -> str:
    """How a field is laid out: hidden, pick, picks or line."""
    return forms.kind(bound)


@register.filter
def says_required(bound: BoundField) -> bool:
    """Whether the word "required" stands beside the label."""
    return forms.says_required(bound)


@register.simple_tag(takes_context=True)
def here(context: Context, *url_names: str) -> bool:
    """`{% here "account_email" as current %}`: whether this page is one of those."""
    match = getattr(context.get("request"), "resolver_match", None)
    return bool(match and match.view_name in url_names)


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """`{% address "pages:help" as url %}`: a page's address, or nothing on a host that does not serve it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
