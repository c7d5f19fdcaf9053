"""Put many recommendations into a cluster, or take them out, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions.bulk.changing import VERBS, Verb, change, hold
from tenants.tracker.actions.bulk.facets import Memberships
from tenants.tracker.actions.clusters import held
from tenants.tracker.locking import authorise
from tenants.tracker.models import BulkChange, Cluster, ClusterMembership


def _clusters_seen(seen: dict[str, dict[str, str | None]]) -> Memberships:
    return Memberships({cluster for row in seen.values() for cluster in row})


VERBS["clustered"] = Verb(Permission.CLASSIFY, _clusters_seen)
VERBS["unclustered"] = Verb(Permission.CLASSIFY, _clusters_seen)


@transaction.atomic
def cluster(*, recommendations: Iterable[UUID], cluster: Cluster, by: Member) -> BulkChange:
    """Put many into one cluster. Raises NothingToDo when all of them stand in it."""
    authorise(by, Permission.CLASSIFY)
    keys = hold(recommendations)
    cluster = held(cluster)

    def act() -> None:
        there = ClusterMembership.objects.filter(cluster=cluster, recommendation__in=keys)
        present = set(there.values_list("recommendation_id", flat=True))
        fresh = [ClusterMembership(cluster=cluster, recommendation_id=key) for key in keys if key not in present]
        ClusterMembership.objects.bulk_create(fresh, batch_size=1000)

    return change(verb="clustered", facet=Memberships([str(cluster.pk)]), keys=keys, act=act, by=by)


@transaction.atomic
def uncluster(*, recommendations: Iterable[UUID], cluster: Cluster, by: Member) -> BulkChange:
    """Take many out of a cluster, which stays. Raises NothingToDo when none of them stands in it."""
    authorise(by, Permission.CLASSIFY)
    keys = hold(recommendations)
    theirs = ClusterMembership.objects.filter(cluster=held(cluster), recommendation__in=keys)

    def act() -> None:
        theirs.delete()

    return change(verb="unclustered", facet=Memberships([str(cluster.pk)]), keys=keys, act=act, by=by)
