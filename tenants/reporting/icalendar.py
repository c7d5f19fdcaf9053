"""The obligations as a calendar program reads them (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from tenants.reporting.models import Obligation, Standing
from tenants.reporting.reasons import reason

LINE_OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break are escaped, controls left out."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, never inside a character (RFC 5545, 3.1), ended by CRLF."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def calendar(obligations: Iterable[Obligation], *, name: str, address: str) -> str:
    """A whole calendar in the active language. `address` is the institution's own, without a path.

    Obligations carry `slipped`, how often their date moved, and their owner.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mutabaa//Obligations//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in obligations:
        lines += _event(one, address)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(one: Obligation, address: str) -> Iterator[str]:
    """A whole day on which something is due. Its identifier is the obligation's own, whatever else changes."""
    summary = _("%(what)s: %(body)s") % {"what": one.title, "body": one.body_name}
    if one.standing == Standing.DONE:
        summary = _("Done: %(summary)s") % {"summary": summary}
    told = [
        reason(one.rule, one.counted_from, one.span) if one.computed else "",
        _("Reference: %(reference)s") % {"reference": one.reference} if one.reference else "",
        _("Prepared by: %(body)s") % {"body": one.owner.name} if one.owner else "",
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{one.pk}"
    yield f"DTSTAMP:{_moment(one.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(one.changed_at)}"
    yield f"SEQUENCE:{getattr(one, 'slipped', 0)}"
    yield f"DTSTART;VALUE=DATE:{_day(one.due_on)}"
    yield f"DTEND;VALUE=DATE:{_day(one.due_on + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(summary)}"
    if description := "\n".join(text for text in told if text):
        yield f"DESCRIPTION:{escaped(description)}"
    yield f"URL:{address}{one.get_absolute_url()}"
    yield f"STATUS:{'CANCELLED' if one.standing == Standing.CANCELLED else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
