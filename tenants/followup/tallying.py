"""How far the updates of a round, a request or a body are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tenants.followup.models import Update, UpdateStanding


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


COUNTS = {standing.value: Count("pk", filter=Q(standing=standing)) for standing in UpdateStanding}


def tally(updates: QuerySet[Update]) -> Tally:
    """One query."""
    return Tally(**updates.order_by().aggregate(**COUNTS))
