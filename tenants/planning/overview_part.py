"""How the plan stands, on the overview: its actions by standing and what is late, each figure with its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.members.models import Member
from tenants.planning.models import Action, ActionStanding, Course, Indicator, Plan
from tenants.planning.models.indicator import IndicatorQuerySet
from tenants.tracker.overview.figures import Figures

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OVER = [ActionStanding.DONE, ActionStanding.ABANDONED]


@dataclass(frozen=True)
class Line:
    """A figure with what is counted and the list that holds as many."""

    label: StrOrPromise
    number: int
    url: str
    standing: str = ""


def how_the_plan_stands(request: HttpRequest, figures: Figures) -> str:
    """Of the whole plan, or of what one body leads or supports where the overview is narrowed to it. Two queries.

    Nothing where there is no plan, or where it asks nothing of that body.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    narrowed = figures.lists.always.get("responsible")
    body, today = UUID(narrowed) if narrowed else None, timezone.localdate()
    plan = _counted(body, today)
    if plan is None:
        return ""
    indicators = Indicator.objects.measured_by(member) if body else Indicator.objects.all()
    late = [*_late_actions(plan, body), *_late_indicators(indicators, hers=body is not None)]
    if body and not plan["all"] and not any(line.number for line in late):
        return ""
    standings = [
        Line(standing.label, plan[standing.value], _plan_list(body, standing=standing.value), standing.value)
        for standing in ActionStanding
    ]
    context = {
        "title": plan["title"],
        "standing": Plan(standing=plan["standing"]).get_standing_display(),
        "number": plan["all"],
        "url": _plan_list(body),
        "standings": standings,
        "late": late,
    }
    return render_to_string("planning/overview_part.html", context, request)


def _counted(body: UUID | None, today: date) -> dict[str, Any] | None:
    """The current plan's title and standing with the numbers of its actions. One query."""
    mine = Q(actions__in=Action.objects.of_body(body).values("pk")) if body else Q(actions__isnull=False)
    passed = Action.objects.with_a_milestone_past(today).values("pk")
    conditions = {
        "all": mine,
        "late": mine & Q(actions__ends_on__lt=today) & ~Q(actions__standing__in=OVER),
        "milestone": mine & Q(actions__in=passed),
        **{standing.value: mine & Q(actions__standing=standing) for standing in ActionStanding},
    }
    numbers = {name: Count("actions", filter=condition) for name, condition in conditions.items()}
    rows: Any = Plan.objects.current().values("title", "standing").annotate(**numbers)
    return rows.order_by("pk").first()


def _late_actions(plan: dict[str, Any], body: UUID | None) -> list[Line]:
    return [
        Line(_("Actions past their end"), plan["late"], _plan_list(body, late="action")),
        Line(_("Actions with a milestone past its day"), plan["milestone"], _plan_list(body, late="milestone")),
    ]


def _late_indicators(indicators: IndicatorQuerySet, *, hers: bool) -> list[Line]:
    """Two lines. One query."""
    due = Q(due_on__lte=timezone.localdate())
    found = indicators.standing().aggregate(
        behind=Count("pk", filter=Q(course=Course.BEHIND)), due=Count("pk", filter=due)
    )
    address = reverse("planning:indicators")
    return [
        Line(
            pgettext_lazy("overview", "Indicators behind"),
            found["behind"],
            f"{address}?show={'mine_behind' if hers else 'behind'}",
        ),
        Line(
            pgettext_lazy("overview", "Indicators to be measured now"),
            found["due"],
            f"{address}?show={'mine' if hers else 'due'}",
        ),
    ]


def _plan_list(body: UUID | None, **asked: str) -> str:
    chosen = {**({"body": str(body)} if body else {}), **asked}
    address = reverse("planning:plan")
    return f"{address}?{urlencode(chosen)}" if chosen else address
