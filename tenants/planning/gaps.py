"""Recommendations that no action of the current plan serves, by themselves or through a cluster."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Q

from tenants.planning.models import ActionServes
from tenants.tracker.models import ClusterMembership, Recommendation, Tag, TagKind

# A condition on `r`, the recommendation of the tracker's list. Each set is read once for the whole list.
WITHOUT_ACTION = (
    "(r.id NOT IN (SELECT s.recommendation_id FROM planning_actionserves s"
    " JOIN planning_action a ON a.id = s.action_id JOIN planning_plan p ON p.id = a.plan_id"
    " WHERE p.is_current AND s.recommendation_id IS NOT NULL)"
    " AND r.id NOT IN (SELECT m.recommendation_id FROM planning_actionserves s"
    " JOIN planning_action a ON a.id = s.action_id JOIN planning_plan p ON p.id = a.plan_id"
    " JOIN tracker_clustermembership m ON m.cluster_id = s.cluster_id WHERE p.is_current))"
)


def without_action() -> list[UUID]:
    """Their keys. Two queries."""
    served = set(
        ActionServes.objects.filter(action__plan__is_current=True, recommendation__isnull=False).values_list(
            "recommendation_id", flat=True
        )
    )
    through = Q(cluster__served_by__action__plan__is_current=True)
    gathered = ClusterMembership.objects.filter(through).values("recommendation")
    rows = Recommendation.objects.exclude(pk__in=served).exclude(pk__in=gathered)
    return list(rows.values_list("pk", flat=True))


def gaps_by_theme(keys: list[UUID]) -> tuple[Counter[UUID], int]:
    """How many of them each theme has, by the theme's key, and how many have no theme. One query."""
    # Suggested ones too, as the list counts them: the figure and the list behind it agree.
    tags = Tag.objects.shown().filter(kind=TagKind.THEME, recommendation__in=keys)
    pairs = list(tags.values_list("term_id", "recommendation_id"))
    return Counter(term for term, _one in pairs), len(set(keys) - {one for _term, one in pairs})
