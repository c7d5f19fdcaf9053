"""Progress bars and their table as strings: a page holds dozens, and a template node for each part is too slow."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from mutabaa.design.charts import Bar, Segment
from mutabaa.design.glyphs import LADDER
from shared.languages.direction import active_language
from shared.languages.numbers import written_number, written_percent


class BarsDrawn:
    """The bars of one chart, drawn in the active language; `items` for the list, `lines` for the table."""

    def __init__(self, bars: Iterable[Bar]) -> None:
        # Asked once: language and words stand behind lazy objects that cost more than the drawing.
        self._language = active_language()
        self._words = {id(glyph): escape(str(glyph.words)) for glyph in LADDER.values()}
        self._of = gettext("of %(total)s")
        self._comma = escape(pgettext("between items", ", "))
        drawn = list(bars)
        self.items = SafeString("".join(self._item(bar) for bar in drawn))
        self.lines = SafeString("".join(self._line(bar) for bar in drawn))

    def _number(self, value: int) -> str:
        return written_number(value, language=self._language)

    def _item(self, bar: Bar) -> str:
        label = escape(str(bar.label))
        name = f'<a href="{escape(bar.url)}">{label}</a>' if bar.url else label
        said = self._comma.join(f"{self._words[id(glyph)]} {self._number(count)}" for glyph, count, _url in bar.counts)
        total = escape(self._of % {"total": self._number(bar.total)})
        percent = written_percent(bar.percent, language=self._language)
        return (
            f'<li><span>{name}</span>\n<svg class="mirror" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img"'
            f' aria-label="{said}">{"".join(map(_stretch, bar.segments))}</svg>\n'
            f'<span class="n num small"><strong><bdi dir="ltr">{percent}</bdi></strong>'
            f' <span class="dim">{total}</span></span></li>'
        )

    def _line(self, bar: Bar) -> str:
        cells = "".join(self._cell(count, url) for _glyph, count, url in bar.counts)
        return f'<tr><th scope="row">{escape(str(bar.label))}</th>{cells}{self._cell(bar.total, bar.url)}</tr>'

    def _cell(self, count: int, url: str) -> str:
        number = self._number(count)
        return f'<td class="n">{f"""<a href="{escape(url)}">{number}</a>""" if url and count else number}</td>'


def _stretch(segment: Segment) -> str:
    box = f'x="{segment.x}" width="{segment.width}" height="24"'
    hatch = f'<rect class="f-hatch" {box}/>' if segment.rung == "not" else ""
    return f'<rect class="f-{segment.rung}" {box}/>{hatch}'
