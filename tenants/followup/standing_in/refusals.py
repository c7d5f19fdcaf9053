"""Why nobody is put in another's place. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from tenants.followup.refusals import BadDate, NotAColleague, Refused


class AwayAlready(Refused):
    """The days overlap with an absence that stands."""


class OverAlready(Refused):
    """The absence is past."""


class NothingOpen(Refused):
    """The person holds nothing that could be handed over."""


class NotADeputy(Refused):
    """The person does not speak for the body."""


__all__ = ["AwayAlready", "BadDate", "NotADeputy", "NotAColleague", "NothingOpen", "OverAlready"]
