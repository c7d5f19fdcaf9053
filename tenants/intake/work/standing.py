"""What stands of the work on recommendations, and what an old tracker would add to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from tenants.institutions.models import InstitutionKind
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.tracker.locking import institution_here
from tenants.tracker.models import Assessment, Assignment, Recommendation
from tenants.tracker.scales.wording import Scales, scales

Changes = dict[str, dict[str, Any]]
WORK_FIELDS = ("lead", "supports", "status", "due_on")


@dataclass
class OfOne:
    """The work on one recommendation. `accounts` are the institution's own, by speaker, the latest first."""

    lead: UUID | None = None
    bodies: set[UUID] = field(default_factory=set)
    due_on: date | None = None
    accounts: dict[str, list[Assessment]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class WorkStanding:
    """The work on many recommendations, and what may be said of it here. Made by `standing_work`."""

    kinds: dict[UUID, str]
    scales: Scales
    any_body_leads: bool
    known: dict[UUID, OfOne]

    def of(self, recommendation: UUID | None) -> OfOne:
        return self.known.get(recommendation, OfOne()) if recommendation else OfOne()

    def may_lead(self, body: UUID, making: Mapping[str, Any]) -> bool:
        kind = self.kinds.get(body) or making.get(str(body), {}).get("kind", "")
        return self.any_body_leads or kind == BodyKind.STATE


def standing_work(recommendations: Collection[UUID]) -> WorkStanding:
    """The work that stands on these recommendations. Six statements, whatever their number."""
    known: dict[UUID, OfOne] = defaultdict(OfOne)
    for pk, due_on in Recommendation.objects.filter(pk__in=recommendations).values_list("pk", "due_on"):
        known[pk].due_on = due_on
    mine = {"recommendation__in": list(recommendations)}
    for pk, body, lead in Assignment.objects.filter(**mine).values_list("recommendation_id", "body_id", "lead"):
        known[pk].bodies.add(body)
        if lead:
            known[pk].lead = body
    accounts = Assessment.objects.filter(**mine, body=None, withdrawn_at=None)
    for one in accounts.order_by("-assessed_on", "-recorded_at"):
        known[one.recommendation_id].accounts[one.assessor_kind].append(one)
    return WorkStanding(
        kinds=dict(ResponsibleBody.objects.current().values_list("pk", "kind")),
        scales=scales(),
        any_body_leads=institution_here().kind == InstitutionKind.NHRI,
        known=dict(known),
    )


def changes_of_work(
    work: Mapping[str, Any], standing: WorkStanding, recommendation: UUID | None, before: Mapping[str, Any]
) -> Changes:
    """What `work` (of `plain_work`) would change: "lead", "supports", "status", "due_on" to {"before", "after"}.

    `recommendation` is None for a new one. `before` is the `data["work"]` of the last committed import of the same
    recommendation, {} without one: what it said already and a person changed since is left alone. Nothing that stands
    is taken away: a second lead supports, a due date is only filled in, an account joins those there are.
    """
    if not work:
        return {}
    now, changes = standing.of(recommendation), Changes()
    making = work.get("make_bodies", {})
    said = {*before.get("leads", []), *before.get("supports", [])}
    usable = [one for one in work.get("leads", []) if UUID(one) in standing.kinds or one in making]
    lead = next((one for one in usable if standing.may_lead(UUID(one), making)), "")
    if lead and now.lead is None and UUID(lead) not in now.bodies and lead not in said:
        changes["lead"] = {"before": None, "after": lead}
    others = [*usable, *(one for one in work.get("supports", []) if UUID(one) in standing.kinds or one in making)]
    joining = [
        one
        for one in dict.fromkeys(others)
        if UUID(one) not in now.bodies and one not in said and one != changes.get("lead", {}).get("after")
    ]
    if joining:
        changes["supports"] = {"before": [], "after": joining}
    if work.get("due_on") and now.due_on is None and work["due_on"] != before.get("due_on"):
        changes["due_on"] = {"before": None, "after": work["due_on"]}
    if account := _new_account(work, standing, now, before):
        changes["status"] = account
    return changes


def _new_account(
    work: Mapping[str, Any], standing: WorkStanding, now: OfOne, before: Mapping[str, Any]
) -> dict[str, Any] | None:
    status, speaker = work.get("status", ""), work.get("speaker", "")
    if not status or all(work.get(name) == before.get(name) for name in ("status", "account", "assessed_on")):
        return None
    if status not in {one.code for one in standing.scales.of(speaker)}:
        return None
    mine = now.accounts.get(speaker, [])
    if any(_says_the_same(one, work) for one in mine):
        return None
    current = next((one for one in mine if one.is_current), None)
    return {"before": current.value if current else "", "after": status, "on": day_of(work).isoformat()}


def _says_the_same(one: Assessment, work: Mapping[str, Any]) -> bool:
    """Whether the account is the row's own. A row without a day of its own is of whatever day that account is."""
    if one.value != work["status"] or work.get("account", "") not in {
        "",
        one.account_ar,
        one.account_en,
        one.account_fr,
    }:
        return False
    day = day_of(work)
    match work.get("precision"):
        case "day":
            return one.assessed_on == day
        case "year":
            return one.assessed_on.year == day.year
    return one.is_current


def day_of(work: Mapping[str, Any]) -> date:
    """The day the account speaks of, never one that is still to come."""
    today = timezone.localdate()
    return min(date.fromisoformat(work["assessed_on"]), today) if work.get("assessed_on") else today
