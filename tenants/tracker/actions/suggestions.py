"""What a person decides about recommendations that may belong together."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions import bulk
from tenants.tracker.actions.clusters import create_cluster
from tenants.tracker.actions.refusals import NothingToDo, Refused
from tenants.tracker.locking import authorise
from tenants.tracker.models import Cluster, ClusterSuggestion, SuggestionState


@transaction.atomic
def confirm_suggestion(
    *,
    suggestion: ClusterSuggestion,
    by: Member,
    title: str = "",
    cluster: Cluster | None = None,
    leave_out: Iterable[UUID] = (),
) -> Cluster:
    """Put its recommendations into a new cluster of this title, or into `cluster`; some may be left out.

    Confirming twice is confirming once. Raises Refused when it was refused, without a title, or when nobody is left.
    """
    authorise(by, Permission.CLASSIFY)
    suggestion = _held(suggestion)
    if suggestion.state == SuggestionState.CONFIRMED and suggestion.cluster is not None:
        return suggestion.cluster
    if suggestion.state != SuggestionState.OPEN:
        raise Refused(_("This suggestion was decided already."))
    members = suggestion.members.exclude(recommendation__in=set(leave_out))
    keys = list(members.values_list("recommendation_id", flat=True))
    if not keys:
        raise Refused(_("Choose the recommendations that go into the cluster."))
    chosen = cluster or create_cluster(title=title, by=by)
    try:
        bulk.cluster(recommendations=keys, cluster=chosen, by=by)
    except NothingToDo:
        pass  # all of them stand in it by now
    _decide(suggestion, SuggestionState.CONFIRMED, chosen, by)
    return chosen


@transaction.atomic
def refuse_suggestion(*, suggestion: ClusterSuggestion, by: Member) -> None:
    """It does not come again. Twice is once. Raises Refused when it was confirmed."""
    authorise(by, Permission.CLASSIFY)
    suggestion = _held(suggestion)
    if suggestion.state == SuggestionState.REFUSED:
        return
    if suggestion.state != SuggestionState.OPEN:
        raise Refused(_("This suggestion was decided already."))
    _decide(suggestion, SuggestionState.REFUSED, suggestion.cluster, by)


def _held(suggestion: ClusterSuggestion) -> ClusterSuggestion:
    """Raises Refused when it was computed anew meanwhile and is gone."""
    found = ClusterSuggestion.objects.select_for_update(of=("self",)).select_related("cluster")
    standing = found.filter(pk=suggestion.pk).first()
    if standing is None:
        raise Refused(_("The suggestions were computed anew. Look at them as they stand now."))
    return standing


def _decide(suggestion: ClusterSuggestion, state: SuggestionState, cluster: Cluster | None, by: Member) -> None:
    suggestion.state, suggestion.cluster = state, cluster
    suggestion.decided_at, suggestion.decided_by_name = timezone.now(), by.name
    suggestion.save(update_fields=["state", "cluster", "decided_at", "decided_by_name"])
    note = {"size": suggestion.size, "score": suggestion.score, "words": suggestion.words}
    audit.record(f"suggestion_{state.value}", suggestion, by=by, after=note)
