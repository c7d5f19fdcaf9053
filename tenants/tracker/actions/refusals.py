"""Why an act on a recommendation is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """The tracker's rules do not allow this. `reason` is a sentence for the person who asked."""

    def __init__(self, reason: StrOrPromise) -> None:
        self.reason = reason
        super().__init__(str(reason))

    @property
    def words(self) -> str:
        """What a page says of it."""
        return str(self.reason)


class ChangedSince(Refused):
    """Somebody changed the recommendation after the person opened the form."""


class AlreadyLed(Refused):
    """Another body leads the recommendation."""


class BodyCannotAnswer(Refused):
    """The body is retired, or does not belong to the state and is asked to lead."""


class UnknownTerm(Refused):
    """The reference lists do not hold the term, or have retired it."""


class NotOnTheScale(Refused):
    """The value does not belong to the scale of this assessor."""


class BadDate(Refused):
    """The date lies in the future, or the order of two dates is impossible."""


class ReasonMissing(Refused):
    """The act must be explained and was not."""


class NotAText(Refused):
    """The texts given would leave the recommendation without the words that were adopted."""


class WouldTurnInACircle(Refused):
    """The link would make a recommendation earlier than itself."""


class NothingToDo(Refused):
    """None of the recommendations would change."""


class NotAValue(Refused):
    """The words or the place given do not make a value of a scale, or the scale does not hold it."""


class ValueInUse(Refused):
    """The value was used, or the scale cannot do without it, so it is not taken away."""
