"""What the page of the plan shows: its actions in a table, in time, by body, by theme, and what no action serves.

The database counts all of them; twenty-five are read.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.taxonomy.catalogue import catalogue
from tenants.members.models import ResponsibleBody
from tenants.planning.budgets import budget_totals
from tenants.planning.by_theme import UnderThemes
from tenants.planning.counting import counted
from tenants.planning.filters import Filter
from tenants.planning.gaps import gaps_by_theme, without_action
from tenants.planning.models import Action, ActionStanding, Plan
from tenants.planning.models.action import ActionQuerySet
from tenants.planning.smart import Check, Quality, smart
from tenants.planning.timeline import TONES, timeline

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VIEWS: dict[str, StrOrPromise] = {
    "": _("Table"),
    "time": pgettext_lazy("view of the plan", "Timeline"),
    "body": _("By body"),
    "theme": _("By theme"),
    "gap": _("Without an action"),
}
SHOWN_GAPS = 12
PAGE_SIZE = 25


@dataclass(frozen=True)
class Row:
    """An action with its checks."""

    one: Action
    checks: list[Check]

    @property
    def met(self) -> int:
        return sum(check.is_met for check in self.checks)

    @property
    def is_smart(self) -> bool:
        return self.met == len(self.checks)

    @property
    def lacking(self) -> list[StrOrPromise]:
        return [check.quality.label for check in self.checks if not check.is_met]


@dataclass(frozen=True)
class Group:
    """What of one heading falls on a page; `total` counts all of it. `is_missing` marks no body or no theme."""

    heading: StrOrPromise
    rows: list[Row]
    total: int
    is_missing: bool = False


class CountedPages(Paginator):  # type: ignore[type-arg]
    """Pages over rows whose number is known already."""

    def __init__(self, rows: Any, number: int) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.count = number


def in_order(actions: ActionQuerySet, view: str, leads: Iterable[UUID]) -> ActionQuerySet:
    """As the view shows them: in plan order, or under the body that leads, those without one last; in the timeline
    in the order in which they begin, those without a day last.
    """
    if view not in {"body", "time"}:
        return actions.in_plan_order()
    places = [When(lead=key, then=Value(place)) for place, key in enumerate(leads)]
    actions = actions.annotate(place=Case(*places, default=Value(len(places)), output_field=IntegerField()))
    begins: list[Any] = [
        Coalesce("starts_on", "ends_on").asc(nulls_last=True),
        F("ends_on").asc(nulls_last=True),
    ]
    return actions.order_by("place", *(begins if view == "time" else ()), "created_at", "id")


def rows_of(actions: Iterable[Action], plan: Plan, leads: Mapping[UUID, ResponsibleBody]) -> list[Row]:
    """The actions, read light, with their plan, their body and their checks. No query of its own."""
    rows = []
    for one in actions:
        one.plan = plan
        one.lead = leads[one.lead_id] if one.lead_id else None
        rows.append(Row(one, smart(one)))
    return rows


def groups_of(placed: Iterable[tuple[Hashable, Row]], headings: Mapping[Any, tuple[StrOrPromise, int]]) -> list[Group]:
    """A page's rows under their headings, given in order with the heading's key; under None what is missing."""
    return [
        Group(headings[key][0], [row for _key, row in held], headings[key][1], key is None)
        for key, held in groupby(placed, key=lambda pair: pair[0])
    ]


def gaps() -> dict[str, Any]:
    """How many recommendations no action serves, by theme with the list behind each, and the first of them."""
    found = without_action()
    counted, untold = gaps_by_theme()
    themes = catalogue().themes
    lists = reverse("tracker:list")
    return {
        "number": found.count(),
        "url": f"{lists}?{urlencode({'attention': 'unplanned'})}",
        "themes": [
            (themes[term].label, number, f"{lists}?{urlencode({'attention': 'unplanned', 'theme': themes[term].code})}")
            for term, number in counted.most_common()
            if term in themes
        ],
        "untold": untold,
        "first": list(found.select_related("document").in_list_order()[:SHOWN_GAPS]),
    }


def plan_page(plan: Plan, view: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """The page's context, in a number of queries that does not grow with the plan; twenty-five actions are read."""
    context: dict[str, Any] = {"view": view}
    if view == "gap":
        return {**context, "gaps": gaps(), "has_actions": plan.actions.exists()}
    today = timezone.localdate()
    filters = Filter(asked, plan)
    actions: ActionQuerySet = filters.narrowed(plan.actions.all(), today)
    figures = counted(actions)
    context |= {
        "has_actions": bool(figures.total) or (filters.narrows and plan.actions.exists()),
        "filters": filters,
        "total": figures.total,
        "lacking": [(quality.label, figures.lacking[quality]) for quality in Quality],
        "whole": figures.whole,
        "standings": [(standing, figures.standings[standing]) for standing in ActionStanding],
        "budgets": budget_totals(actions),
    }
    if view == "theme":
        return context | _under_themes(actions, plan, filters.leads, asked)
    page = CountedPages(in_order(actions.light(), view, filters.leads), figures.total).get_page(asked.get("page"))
    rows = rows_of(page, plan, filters.leads)
    context |= {"page": page, "shown": rows}
    if view == "body":
        counts: Any = actions.order_by().values_list("lead").annotate(Count("pk"))
        numbers: dict[UUID | None, int] = dict(counts)
        headings: dict[UUID | None, tuple[StrOrPromise, int]] = {
            key: (one.name, numbers.get(key, 0)) for key, one in filters.leads.items()
        }
        headings[None] = (_("No body leads them"), numbers.get(None, 0))
        context["groups"] = groups_of([(row.one.lead_id, row) for row in rows], headings)
    if view == "time":
        shown = [row.one for row in rows]
        prefetch_related_objects(shown, "milestones")
        ends = actions.aggregate(Min("starts_on"), Max("starts_on"), Min("ends_on"), Max("ends_on"))
        context["tones"] = [(standing, TONES[standing]) for standing in ActionStanding]
        context["time"] = timeline(shown, [day for day in ends.values() if day], today)
    return context


def _under_themes(
    actions: ActionQuerySet, plan: Plan, leads: Mapping[UUID, ResponsibleBody], asked: Mapping[str, str]
) -> dict[str, Any]:
    """A page of the actions under their themes. Three queries."""
    under = UnderThemes(actions)
    page = CountedPages(under, len(under)).get_page(asked.get("page"))
    placed = list(page.object_list)
    read = actions.light().filter(pk__in={key for _term, key in placed})
    rows = {row.one.pk: row for row in rows_of(read, plan, leads)}
    return {"page": page, "groups": groups_of([(term, rows[key]) for term, key in placed], under.headings)}
