"""Why an act on archives is not done, beside the reasons it shares with the tracker."""

from __future__ import annotations

from tenants.tracker.actions.refusals import Refused


class NotKept(Refused):
    """The archive is being made, or was removed already."""


__all__ = ["NotKept", "Refused"]
