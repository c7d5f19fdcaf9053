"""Why an act on a round is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.languages.lists import written_list
from tenants.planning.refusals import PlanRests
from tenants.tracker.actions.refusals import (
    BadDate,
    BodyCannotAnswer,
    ChangedSince,
    NotOnTheScale,
    ReasonMissing,
    Refused,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tenants.followup.models import Update


class RoundRests(Refused):
    """The round is closed, or not open yet, so nothing is written into it."""


class RequestRests(RoundRests):
    """The body is not asked any more, so nothing is written into its request."""


class RoundRuns(Refused):
    """The round was opened, so what it asks does not change any more."""


class NotARound(Refused):
    """The words, days or questions given do not make a round."""


class NothingAsked(Refused):
    """The choice would ask no body anything."""


class AlreadySent(Refused):
    """The update was submitted; the body does not write in it unless it comes back."""


class NotToReview(Refused):
    """The update was not submitted, or was decided on already."""


class NotAnAnswer(Refused):
    """What was given is no answer to this question."""


class NotFilled(Refused):
    """Something that must be said is missing. `missing` names it."""

    def __init__(self, reason: StrOrPromise, missing: Sequence[StrOrPromise] = ()) -> None:
        self.missing = tuple(missing)
        super().__init__(reason)

    @property
    def words(self) -> str:
        """The reason, with what is missing."""
        return f"{self.reason} {written_list([str(one) for one in self.missing])}" if self.missing else super().words


class NotAColleague(Refused):
    """The person does not answer for the same body."""


class WrittenMeanwhile(ChangedSince):
    """Somebody else wrote in the update. `theirs` is how it stands; what was given now is still the caller's."""

    def __init__(self, reason: StrOrPromise, theirs: Update) -> None:
        self.theirs = theirs
        super().__init__(reason)


__all__ = [
    "AlreadySent",
    "BadDate",
    "BodyCannotAnswer",
    "ChangedSince",
    "NotAColleague",
    "NotARound",
    "NotAnAnswer",
    "NotFilled",
    "NotOnTheScale",
    "NotToReview",
    "NothingAsked",
    "PlanRests",
    "ReasonMissing",
    "Refused",
    "RequestRests",
    "RoundRests",
    "RoundRuns",
    "WrittenMeanwhile",
]
