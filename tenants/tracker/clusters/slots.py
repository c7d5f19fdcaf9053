"""Where the apps above the tracker add to a cluster: parts of its page, a column of the list, guards and heirs.

They register in `AppConfig.ready`; the tracker knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.safestring import SafeString

from tenants.members.models import Member
from tenants.tracker.models import Cluster

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    Renderer = Callable[[HttpRequest, Cluster], str]
    Column = Callable[[Collection[UUID]], dict[UUID, int]]
    Guard = Callable[[Cluster], StrOrPromise]
    Heir = Callable[[Cluster, Cluster, Member], None]

_parts: dict[Renderer, int] = {}
_columns: dict[Column, tuple[int, StrOrPromise]] = {}
_guards: list[Guard] = []
_heirs: list[Heir] = []


def cluster_part(order: int, renderer: Renderer) -> None:
    """Add a part to a cluster's page, lower orders first. The renderer gives safe HTML, or nothing to stay away."""
    _parts[renderer] = order


def cluster_parts(request: HttpRequest, cluster: Cluster) -> list[SafeString]:
    """The parts that have something to say, in their order."""
    drawn = (renderer(request, cluster) for renderer in sorted(_parts, key=lambda one: _parts[one]))
    return [html for html in drawn if isinstance(html, SafeString) and html.strip()]


def cluster_column(order: int, label: StrOrPromise, numbers: Column) -> None:
    """Add a column to the list of clusters. `numbers` answers for a page of clusters in one query."""
    _columns[numbers] = (order, label)


def cluster_columns(keys: Collection[UUID]) -> list[tuple[StrOrPromise, dict[UUID, int]]]:
    """Each column's label, and its number for each of the clusters that has one."""
    ordered = sorted(_columns, key=lambda one: _columns[one][0])
    return [(_columns[numbers][1], numbers(keys)) for numbers in ordered]


def cluster_guard(guard: Guard) -> None:
    """Add a guard: asked whether a cluster may go, it answers with a reason against it, or nothing."""
    _guards.append(guard)


def reasons_to_stay(cluster: Cluster) -> list[StrOrPromise]:
    """What was built upon a cluster, so that it cannot be deleted."""
    return [reason for guard in _guards if (reason := guard(cluster))]


def cluster_heir(heir: Heir) -> None:
    """Add an heir: when clusters are merged it moves what hangs on the one that goes to the one that stays.

    It gets (the one that goes, the one that stays, who merges), inside the transaction that merges.
    """
    _heirs.append(heir)


def hand_over(leaving: Cluster, staying: Cluster, by: Member) -> None:
    for heir in _heirs:
        heir(leaving, staying, by)
