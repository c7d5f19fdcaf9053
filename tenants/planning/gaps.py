"""Recommendations that no action of the current plan serves, by themselves or through a cluster."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from tenants.planning.models import ActionServes
from tenants.tracker.models import ClusterMembership, Recommendation, Tag, TagKind
from tenants.tracker.models.recommendation import RecommendationQuerySet

# A condition on `r`, the recommendation of the tracker's list. Each set is read once for the whole list.
WITHOUT_ACTION = (
    "(r.id NOT IN (SELECT s.recommendation_id FROM planning_actionserves s"
    " JOIN planning_action a ON a.id = s.action_id JOIN planning_plan p ON p.id = a.plan_id"
    " WHERE p.is_current AND s.recommendation_id IS NOT NULL)"
    " AND r.id NOT IN (SELECT m.recommendation_id FROM planning_actionserves s"
    " JOIN planning_action a ON a.id = s.action_id JOIN planning_plan p ON p.id = a.plan_id"
    " JOIN tracker_clustermembership m ON m.cluster_id = s.cluster_id WHERE p.is_current))"
)


def without_action() -> RecommendationQuerySet:
    """Those recommendations; unread, for there may be ten thousand."""
    served = ActionServes.objects.filter(action__plan__is_current=True, recommendation=OuterRef("pk"))
    gathered = ClusterMembership.objects.filter(
        cluster__served_by__action__plan__is_current=True, recommendation=OuterRef("pk")
    )
    found: RecommendationQuerySet = Recommendation.objects.filter(~Exists(served), ~Exists(gathered))
    return found


def gaps_by_theme() -> tuple[Counter[UUID], int]:
    """How many of them each theme has, by the theme's key, and how many have no theme. Two queries."""
    # Suggested ones too, as the list counts them: the figure and the list behind it agree.
    tags = Tag.objects.shown().filter(kind=TagKind.THEME)
    gaps = without_action()
    counted = (
        tags.filter(recommendation__in=gaps.order_by().values("pk"))
        .order_by()
        .values("term_id")
        .annotate(number=Count("recommendation", distinct=True))
    )
    untold = gaps.filter(~Exists(tags.filter(recommendation=OuterRef("pk")))).count()
    return Counter({row["term_id"]: row["number"] for row in counted}), untold
