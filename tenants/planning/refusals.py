"""Why an act on the plan is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, ChangedSince, ReasonMissing, Refused


class PlanRests(Refused):
    """The plan is adopted or replaced, so its contents do not change."""


class NothingPlanned(Refused):
    """A plan without an action cannot be adopted."""


class StillOpen(Refused):
    """The current plan is not adopted yet, so no other takes its place."""


class NotAnAction(Refused):
    """The words, time or money given do not make an action."""


class NotAnIndicator(Refused):
    """The words, figures and days given do not make an indicator."""


class NotAMeasurement(Refused):
    """The value or the day given is not one of this indicator."""


class MeasuredAlready(Refused):
    """Another value stands for this day; it is corrected, not written over."""


class NotAnItem(Refused):
    """The words given do not make an item of a national plan, or its code is taken."""


class NothingToServe(Refused):
    """What the action should serve is not one thing, or is not known."""


__all__ = [
    "BadDate",
    "BodyCannotAnswer",
    "ChangedSince",
    "MeasuredAlready",
    "NotAMeasurement",
    "NotAnAction",
    "NotAnIndicator",
    "NotAnItem",
    "NothingPlanned",
    "NothingToServe",
    "PlanRests",
    "ReasonMissing",
    "Refused",
    "StillOpen",
]
