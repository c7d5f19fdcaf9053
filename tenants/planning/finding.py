"""Fetching a thing of the plan and the right to it in one step."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.holding import authorise_measurement, authorise_report
from tenants.planning.models import (
    Action,
    Indicator,
    IndicatorOf,
    Measurement,
    Milestone,
    NationalPlanItem,
    Plan,
    PlanVersion,
)
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.listing.rows import all_ids
from tenants.tracker.models import Cluster, Recommendation

MOST_FOUND = 10


def current_plan() -> Plan:
    """The current plan. Raises Http404 where there is none."""
    plan = Plan.objects.current().first()
    if plan is None:
        raise Http404
    return plan


def action_for(member: Member, pk: UUID, permission: Permission) -> Action:
    """The action, whole. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    return get_object_or_404(Action.objects.whole(), pk=pk)


def action_to_report(member: Member, pk: UUID) -> Action:
    """The action of which she may say how far it is. Raises Denied, Http404."""
    action = action_for(member, pk, Permission.SEE)
    authorise_report(member, action)
    return action


def milestone_for(member: Member, pk: UUID, permission: Permission) -> Milestone:
    """The milestone with its action. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    return get_object_or_404(Milestone.objects.select_related("action__plan", "action__lead"), pk=pk)


def milestone_to_reach(member: Member, pk: UUID) -> Milestone:
    """The milestone of which she may say that it is reached. Raises Denied, Http404."""
    milestone = milestone_for(member, pk, Permission.SEE)
    authorise_report(member, milestone.action)
    return milestone


def version_for(member: Member, pk: UUID) -> PlanVersion:
    check(member, Permission.SEE)
    return get_object_or_404(PlanVersion.objects.select_related("plan"), pk=pk)


def key_in(values: object, name: str) -> UUID | None:
    """A key that an address or a form carries, None where it carries none."""
    try:
        return UUID(str(values.get(name, "")))  # type: ignore[attr-defined]
    except ValueError:
        return None


def asked_recommendation(request: HttpRequest) -> Recommendation | None:
    """The recommendation for which an action is to be planned, from `for` in the address. Raises Http404."""
    if "for" not in request.GET:
        return None
    return get_object_or_404(Recommendation, pk=key_in(request.GET, "for"))


def candidates(words: str, action: Action) -> list[tuple[Recommendation, str]]:
    """The best matches for the words that it does not serve yet, each as "symbol, paragraph: text"."""
    if not words:
        return []
    return _matches(words, {line.recommendation_id for line in action.serves.all()})


def _matches(words: str, served: Collection[UUID | None]) -> list[tuple[Recommendation, str]]:
    keys = [key for key in all_ids(ListQuery(words=words[:300]), reviews()) if key not in served][:MOST_FOUND]
    rows = Recommendation.objects.select_related("document").in_bulk(keys)
    return [(rows[key], f"{label_of(rows[key])} · {rows[key].text}") for key in keys if key in rows]


def indicator_for(member: Member, pk: UUID, permission: Permission) -> Indicator:
    """The indicator with the body that measures it. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    return get_object_or_404(Indicator.objects.select_related("body"), pk=pk)


def indicator_to_measure(member: Member, pk: UUID) -> Indicator:
    """The indicator of which she may say how it stands. Raises Denied, Http404."""
    indicator = indicator_for(member, pk, Permission.SEE)
    authorise_measurement(member, indicator)
    return indicator


def measurement_to_correct(member: Member, pk: UUID) -> Measurement:
    """The measurement with its indicator, where she may measure. Raises Denied, Http404."""
    check(member, Permission.SEE)
    measurement = get_object_or_404(Measurement.objects.select_related("indicator"), pk=pk)
    authorise_measurement(member, measurement.indicator)
    return measurement


def item_for(member: Member, pk: UUID, permission: Permission) -> NationalPlanItem:
    """The item of a national plan. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    return get_object_or_404(NationalPlanItem, pk=pk)


def lines_of(indicator: Indicator) -> list[IndicatorOf]:
    """What the indicator speaks of, with everything a page shows of it. One query."""
    rows = indicator.lines.select_related("action__plan", "action__lead", "recommendation__document", "cluster")
    return list(rows.order_by("id"))


def asked_thing(request: HttpRequest) -> dict[str, Action | Recommendation | Cluster]:
    """The action, recommendation or cluster that a new indicator is to speak of, from the address. Raises Http404."""
    things: dict[str, Any] = {"action": Action, "recommendation": Recommendation, "cluster": Cluster}
    for name, model in things.items():
        if name in request.GET:
            return {name: get_object_or_404(model, pk=key_in(request.GET, name))}
    return {}


def attachable(words: str, indicator: Indicator) -> tuple[list[tuple[Recommendation, str]], list[Action]]:
    """What the words find that the indicator does not speak of yet: recommendations, actions of the current plan."""
    if not words:
        return [], []
    lines = list(indicator.lines.all())
    titles = Q(title_ar__icontains=words) | Q(title_en__icontains=words) | Q(title_fr__icontains=words)
    actions = Action.objects.of_the_current_plan().filter(titles).exclude(pk__in=[one.action_id for one in lines])
    return _matches(words, {one.recommendation_id for one in lines}), list(actions.in_plan_order()[:MOST_FOUND])


def label_of(one: Recommendation) -> str:
    """A recommendation by its paper and paragraph."""
    symbol = one.document.symbol if one.document else ""
    return " · ".join(part for part in (symbol, one.paragraph) if part) or one.text[:60]
