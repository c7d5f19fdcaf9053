"""The words of an assessment cell, in the active language; what a body said stays in its own."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from tenants.evidence.models import Citation, PlaceKind
from tenants.reporting.matrix.accepted import Statement
from tenants.reporting.matrix.word_xml import Paragraph, Words


def assessment(statements: Iterable[Statement], *, citing: bool = True) -> list[Paragraph]:
    """For each body: how far it is and who says so when, its account, and the evidence it cites if `citing`."""
    own = (get_language() or "en")[:2]
    paragraphs = []
    for one in statements:
        head = (
            Words(f"{one.value} – " if one.value else "", bold=True),
            Words(_("%(day)s, %(body)s") % {"day": written_day(one.day), "body": one.body}),
        )
        paragraphs.append(Paragraph(head, own))
        language = one.language or own
        paragraphs += [Paragraph((Words(line),), language) for line in one.account.splitlines() if line.strip()]
        if citing and one.evidence:
            cited = "; ".join(dict.fromkeys(citation_words(citation) for citation in one.evidence))
            paragraphs.append(Paragraph((Words(_("Evidence:"), bold=True), Words(" "), Words(cited)), own))
    return paragraphs


def citation_words(citation: Citation) -> str:
    """A piece by its title, who issued it, its date, the place in it, and its address where it is a link."""
    piece = citation.piece
    details = [piece.source, written_day(piece.dated_on) if piece.dated_on else ""]
    if citation.place_kind:
        details.append(f"{PlaceKind(citation.place_kind).label} {citation.place}")
    if not piece.is_file:
        details.append(piece.link)
    told = pgettext("between two details", ", ").join(part for part in details if part)
    return f"{piece.title} ({told})" if told else piece.title
