"""The identifier of a row: which update it speaks of, in which workbook, and two checks on it.

`MT-7-0192F3C0A1B27E5E8F0A4C0D1E2F3A4B-9C1D-5B0E77A2`: number of the workbook within its request, the update's key, a
check that tells a damaged identifier, and a signature of the institution that tells one from elsewhere. It opens
nothing: what may be read is asked of the request, whatever an identifier says.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from shared.isolation.scope import current_institution_id
from shared.languages.arabic import normalise

SHAPE = re.compile(r"MT-(\d{1,9})-([0-9A-F]{32})-([0-9A-F]{4})-([0-9A-F]{8})")
# What was an identifier once, whatever befell it: it is worth a word to the person.
REMAINS = re.compile(r"MT-?\d*-?[0-9A-F-]{16,}")
# Three times a whole one. In a longer cell the search for remains would take hours.
LONGEST = 200


class Fault(StrEnum):
    DAMAGED = "damaged"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Identifier:
    """The update a row speaks of, and the number of the workbook it was written in."""

    update: UUID
    number: int


def written(update: UUID, number: int) -> str:
    """The identifier as a cell holds it, signed for the institution at hand."""
    body = f"{number}-{update.hex.upper()}"
    return f"MT-{body}-{_check(body)}-{next(_signatures(body))}"


def looks_like_one(text: str) -> bool:
    """Whether a cell holds an identifier, whole or damaged."""
    return len(text) <= LONGEST and bool(REMAINS.fullmatch(_plain(text)))


def read(text: str) -> Identifier | Fault:
    """What the cell's identifier says, or what is wrong with it."""
    match = SHAPE.fullmatch(_plain(text))
    if match is None:
        return Fault.DAMAGED
    number, key, check, signature = match.groups()
    body = f"{number}-{key}"
    if not hmac.compare_digest(check, _check(body)):
        return Fault.DAMAGED
    if not any(hmac.compare_digest(signature, known) for known in _signatures(body)):
        return Fault.ELSEWHERE
    return Identifier(UUID(hex=key), int(number))


def _plain(text: str) -> str:
    """Without direction marks, spaces and foreign digits, which travel along when rows are copied."""
    return normalise(text).upper().replace(" ", "")


def _check(body: str) -> str:
    return sha256(f"mutabaa {body}".encode()).hexdigest()[:4].upper()


def _signatures(body: str) -> Iterator[str]:
    """The signature under the present key, then under those that were in use before."""
    message = f"followup.workbook {current_institution_id()} {body}".encode()
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield hmac.new(str(key).encode(), message, sha256).hexdigest()[:8].upper()
