"""What the plan adds to a cluster: its indicators on its page, why it stays, and who inherits when it is merged."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.indicator_list import indicators_of_cluster
from tenants.planning.models import ActionServes, IndicatorOf
from tenants.tracker.models import Cluster

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def indicators_of_its_page(request: HttpRequest, cluster: Cluster) -> str:
    """The indicators that speak of the cluster itself, and a way to write one. One query."""
    indicators = indicators_of_cluster(cluster)
    may_plan = request.member.may(Permission.PLAN)  # type: ignore[attr-defined]
    if not indicators and not may_plan:
        return ""
    context = {"indicators": indicators, "cluster": cluster, "may_plan": may_plan}
    return render_to_string("planning/indicator_part.html", context, request)


def actions_serving(clusters: Collection[UUID]) -> dict[UUID, int]:
    """How many actions of the current plan serve each of the clusters themselves. One query."""
    lines = ActionServes.objects.filter(cluster__in=clusters, action__plan__is_current=True)
    return dict(lines.order_by().values_list("cluster").annotate(Count("action")))


def planned_or_measured(cluster: Cluster) -> StrOrPromise:
    """Why the cluster stays: an action of this plan or an earlier one serves it, or an indicator speaks of it."""
    if ActionServes.objects.filter(cluster=cluster).exists():
        return _("an action of the plan serves it")
    if IndicatorOf.objects.filter(cluster=cluster).exists():
        return _("an indicator measures it")
    return ""


def inherit(leaving: Cluster, staying: Cluster, by: Member) -> None:
    """What served or measured the cluster that goes serves or measures the one that stays, each once."""
    served = ActionServes.objects.filter(cluster=staying).values("action")
    ActionServes.objects.filter(cluster=leaving).exclude(action__in=served).update(cluster=staying)
    spoken_of = IndicatorOf.objects.filter(cluster=staying).values("indicator")
    IndicatorOf.objects.filter(cluster=leaving).exclude(indicator__in=spoken_of).update(cluster=staying)
    # The rest would say the same twice, and goes with the cluster.
