"""Recommendations that ask for the same, gathered under one title."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Cluster, ClusterMembership, Recommendation


@transaction.atomic
def create_cluster(*, title: str, by: Member) -> Cluster:
    """A new cluster; one of the same title is used again. Raises Refused for an empty title."""
    authorise(by, Permission.CLASSIFY)
    title = title.strip()
    if not title:
        raise Refused(_("Give the cluster a title."))
    # A form sent twice at once would make two.
    one_at_a_time("clusters")
    found = Cluster.objects.filter(title__iexact=title).first()
    if found is not None:
        return found
    cluster = Cluster(title=title)
    cluster.save(force_insert=True)
    audit.record("cluster_created", cluster, by=by, after={"title": title})
    return cluster


@transaction.atomic
def rename_cluster(*, cluster: Cluster, title: str, by: Member) -> Cluster:
    """Raises Refused for an empty title."""
    authorise(by, Permission.CLASSIFY)
    title = title.strip()
    if not title:
        raise Refused(_("Give the cluster a title."))
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    if cluster.title != title:
        before, cluster.title = cluster.title, title
        cluster.save(update_fields=["title"])
        audit.record("cluster_renamed", cluster, by=by, before={"title": before}, after={"title": title})
    return cluster


@transaction.atomic
def add_to_cluster(*, cluster: Cluster, recommendation: Recommendation, by: Member) -> ClusterMembership:
    """Put a recommendation into a cluster. Twice is once."""
    authorise(by, Permission.CLASSIFY)
    recommendation = locked(recommendation)
    standing = ClusterMembership.objects.filter(cluster=cluster, recommendation=recommendation).first()
    if standing is not None:
        return standing
    membership = ClusterMembership(cluster=cluster, recommendation=recommendation)
    membership.save(force_insert=True)
    touch(recommendation)
    audit.record("clustered", recommendation, by=by, after={"cluster": cluster.title})
    return membership


@transaction.atomic
def remove_from_cluster(*, membership: ClusterMembership, by: Member) -> None:
    """Take a recommendation out. A cluster that nobody is left in goes too."""
    authorise(by, Permission.CLASSIFY)
    recommendation = locked(membership.recommendation)
    standing = ClusterMembership.objects.select_related("cluster").filter(pk=membership.pk).first()
    if standing is None:
        return
    cluster = standing.cluster
    standing.delete()
    touch(recommendation)
    audit.record("unclustered", recommendation, by=by, before={"cluster": cluster.title})
    if not cluster.memberships.exists():
        audit.record("cluster_dissolved", cluster, by=by, before={"title": cluster.title})
        cluster.delete()
