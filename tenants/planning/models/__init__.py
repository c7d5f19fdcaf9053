"""The plan's nouns, all in the institution's schema."""

from tenants.planning.models.action import Action, ActionServes, ActionStanding, Milestone, SupportingBody
from tenants.planning.models.plan import FrozenVersion, Plan, PlanStanding, PlanVersion

__all__ = [
    "Action",
    "ActionServes",
    "ActionStanding",
    "FrozenVersion",
    "Milestone",
    "Plan",
    "PlanStanding",
    "PlanVersion",
    "SupportingBody",
]
