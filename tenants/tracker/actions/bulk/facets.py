"""The parts of a recommendation that bulk changes touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tenants.tracker.actions.bulk.changing import Seen
from tenants.tracker.models import Assignment, Cluster, ClusterMembership, Recommendation, Tag


class Fields:
    """Some of the recommendation's own fields."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)

    def look(self, keys: Collection[UUID]) -> Seen:
        rows = Recommendation.objects.filter(pk__in=keys).values("pk", *self.names)
        return {str(row["pk"]): {name: _plain(row[name]) for name in self.names} for row in rows}

    def set_back(self, before: Seen, after: Seen) -> None:
        together: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        for key, seen in before.items():
            together[tuple(seen[name] for name in self.names)].append(key)
        for values, keys in together.items():
            Recommendation.objects.filter(pk__in=keys).update(**dict(zip(self.names, values, strict=True)))

    def told(self, seen: Any) -> dict[str, Any]:
        return dict(seen)


class Tags:
    """The tags of some terms, named `kind:term`. A term that does not tag a recommendation is None."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = sorted(terms)

    def look(self, keys: Collection[UUID]) -> Seen:
        seen: Seen = {str(key): dict.fromkeys(self.terms) for key in keys}
        wanted = Q(pk__in=[])
        for term in self.terms:
            kind, _colon, term_id = term.partition(":")
            wanted |= Q(kind=kind, term_id=term_id)
        for tag in Tag.objects.filter(wanted, recommendation__in=keys):
            seen[str(tag.recommendation_id)][f"{tag.kind}:{tag.term_id}"] = {
                "id": str(tag.pk),
                "provenance": tag.provenance,
                "source_label": tag.source_label,
                "by_id": _plain(tag.by_id),
                "by_name": tag.by_name,
                "at": _plain(tag.at),
            }
        return seen

    def set_back(self, before: Seen, after: Seen) -> None:
        now = [row["id"] for seen in after.values() for row in seen.values() if row]
        Tag.objects.filter(pk__in=now).delete()
        Tag.objects.bulk_create(
            [
                Tag(
                    recommendation_id=UUID(key),
                    kind=term.partition(":")[0],
                    term_id=UUID(term.partition(":")[2]),
                    **{**row, "at": datetime.fromisoformat(row["at"])},
                )
                for key, seen in before.items()
                for term, row in seen.items()
                if row
            ],
            batch_size=1000,
        )

    def told(self, seen: Any) -> dict[str, Any]:
        return {term: row["provenance"] if row else None for term, row in seen.items()}


class Assignments:
    """Everybody who answers for a recommendation."""

    def look(self, keys: Collection[UUID]) -> Seen:
        seen: Seen = {str(key): [] for key in keys}
        for one in Assignment.objects.filter(recommendation__in=keys).order_by("pk"):
            seen[str(one.recommendation_id)].append(
                {"id": str(one.pk), "body_id": str(one.body_id), "lead": one.lead, "since": _plain(one.since)}
            )
        return seen

    def set_back(self, before: Seen, after: Seen) -> None:
        Assignment.objects.filter(recommendation__in=list(before)).delete()
        Assignment.objects.bulk_create(
            [
                Assignment(recommendation_id=UUID(key), **{**row, "since": datetime.fromisoformat(row["since"])})
                for key, rows in before.items()
                for row in rows
            ],
            batch_size=1000,
        )

    def told(self, seen: Any) -> dict[str, Any]:
        lead = next((row["body_id"] for row in seen if row["lead"]), None)
        return {"lead": lead, "supporting": sorted(row["body_id"] for row in seen if not row["lead"])}


class Memberships:
    """Whether a recommendation stands in each of some clusters, named by their keys."""

    def __init__(self, clusters: Iterable[str]) -> None:
        self.clusters = sorted(clusters)
        self.titles = {str(key): one.title for key, one in Cluster.objects.in_bulk(self.clusters).items()}

    def look(self, keys: Collection[UUID]) -> Seen:
        seen: Seen = {str(key): dict.fromkeys(self.clusters) for key in keys}
        for one in ClusterMembership.objects.filter(recommendation__in=keys, cluster_id__in=self.clusters):
            seen[str(one.recommendation_id)][str(one.cluster_id)] = str(one.pk)
        return seen

    def set_back(self, before: Seen, after: Seen) -> None:
        now = [key for seen in after.values() for key in seen.values() if key]
        ClusterMembership.objects.filter(pk__in=now).delete()
        # A cluster that was deleted since takes nobody back.
        ClusterMembership.objects.bulk_create(
            [
                ClusterMembership(pk=UUID(pk), recommendation_id=UUID(key), cluster_id=UUID(cluster))
                for key, seen in before.items()
                for cluster, pk in seen.items()
                if pk and cluster in self.titles
            ],
            batch_size=1000,
        )

    def told(self, seen: Any) -> dict[str, Any]:
        titles = [self.titles[cluster] for cluster, pk in seen.items() if pk and cluster in self.titles]
        return {"cluster": titles[0]} if len(titles) == 1 else {"cluster": ", ".join(titles)} if titles else {}


def _plain(value: Any) -> Any:
    """A database value as JSON keeps it, without loss."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
