"""The sections "Actions in the plan" and "Indicators" on a recommendation's page."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from tenants.members.roles import Permission
from tenants.planning.models import Action, ActionServes, Indicator, Plan
from tenants.tracker.models import Recommendation


def indicators_of_it(request: HttpRequest, recommendation: Recommendation) -> str:
    """The indicators that speak of it, by itself, through a cluster or an action, and a way to write one. One query."""
    rows = Indicator.objects.standing().of_recommendation(recommendation).select_related("body").in_list_order()
    indicators = list(rows)
    may_plan = request.member.may(Permission.PLAN)  # type: ignore[attr-defined]
    if not indicators and not may_plan:
        return ""
    context = {"indicators": indicators, "recommendation": recommendation, "may_plan": may_plan}
    return render_to_string("planning/indicator_part.html", context, request)


def actions_in_the_plan(request: HttpRequest, recommendation: Recommendation) -> str:
    """The actions of the current plan that serve it, and a way to plan one. Nothing where there is no plan."""
    plan = Plan.objects.current().first()
    if plan is None:
        return ""
    actions = list(
        Action.objects.of_the_current_plan()
        .serving(recommendation)
        .select_related("lead")
        .prefetch_related("milestones")
        .in_plan_order()
    )
    may_plan = plan.is_open and request.member.may(Permission.PLAN)  # type: ignore[attr-defined]
    if not actions and not may_plan:
        return ""
    others = 0
    if actions:
        by_itself = Q(pk__in=ActionServes.objects.filter(action__in=actions).values("recommendation"))
        in_cluster = Q(cluster_memberships__cluster__served_by__action__in=actions)
        served = Recommendation.objects.filter(by_itself | in_cluster).exclude(pk=recommendation.pk)
        others = served.order_by().values("pk").distinct().count()
    context = {
        "actions": actions,
        "others": others,
        "plan_url": f"{reverse('planning:add_action')}?for={recommendation.pk}" if may_plan else "",
    }
    return render_to_string("planning/record_part.html", context, request)
