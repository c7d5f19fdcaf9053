"""The list of clusters as a file, with the columns that other apps add to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, in_portions
from tenants.tracker.clusters import slots
from tenants.tracker.clusters.figures import ClusterFigures, figures
from tenants.tracker.models import Progress

COLUMNS = (
    ListColumn(_("title"), lambda one: one.cluster.title),
    ListColumn(_("title in Arabic"), lambda one: one.cluster.title_ar),
    ListColumn(_("title in English"), lambda one: one.cluster.title_en),
    ListColumn(_("title in French"), lambda one: one.cluster.title_fr),
    ListColumn(_("what is asked"), lambda one: one.cluster.note),
    ListColumn(_("Recommendations, repeats counted once"), lambda one: one.counted),
    ListColumn(_("Recommendations"), lambda one: one.total),
    ListColumn(_("Reviews"), lambda one: len(one.reviews)),
    ListColumn(_("From whom"), lambda one: one.body_names),
    ListColumn(_("First year"), lambda one: one.first),
    ListColumn(_("Last year"), lambda one: one.last),
)


def _standing_at(status: str, one: ClusterFigures) -> int:
    return one.statuses.get(status, 0)


def _counted_elsewhere(place: int, one: ClusterFigures) -> int:
    return one.extra[place][1]


def columns() -> tuple[ListColumn, ...]:
    """The list's own, how many recommendations stand at each status, and what other apps count."""
    statuses = [ListColumn(status.label, partial(_standing_at, status.value)) for status in Progress]
    added = [
        ListColumn(label, partial(_counted_elsewhere, place))
        for place, (label, _numbers) in enumerate(slots.cluster_columns([]))
    ]
    return (*COLUMNS, *statuses, *added, ListColumn(_("Key"), lambda one: str(one.cluster.pk)))


def portions(found: Any) -> Iterator[list[ClusterFigures]]:
    """The clusters with their figures. For each portion one query, and one for each column that was added."""
    for part in in_portions(found):
        shown = figures(part)
        added = slots.cluster_columns([one.cluster.pk for one in shown])
        for one in shown:
            one.extra = [(label, numbers.get(one.cluster.pk, 0)) for label, numbers in added]
        yield shown
