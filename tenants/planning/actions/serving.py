"""What an action is for: recommendations, clusters, SDG targets, items of a national plan."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.holding import held_action, touch
from tenants.planning.models import Action, ActionServes, NationalPlanItem
from tenants.planning.refusals import NothingToServe
from tenants.records import audit
from tenants.tracker.locking import authorise, locked
from tenants.tracker.models import Cluster, Recommendation


def _note(line: ActionServes) -> dict[str, Any]:
    """The line as the log holds it."""
    if line.recommendation_id:
        return {"recommendation": str(line.recommendation_id)}
    if line.national_item is not None:
        return {"national": str(line.national_item)}
    return {"cluster": line.cluster.title} if line.cluster else {"sdg": line.sdg_code}


@transaction.atomic
def serve(
    *,
    action: Action,
    by: Member,
    recommendation: Recommendation | None = None,
    cluster: Cluster | None = None,
    sdg_code: str = "",
    national_item: NationalPlanItem | None = None,
) -> ActionServes:
    """Say that the action serves one recommendation, cluster, SDG target or item of a national plan. Twice is once.

    Raises NothingToServe when not exactly one is given, the target is unknown or the item retired, PlanRests.
    """
    authorise(by, Permission.PLAN)
    if sum((recommendation is not None, cluster is not None, bool(sdg_code), national_item is not None)) != 1:
        raise NothingToServe(
            _("Choose one recommendation, one cluster, one SDG target or one item of a national plan.")
        )
    if sdg_code and sdg_code not in catalogue().sdg_by_code:
        raise NothingToServe(_("There is no SDG target of this number."))
    action = held_action(action)
    if recommendation is not None:
        recommendation = locked(recommendation)
    if cluster is not None:
        # Whoever takes the last recommendation out dissolves the cluster; not meanwhile.
        cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    given = {
        "recommendation": recommendation,
        "cluster": cluster,
        "sdg_code": sdg_code,
        "national_item": national_item,
    }
    standing = action.serves.filter(**given).first()
    if standing is not None:
        return standing
    if national_item is not None and NationalPlanItem.objects.get(pk=national_item.pk).retired_at is not None:
        raise NothingToServe(_("This item of the national plan is retired."))
    line = ActionServes(action=action, **given)
    line.save(force_insert=True)
    touch(action)
    audit.record("action_serves", action, by=by, after=_note(line))
    if recommendation is not None:
        audit.record("planned", recommendation, by=by, after={"title": action.title})
    return line


@transaction.atomic
def unserve(*, line: ActionServes, by: Member) -> None:
    """The action serves this no longer. Raises PlanRests."""
    authorise(by, Permission.PLAN)
    action = held_action(line.action)
    standing = action.serves.select_related("recommendation", "cluster", "national_item").filter(pk=line.pk).first()
    if standing is None:
        return
    before, recommendation = _note(standing), standing.recommendation
    standing.delete()
    touch(action)
    audit.record("action_serves_no_longer", action, by=by, before=before)
    if recommendation is not None:
        audit.record("unplanned", recommendation, by=by, before={"title": action.title})
