"""Why an act on the calendar is not done, beside the reasons it shares with the tracker."""

from __future__ import annotations

from tenants.tracker.actions.refusals import Refused


class AlreadyThere(Refused):
    """The obligation was confirmed already."""


class NotProposed(Refused):
    """What was to be confirmed is no proposal, or no longer one."""


class NotOpen(Refused):
    """The obligation is done or cancelled."""


class StillOpen(Refused):
    """The obligation is open already."""


class NotDue(Refused):
    """The date, the body or the words of the obligation are missing or do not fit."""
