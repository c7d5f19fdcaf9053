"""Comments and replies as a table."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, override

from shared.exports.tables import Cell, Download, csv_table, xlsx_table
from shared.languages.direction import active_language
from tenants.consultation.models import Comment, Consultation
from tenants.consultation.parts import WHOLE, Part, parts_of

AT_ONCE = 500


def download(consultation: Consultation, kind: str) -> Download:
    """Every comment that was not withdrawn, in the order of the parts. `kind` is csv or xlsx."""
    language = active_language()
    lines = _lines(consultation, {part.key: part for part in parts_of(consultation.snapshot)}, language)
    name = f"{gettext('Comments')} {consultation.title}"
    if kind == "csv":
        return csv_table(name, headers(), lines)
    return xlsx_table(name, headers(), lines, language=language, sheet=gettext("Comments"))


def headers() -> list[str]:
    """The columns, in the reader's language."""
    return [
        gettext("Part"), gettext("Text of the part"), gettext("Comment"), gettext("Received on"),
        gettext("Name"), gettext("E-mail address"), gettext("Speaks for"), gettext("Anonymous"),
        gettext("Name may be shown"), gettext("Standing"), gettext("Why it is set aside"),
        gettext("As published"), gettext("What becomes of it"), gettext("Reply"), gettext("Replied by"),
        gettext("Replied on"),
    ]  # fmt: skip


def _lines(consultation: Consultation, parts: dict[str, Part], language: str) -> Iterator[list[Cell]]:
    rows = consultation.comments.given().select_related("guest", "reply").by_part()
    total = rows.count()
    for start in range(0, total, AT_ONCE):
        with override(language):
            ready = [_line(one, parts) for one in rows[start : start + AT_ONCE]]
        yield from ready


def _line(one: Comment, parts: dict[str, Part]) -> list[Cell]:
    part = parts.get(one.part)
    reply = getattr(one, "reply", None)
    yes, no = gettext("yes"), gettext("no")
    return [
        gettext("The whole") if one.part == WHOLE else part.number if part else one.part,
        (part.title.text or part.text.text) if part else "",
        one.words,
        one.received_on,
        one.guest.name if one.guest else one.name,
        one.guest.email if one.guest else "",
        one.speaks_for,
        yes if one.is_anonymous else no,
        yes if one.shows_name else no,
        one.get_standing_display(),
        one.reason,
        one.public_words if one.standing == "accepted" else "",
        reply.get_taken_display() if reply else "",
        reply.words if reply else "",
        reply.by_name if reply else "",
        reply.at.date() if reply else None,
    ]  # fmt: skip
