"""Who owes what in a round: one line for each body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.followup.adrift import adrift
from tenants.followup.desk import Desk, desks
from tenants.followup.models import Request, Round, UpdateStanding
from tenants.followup.reminded import reminders_sent
from tenants.followup.tallying import Tally, counts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """One body: what it was asked and how far it is. `late` counts whole days past its deadline while it owes."""

    request: Request
    tally: Tally
    changed_at: datetime | None
    reminders: int
    desk: Desk
    late: int
    adrift: int

    @property
    def owes(self) -> bool:
        return self.tally.owed > 0

    @property
    def needs_a_word(self) -> bool:
        """The body cannot answer all of it any more, and still owes it."""
        return self.owes and bool(self.adrift or self.request.body.retired_at)


SORTS: dict[str, tuple[StrOrPromise, Callable[[Line], Any]]] = {
    "late": (_("Latest first"), lambda line: (-line.late, -line.tally.owed, str(line.request.body))),
    "owed": (_("Owing most first"), lambda line: (-line.tally.owed, str(line.request.body))),
    "body": (_("By name"), lambda line: str(line.request.body)),
    "changed": (_("Last changed first"), lambda line: -(line.changed_at.timestamp() if line.changed_at else 0)),
}
FILTERS: dict[str, tuple[StrOrPromise, Callable[[Line], bool]]] = {
    "": (pgettext_lazy("responsible bodies", "All bodies"), lambda line: True),
    "owing": (_("Owing"), lambda line: line.owes),
    "late": (_("Late"), lambda line: line.late > 0),
    "review": (_("To review"), lambda line: line.tally.submitted > 0),
    "silent": (_("Nothing yet"), lambda line: line.owes and line.tally.waiting == line.tally.total),
    "adrift": (_("No longer theirs"), lambda line: line.needs_a_word),
    "done": (_("Everything sent"), lambda line: not line.owes and line.request.withdrawn_at is None),
}


def board(round: Round) -> list[Line]:
    """A line for each body. Six queries, whatever the number of bodies and updates."""
    counted = {f"n_{name}": count for name, count in counts("updates", "").items()}
    requests = list(
        round.requests.select_related("body", "holder")
        .annotate(**counted, changed_at=Max("updates__changed_at"))
        .order_by("id")
    )
    reminded = reminders_sent(requests)
    people = desks({request.body_id for request in requests})
    lost = {} if round.is_closed else adrift(round)
    today = timezone.localdate()
    lines = []
    for request in requests:
        tally = Tally(**{one.value: getattr(request, f"n_{one.value}") for one in UpdateStanding})
        late = (today - request.deadline).days if tally.owed and not round.is_closed else 0
        lines.append(
            Line(
                request, tally, request.changed_at, reminded[request.pk],  # type: ignore[attr-defined]
                people[request.body_id], max(0, late), lost.get(request.pk, 0),
            )
        )  # fmt: skip
    return lines


def totals(lines: Sequence[Line]) -> Tally:
    """All bodies together."""
    return Tally(**{one.value: sum(getattr(line.tally, one.value) for line in lines) for one in UpdateStanding})
