"""How far the updates of a round, a request or a body are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tenants.followup.models import Update, UpdateStanding
from tenants.followup.models.answering import OPEN_STANDINGS


@dataclass(frozen=True)
class Tally:
    """Updates by standing. `owed` is what the body still has to send, begun or not."""

    waiting: int = 0
    draft: int = 0
    returned: int = 0
    submitted: int = 0
    accepted: int = 0

    @property
    def owed(self) -> int:
        return self.waiting + self.draft + self.returned

    @property
    def sent(self) -> int:
        """Submitted, decided on or not."""
        return self.submitted + self.accepted

    @property
    def total(self) -> int:
        return self.owed + self.sent

    @property
    def percent(self) -> int:
        return round(100 * self.sent / self.total) if self.total else 0


def counts(updates: str = "", request: str = "request__") -> dict[str, Count]:
    """The number of updates by standing, as counted over updates or, with the two paths, over what has them.

    What a withdrawn request owed counts nowhere.
    """
    asked = Q(**{f"{request}withdrawn_at": None})
    where = f"{updates}__" if updates else ""
    return {
        one.value: Count(
            updates or "pk", filter=Q(**{f"{where}standing": one}) & (asked if one in OPEN_STANDINGS else Q())
        )
        for one in UpdateStanding
    }


def tally(updates: QuerySet[Update]) -> Tally:
    """One query."""
    return Tally(**updates.order_by().aggregate(**counts()))
