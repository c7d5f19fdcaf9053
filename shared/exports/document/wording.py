"""The few words a document says of itself, in its own language whatever the reader's is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from shared.exports.document.blocks import Chart
from shared.exports.document.printable import one_line
from shared.languages.lists import written_list


def words_of(language: str) -> dict[str, str]:
    """contents, draft, page and category. `page` holds %(page)s and %(pages)s."""
    with override(language):
        return {
            "contents": pgettext("of a document", "Contents"),
            "draft": pgettext("of a document", "Draft"),
            "page": pgettext("of a document", "Page %(page)s of %(pages)s"),
            "category": pgettext("of a chart", "Item"),
        }


def spoken(chart: Chart, language: str) -> str:
    """What a chart is, for who cannot see it; its figures are in the table beneath it."""
    with override(language):
        return _("Chart: %(title)s (%(series)s). The figures are in the table that follows.") % {
            "title": one_line(chart.title),
            "series": written_list([one_line(one.name) for one in chart.series], language),
        }
