"""What need not be suggested: what stands together already, and what a person decided before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from tenants.tracker.models import ClusterMembership, ClusterSuggestion, SuggestedMember, SuggestionState


class Decided:
    """The clusters and the decided suggestions of all recommendations, read in three queries."""

    def __init__(self) -> None:
        self.clusters: dict[UUID, set[UUID]] = defaultdict(set)
        for key, cluster in ClusterMembership.objects.values_list("recommendation_id", "cluster_id"):
            self.clusters[key].add(cluster)
        self.decisions: dict[UUID, set[UUID]] = defaultdict(set)
        # The clusters into which somebody refused to put a recommendation.
        self.refused: dict[UUID, set[UUID]] = defaultdict(set)
        made = {
            one.pk: one.cluster_id if one.state == SuggestionState.REFUSED else None
            for one in ClusterSuggestion.objects.exclude(state=SuggestionState.OPEN)
        }
        members = SuggestedMember.objects.filter(suggestion__in=made)
        for key, suggestion in members.values_list("recommendation_id", "suggestion_id"):
            self.decisions[key].add(suggestion)
            wanted = made[suggestion]
            if wanted is not None and wanted not in self.clusters[key]:
                self.refused[key].add(wanted)

    def parts(self, one: UUID, other: UUID) -> bool:
        """Whether these two need not be suggested together."""
        if self.clusters[one] & self.clusters[other] or self.decisions[one] & self.decisions[other]:
            return True
        return bool(self.refused[one] & self.clusters[other] or self.refused[other] & self.clusters[one])

    def cluster_of_most(self, group: Iterable[UUID]) -> UUID | None:
        """The cluster in which most of them stand, None where none of them stands in one."""
        counted = Counter(cluster for key in group for cluster in self.clusters[key])
        return counted.most_common(1)[0][0] if counted else None
