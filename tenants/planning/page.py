"""What the page of the plan shows: its actions in a table, in time, by body, by theme, and what no action serves.

Every action is read once and light, for the figures count all of them; a page shows twenty-five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.taxonomy.catalogue import catalogue
from tenants.members.models import ResponsibleBody
from tenants.planning.budgets import budget_totals
from tenants.planning.filters import Filter
from tenants.planning.gaps import gaps_by_theme, without_action
from tenants.planning.models import Action, ActionStanding, Plan
from tenants.planning.smart import Check, lacking, smart
from tenants.planning.timeline import TONES, timeline
from tenants.tracker.models import Tag, TagKind

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
class Placed:
    """A row under a heading. One action may stand under several."""

    row: Row
    key: Hashable = None
    heading: StrOrPromise = ""
    is_missing: bool = False


@dataclass(frozen=True)
class Group:
    """What of one heading falls on a page; `total` counts all of it. `is_missing` marks no body or no theme."""

    heading: StrOrPromise
    rows: list[Row]
    total: int
    is_missing: bool = False


def rows_of(plan: Plan) -> list[Row]:
    """The plan's actions in their order, each with its lead body. Two queries."""
    actions = list(plan.actions.light().in_plan_order())
    bodies = ResponsibleBody.objects.in_bulk({one.lead_id for one in actions if one.lead_id})
    for one in actions:
        one.plan = plan
        if one.lead_id:
            one.lead = bodies[one.lead_id]
    return [Row(one, smart(one)) for one in actions]


def by_body(rows: Sequence[Row]) -> list[Placed]:
    """Under the body that leads, then those under none. No query."""
    nobody = _("No body leads them")
    placed = [
        Placed(row, row.one.lead_id, row.one.lead.name if row.one.lead else nobody, row.one.lead is None)
        for row in rows
    ]
    return sorted(placed, key=lambda one: (one.is_missing, str(one.heading), str(one.key)))


def in_time(rows: Sequence[Row]) -> list[Placed]:
    """Under the body that leads, in the order in which they begin; those without a day stand last."""
    return sorted(by_body(rows), key=lambda one: (one.is_missing, str(one.heading), str(one.key), _days(one.row.one)))


def _days(action: Action) -> tuple[date, date]:
    return (action.starts_on or action.ends_on or date.max, action.ends_on or date.max)


def by_theme(plan: Plan, rows: Sequence[Row]) -> list[Placed]:
    """Under each theme of what they serve, by itself or through a cluster; the largest theme first. Two queries."""
    tags = Tag.objects.standing().filter(kind=TagKind.THEME).order_by()
    through = ("recommendation__served_by", "recommendation__cluster_memberships__cluster__served_by")
    under: dict[UUID, set[UUID]] = {}
    for way in through:
        pairs = tags.filter(**{f"{way}__action__plan": plan}).values_list("term_id", f"{way}__action").distinct()
        for term, action in pairs:
            under.setdefault(term, set()).add(action)
    themes = catalogue().themes
    groups = [
        (term, themes[term].label, [row for row in rows if row.one.pk in keys])
        for term, keys in under.items()
        if term in themes
    ]
    groups.sort(key=lambda group: (-len(group[2]), str(group[1])))
    found = [Placed(row, term, label) for term, label, held in groups for row in held]
    told = {one.row.one.pk for one in found}
    return found + [Placed(row, None, _("No theme yet"), True) for row in rows if row.one.pk not in told]


def groups_of(page: Page[Placed], everything: Sequence[Placed]) -> list[Group]:
    """A page's rows under their headings."""
    totals = Counter(one.key for one in everything)
    groups = []
    for key, held in groupby(page, key=lambda one: one.key):
        rows = list(held)
        groups.append(Group(rows[0].heading, [one.row for one in rows], totals[key], rows[0].is_missing))
    return groups


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
    """The page's context, in a number of queries that does not grow with the plan."""
    context: dict[str, Any] = {"view": view}
    if view == "gap":
        return {**context, "gaps": gaps(), "has_actions": plan.actions.exists()}
    everything = rows_of(plan)
    filters = Filter(asked, plan, [row.one for row in everything])
    rows = [row for row in everything if filters.lets_pass(row.one)]
    if view == "theme":
        placed = by_theme(plan, rows)
    elif view in {"body", "time"}:
        placed = by_body(rows) if view == "body" else in_time(rows)
    else:
        placed = [Placed(row) for row in rows]
    page = Paginator(placed, PAGE_SIZE).get_page(asked.get("page"))
    context |= {
        "has_actions": bool(everything),
        "filters": filters,
        "rows": rows,
        "page": page,
        "shown": [one.row for one in page],
        "shown_actions": [one.row.one for one in page],
        "groups": groups_of(page, placed) if view in {"body", "theme"} else [],
        "lacking": [(quality.label, number) for quality, number in lacking(row.checks for row in rows).items()],
        "whole": sum(row.is_smart for row in rows),
        "standings": [(standing, sum(row.one.standing == standing for row in rows)) for standing in ActionStanding],
        "budgets": budget_totals(row.one for row in rows),
    }
    if view == "time":
        prefetch_related_objects(context["shown_actions"], "milestones")
        context["tones"] = [(standing, TONES[standing]) for standing in ActionStanding]
        context["time"] = timeline(context["shown_actions"], [row.one for row in rows], timezone.localdate())
    return context
