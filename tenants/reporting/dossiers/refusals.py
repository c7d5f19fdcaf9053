"""Why something is not done to a report in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenants.tracker.actions.refusals import ChangedSince, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tenants.reporting.models import DossierSection


class NotATemplate(Refused):
    """The template is not for this institution, or the order does not fit it."""


class Signed(Refused):
    """The report or the section is signed off; it has to be opened again first."""


class NotSigned(Refused):
    """Only what is signed off can be opened again."""


class StillDrawing(Refused):
    """A worker is drawing the draft."""


class NothingToSay(Refused):
    """A heading or a title is missing."""


class DrawnOtherwise(ChangedSince):
    """What would be drawn now is not what the person was shown."""


class WrittenMeanwhile(ChangedSince):
    """Somebody else wrote in the section. `theirs` is how it stands; what was given now is still the caller's."""

    def __init__(self, reason: StrOrPromise, theirs: DossierSection) -> None:
        self.theirs = theirs
        super().__init__(reason)


__all__ = [
    "ChangedSince",
    "DrawnOtherwise",
    "NotATemplate",
    "NotSigned",
    "NothingToSay",
    "Refused",
    "Signed",
    "StillDrawing",
    "WrittenMeanwhile",
]
