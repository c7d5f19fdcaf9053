"""A pasted list of people, as it comes from a mail program or a spreadsheet."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from shared.languages.direction import LANGUAGES
from tenants.consultation.actions.guests import Invitee

MOST_PEOPLE = 500
# A name of 150 letters, an address of 320 and what stands around them; longer lines take too long to search.
LONGEST_LINE = 500
_ADDRESS = re.compile(r"[^\s<>,;\"'()]+@[^\s<>,;\"'()]+")
_AROUND = " \t<>,;\"'()"


def people_in(text: str, *, language: str) -> list[Invitee]:
    """One person a line: "Name <address>", "name, address" or the address alone, and perhaps ar, en or fr at its end.

    Raises ValidationError with a line for each that cannot be read.
    """
    found: list[Invitee] = []
    wrong: list[str] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, start=1):
        one = _person(line, language)
        if one is None:
            wrong.append(_("Line %(number)s is no name and address: %(line)s") % {"number": number, "line": line[:80]})
        else:
            found.append(one)
    if len(lines) > MOST_PEOPLE:
        wrong.append(_("At most %(most)s people at a time.") % {"most": MOST_PEOPLE})
    if wrong:
        raise ValidationError(wrong[:10])
    return found


def _person(line: str, language: str) -> Invitee | None:
    if len(line) > LONGEST_LINE:
        return None
    addresses = _ADDRESS.findall(line)
    if len(addresses) != 1:
        return None
    before, _sep, after = line.partition(addresses[0])
    ending = after.strip(_AROUND).lower()
    try:
        validate_email(addresses[0])
    except ValidationError:
        return None
    if ending and ending not in LANGUAGES:
        return None
    return Invitee(email=addresses[0].lower(), name=before.strip(_AROUND)[:150], language=ending or language)
