"""The boxes of a facet, written as one string: a list offers hundreds, and a template node for each is too slow."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from shared.languages.direction import active_language
from shared.languages.numbers import written_number
from tenants.tracker.listing.facing import Option

register = template.Library()


@register.simple_tag
def boxes(name: str, options: Iterable[Option]) -> SafeString:
    """`{% boxes facet.name options %}`: a labelled box for each option whose label is plain words."""
    language = active_language()
    return SafeString("".join(_box(name, option, escape(option.label), language) for option in options))


@register.simple_tag
def box(name: str, option: Option, words: str) -> SafeString:
    """`{% box facet.name option words %}`: the same around words that are drawn already, a glyph with them."""
    return SafeString(_box(name, option, words, active_language()))


def _box(name: str, option: Option, words: str, language: str) -> str:
    checked = " checked" if option.selected else ""
    number = written_number(option.count, language=language)
    return (
        f'<label><input class="tick" type="checkbox" name="{name}" value="{escape(option.value)}"{checked}>'
        f'<span>{words}</span><span class="dots"></span><span class="n">{number}</span></label>'
    )
