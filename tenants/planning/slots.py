"""Where the apps above the plan add to it: parts of an action's page, and parts under the standing of a plan.

plan_part(10, consultations_on_it)      # in AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.http import HttpRequest

    from tenants.planning.models import Action, Plan

    ActionRenderer = Callable[[HttpRequest, Action], str]
    PlanRenderer = Callable[[HttpRequest, Plan], str]

_action_parts: dict[ActionRenderer, int] = {}
_plan_parts: dict[PlanRenderer, int] = {}


def action_part(order: int, renderer: ActionRenderer) -> None:
    """Add a part to an action's page, lower orders first. The renderer gives safe HTML, or nothing to stay away."""
    _action_parts[renderer] = order


def action_parts(request: HttpRequest, action: Action) -> list[SafeString]:
    """The parts that have something to say of the action, in their order."""
    ordered = sorted(_action_parts, key=lambda one: _action_parts[one])
    drawn = (renderer(request, action) for renderer in ordered)
    return [html for html in drawn if isinstance(html, SafeString) and html.strip()]


def plan_part(order: int, renderer: PlanRenderer) -> None:
    """Add a part under the standing of the current plan, in every view of it. Orders and answer as above."""
    _plan_parts[renderer] = order


def plan_parts(request: HttpRequest, plan: Plan) -> list[SafeString]:
    """The parts that have something to say of the plan, in their order."""
    ordered = sorted(_plan_parts, key=lambda one: _plan_parts[one])
    drawn = (renderer(request, plan) for renderer in ordered)
    return [html for html in drawn if isinstance(html, SafeString) and html.strip()]
