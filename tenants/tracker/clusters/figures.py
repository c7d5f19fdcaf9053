"""What clusters come to: how many recommendations, counted once, of whom, since when, and how far they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from shared.languages.direction import active_language
from shared.languages.lists import written_list
from shared.taxonomy.catalogue import catalogue
from tenants.tracker.listing.again import received
from tenants.tracker.models import Cluster
from tenants.tracker.once import COUNTED
from tenants.tracker.overview.figures import RUNG_OF

# One row for each cluster and review and status: how many stand there, and how many of them count.
NUMBERS = f"""
SELECT m.cluster_id, v.id, v.body_id, v.held_on, r.status, count(*), count(*) FILTER (WHERE {COUNTED})
FROM tracker_clustermembership m JOIN tracker_recommendation r ON r.id = m.recommendation_id
JOIN tracker_review v ON v.id = r.review_id WHERE m.cluster_id = ANY(%s)
GROUP BY m.cluster_id, v.id, v.body_id, v.held_on, r.status
"""  # noqa: S608  made of constants only


@dataclass
class ClusterFigures:
    """One cluster's numbers. `total` counts every row, `counted` those that no later one stands for."""

    cluster: Cluster
    total: int = 0
    counted: int = 0
    reviews: set[UUID] = field(default_factory=set)
    bodies: set[UUID] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    # status -> number, counted once
    statuses: dict[str, int] = field(default_factory=dict)
    extra: list[tuple[Any, int]] = field(default_factory=list)

    @property
    def first(self) -> int | None:
        return min(self.years, default=None)

    @property
    def last(self) -> int | None:
        return max(self.years, default=None)

    @property
    def list_url(self) -> str:
        """The list of what is counted."""
        return f"{reverse('tracker:list')}?{urlencode({'cluster': str(self.cluster.pk), 'count': 'once'})}"

    @cached_property
    def body_names(self) -> str:
        """The bodies in a sentence, by abbreviation where the reader uses Latin letters, in the taxonomy's order."""
        latin = active_language() != "ar"
        known = [term for key, term in catalogue().bodies.items() if key in self.bodies]
        ordered = sorted(known, key=lambda term: term.order)
        return written_list([term.abbreviation if latin and term.abbreviation else term.label for term in ordered])

    @property
    def received(self) -> str:
        """ "Received 7 times since 2008": how often the same was asked, each time counted."""
        return received(self.total, self.first)

    def chart_row(self) -> dict[str, Any]:
        """The line of the chart of progress."""
        urls = {rung: f"{self.list_url}&{urlencode({'status': status.value})}" for status, rung in RUNG_OF.items()}
        counts = {rung: self.statuses.get(status.value, 0) for status, rung in RUNG_OF.items()}
        address = reverse("tracker:cluster_page", args=[self.cluster.pk])
        return {"label": str(self.cluster), "counts": counts, "url": address, "urls": urls}


def figures(clusters: Collection[Cluster]) -> list[ClusterFigures]:
    """The numbers of some clusters in their order. One query."""
    made = {one.pk: ClusterFigures(one) for one in clusters}
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [list(made)])
        for key, review, body, held_on, status, total, counted in cursor.fetchall():
            one = made[key]
            one.total += total
            one.counted += counted
            one.reviews.add(review)
            one.bodies.add(body)
            if held_on:
                one.years.add(held_on.year)
            one.statuses[status] = one.statuses.get(status, 0) + counted
    return list(made.values())
