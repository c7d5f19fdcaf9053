"""Fetching a cluster or a suggestion and the right to it in one step."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery, uuids
from tenants.tracker.listing.rows import all_ids
from tenants.tracker.models import Cluster, ClusterSuggestion, Recommendation
from tenants.tracker.record.links import review_name

MOST_FOUND = 20


def cluster_for(member: Member, pk: UUID, permission: Permission) -> Cluster:
    """The cluster. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    return get_object_or_404(Cluster, pk=pk)


def suggestion_for(member: Member, pk: UUID) -> ClusterSuggestion:
    """The suggestion, open or decided. Raises Denied without the right, Http404 for a stranger's."""
    check(member, Permission.CLASSIFY)
    return get_object_or_404(ClusterSuggestion.objects.select_related("cluster"), pk=pk)


def chosen(request: HttpRequest) -> list[UUID]:
    """The ticked recommendations that exist here."""
    keys = uuids(request.POST.getlist("chosen"))
    return list(Recommendation.objects.filter(pk__in=keys).values_list("pk", flat=True))


def candidates(words: str, cluster: Cluster) -> list[tuple[Recommendation, str]]:
    """The best matches for the words that do not stand in it yet, each with its review's name."""
    if not words:
        return []
    inside = set(cluster.memberships.values_list("recommendation_id", flat=True))
    keys = [key for key in all_ids(ListQuery(words=words[:300]), reviews()) if key not in inside][:MOST_FOUND]
    rows = Recommendation.objects.select_related("review", "document").in_bulk(keys)
    return [(rows[key], review_name(rows[key])) for key in keys if key in rows]
