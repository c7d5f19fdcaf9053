"""What a round asks of whom: its choice read against the list or the plan as they stand now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from tenants.followup.models import Round, RoundSubject
from tenants.members.models import ResponsibleBody
from tenants.planning.models import Action, ActionStanding, SupportingBody
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery, uuids
from tenants.tracker.listing.rows import all_ids
from tenants.tracker.models import Assignment

OVER = (ActionStanding.DONE, ActionStanding.ABANDONED)


@dataclass(frozen=True)
class Shares:
    """Which things each body is asked about, in the order of the list; and the chosen that no body answers for."""

    by_body: dict[UUID, list[UUID]]
    things: int
    without_body: list[UUID]

    @property
    def asked(self) -> int:
        """How many updates there will be."""
        return sum(len(keys) for keys in self.by_body.values())


def shares(round: Round) -> Shares:
    """Read the round's choice. At most four queries.

    `chosen` may hold "query" or "plan" and "ids", "bodies" to ask these only, "lead_only" to ask nobody who supports,
    and "led" to leave out what nobody leads.
    """
    chosen = round.chosen
    if round.subject == RoundSubject.ACTIONS:
        keys, answering = _actions(chosen)
    else:
        keys, answering = _recommendations(chosen)
    current = set(ResponsibleBody.objects.current().values_list("pk", flat=True))
    wanted = current & set(uuids(chosen["bodies"])) if chosen.get("bodies") else current
    by_body: dict[UUID, list[UUID]] = defaultdict(list)
    things, without_body = 0, []
    for key in keys:
        bodies = [
            body for body, lead in answering.get(key, ()) if body in current and (lead or not chosen.get("lead_only"))
        ]
        led = any(lead for body, lead in answering.get(key, ()) if body in current)
        if chosen.get("led") and not led:
            continue
        if not bodies:
            without_body.append(key)
        asked = [body for body in bodies if body in wanted]
        things += bool(asked)
        for body in asked:
            by_body[body].append(key)
    return Shares(dict(by_body), things, without_body)


Answering = dict[UUID, list[tuple[UUID, bool]]]


def _recommendations(chosen: dict[str, object]) -> tuple[list[UUID], Answering]:
    keys = all_ids(ListQuery.read(QueryDict(str(chosen.get("query", "")))), reviews())
    answering: Answering = defaultdict(list)
    for key, body, lead in Assignment.objects.order_by("-lead", "since").values_list(
        "recommendation_id", "body_id", "lead"
    ):
        answering[key].append((body, lead))
    return keys, answering


def _actions(chosen: dict[str, object]) -> tuple[list[UUID], Answering]:
    found = Action.objects.of_the_current_plan().in_plan_order()
    ids = chosen.get("ids")
    found = found.filter(pk__in=uuids(ids)) if isinstance(ids, list) and ids else found.exclude(standing__in=OVER)
    answering: Answering = defaultdict(list)
    keys: list[UUID] = []
    for key, lead in found.values_list("pk", "lead_id"):
        keys.append(key)
        if lead:
            answering[key].append((lead, True))
    supporting = SupportingBody.objects.filter(Q(action__plan__is_current=True)).values_list("action_id", "body_id")
    for key, body in supporting:
        answering[key].append((body, False))
    return keys, answering
