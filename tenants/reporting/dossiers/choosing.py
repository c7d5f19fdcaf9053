"""What can be chosen for a report: the reviews and clusters that are held, in the reader's words."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from shared.languages.dates import written_month
from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.reporting.dossiers.papers import Paper
from tenants.tracker.models import Cluster, Kind, Review

MOST_CLUSTERS = 500


def reviews_held(paper: Paper, body: UUID | None = None) -> list[tuple[str, str]]:
    """Reviews of the template's mechanisms (or of one body among them) with how much they hold, the latest first."""
    lists = catalogue()
    counted = Count("recommendations", filter=Q(recommendations__kind=Kind.RECOMMENDATION))
    found = []
    for review in Review.objects.annotate(held=counted).filter(held__gt=0).order_by("-held_on", "id"):
        term = lists.bodies.get(review.body_id)
        if term is None or (body is not None and review.body_id != body):
            continue
        if paper.mechanisms and lists.mechanisms[term.mechanism_id].code not in paper.mechanisms:
            continue
        found.append((str(review.pk), review_label(review, term.label)))
    return found


def review_label(review: Review, body: str) -> str:
    parts = [body]
    if review.cycle:
        parts.append(_("cycle %(number)s") % {"number": written_number(review.cycle)})
    if review.held_on:
        parts.append(written_month(review.held_on))
    held = getattr(review, "held", None)
    return " · ".join(parts) + (f" ({written_number(held)})" if held is not None else "")


def clusters_held() -> list[tuple[str, str]]:
    found = Cluster.objects.filter(memberships__isnull=False).distinct().order_by("title", "id")[:MOST_CLUSTERS]
    return [(str(one.pk), one.name) for one in found]
