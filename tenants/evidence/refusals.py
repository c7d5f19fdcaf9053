"""Why an act on evidence is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tenants.evidence.models import Piece


class Refused(Exception):
    """The register's rules do not allow this. `reason` is a sentence for the person who asked."""

    def __init__(self, reason: StrOrPromise) -> None:
        self.reason = reason
        super().__init__(str(reason))


class ChangedSince(Refused):
    """Somebody changed the piece after the person opened the form."""


class NotAPiece(Refused):
    """The words, day or address given do not make a piece of evidence."""


class NoConsent(Refused):
    """The consent said does not allow what is asked."""


class ReasonMissing(Refused):
    """The act must be explained and was not."""


class NothingToErase(Refused):
    """The file is deleted already."""


class NotACitation(Refused):
    """What is cited, or the place in it, is not one."""


class AlreadyHeld(Refused):
    """The register holds the same content or address already, in a piece the person knows of."""

    def __init__(self, reason: StrOrPromise, piece: Piece) -> None:
        super().__init__(reason)
        self.piece = piece


class Unacceptable(Refused):
    """The file is not taken: what it is, how large it is, or what it hides."""


class TooLarge(Unacceptable):
    """The file is larger than the limit."""


class Infected(Unacceptable):
    """The scanner found a virus."""
