"""Recommendations that belong together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel
from tenants.tracker.models.recommendation import Recommendation


class LinkKind(models.TextChoices):
    REPEATS = "repeats", _("repeats")
    SPLITS = "splits", _("is a part of")
    MERGES = "merges", _("brings together")
    SUPERSEDES = "supersedes", _("replaces")


class Link(InstitutionModel):
    """A later recommendation and an earlier one that it repeats, splits, merges or supersedes."""

    later = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="earlier_links")
    earlier = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="later_links")
    kind = models.CharField(max_length=12, choices=LinkKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier", "kind"], name="a_link_is_said_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="a_link_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} {self.kind} {self.earlier_id}"


class Cluster(InstitutionModel):
    """Recommendations of several bodies and cycles that ask for the same."""

    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")

    def __str__(self) -> str:
        return self.title


class ClusterMembership(InstitutionModel):
    """A recommendation's place in a cluster; it may have several."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="memberships")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="cluster_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "recommendation"], name="once_in_a_cluster"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} in {self.cluster_id}"
