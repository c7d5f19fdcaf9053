"""Why an act on a consultation is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from tenants.tracker.actions.refusals import BadDate, ChangedSince, ReasonMissing, Refused


class NotDrafting(Refused):
    """It was opened, so what guests are shown does not change any more."""


class NothingToShow(Refused):
    """The subject is gone or empty, so guests would be shown nothing."""


class NotTaking(Refused):
    """The consultation takes no comments now."""


class NotClosed(Refused):
    """Its time is not over, so its result is not published yet."""


class Published(Refused):
    """Its result is published, so its time does not change any more."""


class GuestRevoked(Refused):
    """The person's link was revoked."""


class UnknownPart(Refused):
    """The subject has no such part."""


class NotWords(Refused):
    """The comment is empty or too long."""


class TooMany(Refused):
    """More comments than a person writes."""


class Withdrawn(Refused):
    """The comment was withdrawn by its author."""


class PassageMissing(Refused):
    """The passage to be left out does not stand in the comment."""


__all__ = [
    "BadDate",
    "ChangedSince",
    "GuestRevoked",
    "NotClosed",
    "NotDrafting",
    "NotTaking",
    "NotWords",
    "NothingToShow",
    "PassageMissing",
    "Published",
    "ReasonMissing",
    "Refused",
    "TooMany",
    "UnknownPart",
    "Withdrawn",
]
