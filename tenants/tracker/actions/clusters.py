"""Recommendations that ask for the same, gathered under one title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.records.models import AuditEntry
from tenants.tracker.actions.refusals import NothingToDo, Refused
from tenants.tracker.clusters import slots
from tenants.tracker.locking import authorise, institution_here, locked, touch
from tenants.tracker.models import Cluster, ClusterMembership, Recommendation

LANGUAGES = ("ar", "en", "fr")


class StillNeeded(Refused):
    """Something was built upon the cluster, so it stays."""


@transaction.atomic
def create_cluster(*, by: Member, title: str = "", titles: Mapping[str, str] | None = None, note: str = "") -> Cluster:
    """A new cluster, named by `title` or by `titles` (language -> title); one of the same title is used again.

    Raises Refused for an empty title.
    """
    authorise(by, Permission.CLASSIFY)
    said = _titles(titles or {})
    title = title.strip() or _known_by(said)
    if not title:
        raise Refused(_("Give the cluster a title."))
    # A form sent twice at once would make two.
    one_at_a_time("clusters")
    found = Cluster.objects.filter(title__iexact=title).first()
    if found is not None:
        return found
    cluster = Cluster(title=title, note=note.strip(), **{f"title_{code}": words for code, words in said.items()})
    cluster.save(force_insert=True)
    audit.record("cluster_created", cluster, by=by, after={"title": title})
    return cluster


@transaction.atomic
def rename_cluster(*, cluster: Cluster, title: str, by: Member) -> Cluster:
    """Give it another title to be known by. Raises Refused for an empty title."""
    authorise(by, Permission.CLASSIFY)
    title = title.strip()
    if not title:
        raise Refused(_("Give the cluster a title."))
    return _rewrite(held(cluster), {"title": title}, by)


@transaction.atomic
def describe_cluster(*, cluster: Cluster, titles: Mapping[str, str], note: str, by: Member) -> Cluster:
    """Write its titles in three languages and what is asked. Raises Refused when all titles are empty."""
    authorise(by, Permission.CLASSIFY)
    said = _titles(titles)
    title = _known_by(said)
    if not title:
        raise Refused(_("Give the cluster a title."))
    values = {"title": title, "note": note.strip(), **{f"title_{code}": words for code, words in said.items()}}
    return _rewrite(held(cluster), values, by)


def _rewrite(cluster: Cluster, values: Mapping[str, str], by: Member) -> Cluster:
    before = {name: getattr(cluster, name) for name in values}
    changed = [name for name in values if before[name] != values[name]]
    if changed:
        for name in changed:
            setattr(cluster, name, values[name])
        cluster.save(update_fields=changed)
        audit.record(
            "cluster_renamed",
            cluster,
            by=by,
            before={name: before[name] for name in changed},
            after={name: values[name] for name in changed},
        )
    return cluster


def _titles(titles: Mapping[str, str]) -> dict[str, str]:
    return {code: titles.get(code, "").strip() for code in LANGUAGES}


def _known_by(said: Mapping[str, str]) -> str:
    """The title in the institution's language, else the first that is given."""
    if not any(said.values()):
        return ""
    return said.get(institution_here().default_language) or next(words for words in said.values() if words)


def held(cluster: Cluster) -> Cluster:
    """The cluster as it stands, held until the transaction ends. Raises Cluster.DoesNotExist."""
    return Cluster.objects.select_for_update().get(pk=cluster.pk)


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
    """Take a recommendation out. The cluster stays, even with nobody in it: a plan may build on it."""
    authorise(by, Permission.CLASSIFY)
    recommendation = locked(membership.recommendation)
    standing = ClusterMembership.objects.select_related("cluster").filter(pk=membership.pk).first()
    if standing is None:
        return
    cluster = standing.cluster
    standing.delete()
    touch(recommendation)
    audit.record("unclustered", recommendation, by=by, before={"cluster": cluster.title})


@transaction.atomic
def merge_clusters(*, staying: Cluster, leaving: Cluster, by: Member) -> Cluster:
    """Everything of the one goes over to the other, what upper apps hang on it too; then the one is gone.

    Merging again after a double click changes nothing. Raises Refused for a cluster with itself, StillNeeded when
    something stays behind that nobody took over.
    """
    authorise(by, Permission.CLASSIFY)
    if staying.pk == leaving.pk:
        raise Refused(_("Choose another cluster to merge it with."))
    one_at_a_time("clusters")
    both = {one.pk: one for one in Cluster.objects.select_for_update().filter(pk__in=[staying.pk, leaving.pk])}
    if staying.pk in both and leaving.pk not in both:
        return both[staying.pk]
    staying, leaving = both[staying.pk], both[leaving.pk]
    there = ClusterMembership.objects.filter(cluster=staying).values("recommendation")
    moving = ClusterMembership.objects.filter(cluster=leaving)
    keys = list(moving.exclude(recommendation__in=there).values_list("recommendation_id", flat=True))
    moving.filter(recommendation__in=keys).update(cluster=staying)
    leaving.suggestions.update(cluster=staying)
    slots.hand_over(leaving, staying, by)
    _told(keys, "clustered", {"cluster": leaving.title}, {"cluster": staying.title}, by)
    audit.record("cluster_merged", staying, by=by, after={"title": leaving.title, "recommendations": len(keys)})
    _remove(leaving, by, verb="cluster_merged_away")
    return staying


@transaction.atomic
def split_cluster(*, cluster: Cluster, recommendations: Iterable[UUID], title: str, by: Member) -> Cluster:
    """Some of its recommendations go over into a new cluster, or into the one that has this title.

    Raises Refused for an empty title or its own, NothingToDo when none of them stands in it.
    """
    authorise(by, Permission.CLASSIFY)
    cluster = held(cluster)
    made = create_cluster(title=title, by=by)
    if made.pk == cluster.pk:
        raise Refused(_("Give the new cluster another title."))
    moving = ClusterMembership.objects.filter(cluster=cluster, recommendation__in=set(recommendations))
    keys = list(moving.values_list("recommendation_id", flat=True))
    if not keys:
        raise NothingToDo(_("Choose the recommendations that go into the new cluster."))
    there = ClusterMembership.objects.filter(cluster=made).values("recommendation")
    moving.filter(recommendation__in=there).delete()
    moving.update(cluster=made)
    _told(keys, "clustered", {"cluster": cluster.title}, {"cluster": made.title}, by)
    audit.record("cluster_split", cluster, by=by, after={"title": made.title, "recommendations": len(keys)})
    return made


@transaction.atomic
def delete_cluster(*, cluster: Cluster, by: Member) -> None:
    """Its recommendations stay, in no cluster or in their others. Twice is once. Raises StillNeeded."""
    authorise(by, Permission.CLASSIFY)
    standing = Cluster.objects.select_for_update().filter(pk=cluster.pk).first()
    if standing is None:
        return
    keys = list(standing.memberships.values_list("recommendation_id", flat=True))
    _told(keys, "unclustered", {"cluster": standing.title}, {}, by)
    _remove(standing, by, verb="cluster_deleted")


def _remove(cluster: Cluster, by: Member, *, verb: str) -> None:
    reasons = slots.reasons_to_stay(cluster)
    if reasons:
        raise StillNeeded(reasons[0])
    audit.record(verb, cluster, by=by, before={"title": cluster.title, "note": cluster.note})
    cluster.delete()


def _told(keys: list[UUID], verb: str, before: dict[str, str], after: dict[str, str], by: Member) -> None:
    """Write one line into the history of each recommendation."""
    Recommendation.objects.filter(pk__in=keys).update(changed_at=timezone.now())
    entries = []
    for key in keys:
        entry = audit.entry_for(verb, by=by, noun="recommendation", before=before, after=after)
        entry.object_id = key
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=1000)
