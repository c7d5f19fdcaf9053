"""What the page of the plan shows: its actions in a table, or by body, by theme, and what no action serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.planning.gaps import gaps_by_theme, without_action
from tenants.planning.models import Action, ActionStanding, Plan
from tenants.planning.smart import Check, missing_by_quality, smart
from tenants.tracker.models import Recommendation, Tag, TagKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VIEWS: dict[str, StrOrPromise] = {
    "": _("Table"),
    "body": _("By body"),
    "theme": _("By theme"),
    "gap": _("Without an action"),
}
SHOWN_GAPS = 12


@dataclass(frozen=True)
class Row:
    """An action with its checks; `served` counts the lines of what it is for."""

    one: Action
    checks: list[Check]
    served: int

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
    """Actions under one heading; `is_missing` marks those that have no body or no theme."""

    heading: StrOrPromise
    rows: list[Row]
    is_missing: bool = False


def rows_of(plan: Plan) -> list[Row]:
    """The plan's actions in their order. Four queries."""
    return [Row(one, smart(one), len(one.serves.all())) for one in plan.actions.whole().in_plan_order()]


def by_body(rows: Sequence[Row]) -> list[Group]:
    """Under the body that leads, then those under none. No query."""
    under: dict[UUID | None, list[Row]] = defaultdict(list)
    for row in rows:
        under[row.one.lead_id].append(row)
    bodies = {row.one.lead_id: row.one.lead for row in rows if row.one.lead}
    named = sorted((Group(body.name, under[key]) for key, body in bodies.items()), key=lambda one: str(one.heading))
    return named + ([Group(_("No body leads them"), under[None], True)] if None in under else [])


def by_theme(rows: Sequence[Row]) -> list[Group]:
    """Under each theme of what they serve, by itself or through a cluster; one action may stand under several.

    One query.
    """
    recommendations: dict[UUID, set[UUID]] = defaultdict(set)
    clusters: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        for line in row.one.serves.all():
            if line.recommendation_id:
                recommendations[line.recommendation_id].add(row.one.pk)
            elif line.cluster_id:
                clusters[line.cluster_id].add(row.one.pk)
    about = Q(recommendation__in=recommendations) | Q(recommendation__cluster_memberships__cluster__in=clusters)
    tags = Tag.objects.standing().filter(about, kind=TagKind.THEME)
    under: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = tags.values_list("term_id", "recommendation_id", "recommendation__cluster_memberships__cluster")
    for term, recommendation, cluster in pairs:
        under[term] |= recommendations.get(recommendation, set()) | clusters.get(cluster, set())
    themes = catalogue().themes
    groups = [
        Group(themes[term].label, [row for row in rows if row.one.pk in keys])
        for term, keys in under.items()
        if term in themes and keys
    ]
    groups.sort(key=lambda one: (-len(one.rows), str(one.heading)))
    placed: set[UUID] = set().union(*under.values()) if under else set()
    rest = [row for row in rows if row.one.pk not in placed]
    return groups + ([Group(_("No theme yet"), rest, True)] if rest else [])


def gaps() -> dict[str, Any]:
    """How many recommendations no action serves, by theme with the list behind each, and the first of them."""
    keys = without_action()
    counted, untold = gaps_by_theme(keys)
    themes = catalogue().themes
    lists = reverse("tracker:list")
    first = Recommendation.objects.filter(pk__in=keys).select_related("document").in_list_order()[:SHOWN_GAPS]
    return {
        "number": len(keys),
        "url": f"{lists}?{urlencode({'attention': 'unplanned'})}",
        "themes": [
            (themes[term].label, number, f"{lists}?{urlencode({'attention': 'unplanned', 'theme': themes[term].code})}")
            for term, number in counted.most_common()
            if term in themes
        ],
        "untold": untold,
        "first": list(first),
    }


def plan_page(plan: Plan, view: str) -> dict[str, Any]:
    """The page's context, in a number of queries that does not grow with the plan."""
    rows = rows_of(plan)
    context: dict[str, Any] = {
        "rows": rows,
        "lacking": [(quality.label, number) for quality, number in missing_by_quality(r.one for r in rows).items()],
        "whole": sum(row.is_smart for row in rows),
        "standings": [(standing, sum(row.one.standing == standing for row in rows)) for standing in ActionStanding],
        "views": [(name, label, name == view) for name, label in VIEWS.items()],
        "view": view,
    }
    if view == "body":
        context["groups"] = by_body(rows)
    elif view == "theme":
        context["groups"] = by_theme(rows)
    elif view == "gap":
        context["gaps"] = gaps()
    return context
