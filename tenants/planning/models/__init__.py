"""The plan's nouns, all in the institution's schema."""

from tenants.planning.models.action import Action, ActionServes, ActionStanding, Milestone, SupportingBody
from tenants.planning.models.indicator import (
    Course,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorOf,
    Measurement,
    Wanted,
)
from tenants.planning.models.national import NationalPlanItem
from tenants.planning.models.plan import FrozenVersion, Plan, PlanStanding, PlanVersion

__all__ = [
    "Action",
    "ActionServes",
    "ActionStanding",
    "Course",
    "Frequency",
    "FrozenVersion",
    "Indicator",
    "IndicatorKind",
    "IndicatorOf",
    "Measurement",
    "Milestone",
    "NationalPlanItem",
    "Plan",
    "PlanStanding",
    "PlanVersion",
    "SupportingBody",
    "Wanted",
]
