"""Opening a round: the requests and updates are written in slices, each of which can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tenants.followup.choosing import Shares, shares
from tenants.followup.models import Request, Round, RoundStanding, RoundSubject, Update
from tenants.followup.telling import tell_opened
from tenants.members.models import Member
from tenants.records import audit

Tell = Callable[[int, int, str], None]
SLICE = 1_000


def carry_out(round_id: UUID, tell: Tell, *, by: Member | None = None) -> None:
    """Write what is asked of each body, open the round, tell the focal points. Nothing is done twice.

    A worker that takes over begins at the first slice; rows that stand already stay. `tell` says how far it is.
    """
    round = Round.objects.get(pk=round_id)
    if round.standing == RoundStanding.OPENING:
        asked = shares(round)
        _write(round, asked, tell)
        _open(round, asked, by)
        round.refresh_from_db()
    if round.is_open:
        _tell_everybody(round, tell)


def _write(round: Round, asked: Shares, tell: Tell) -> None:
    total = asked.asked
    tell(0, total, "updates")
    with transaction.atomic():
        Request.objects.bulk_create(
            [Request(round=round, body_id=body, deadline=round.deadline) for body in asked.by_body],
            ignore_conflicts=True,
        )
    requests = dict(Request.objects.filter(round=round).values_list("body_id", "pk"))
    done = 0
    rows = _updates(round, asked, requests)
    while part := list(islice(rows, SLICE)):
        with transaction.atomic():
            Update.objects.bulk_create(part, ignore_conflicts=True)
        done += len(part)
        tell(done, total, "updates")


def _updates(round: Round, asked: Shares, requests: dict[UUID, UUID]) -> Iterator[Update]:
    name = "action_id" if round.subject == RoundSubject.ACTIONS else "recommendation_id"
    for body, keys in asked.by_body.items():
        for order, key in enumerate(keys):
            yield Update(request_id=requests[body], order=order, **{name: key})


@transaction.atomic
def _open(round: Round, asked: Shares, by: Member | None) -> None:
    current = Round.objects.select_for_update().get(pk=round.pk)
    if current.standing != RoundStanding.OPENING:
        return
    current.standing, current.opened_at = RoundStanding.OPEN, timezone.now()
    current.save(update_fields=["standing", "opened_at"])
    after = {"bodies": len(asked.by_body), "updates": asked.asked, "things": asked.things}
    audit.record("round_opened", current, by=by, after=after)


def _tell_everybody(round: Round, tell: Tell) -> None:
    requests = list(round.requests.select_related("body", "round"))
    tell(0, len(requests), "notices")
    tell_opened(requests)
    tell(len(requests), len(requests), "notices")
