"""Recommendations that belong together."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
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
    """Recommendations of several bodies and cycles that ask for the same.

    `title` is the one it is known by; the three languages are shown to their readers where they are given.
    `note` says in a few sentences what is asked.
    """

    title = models.CharField(_("title"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200, blank=True, default="", db_default="")
    title_en = models.CharField(_("title in English"), max_length=200, blank=True, default="", db_default="")
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True, default="", db_default="")
    note = models.TextField(_("what is asked"), blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="a_cluster_has_a_title")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title in the reader's language, else the one it is known by."""
        return getattr(self, f"title_{(get_language() or 'en')[:2]}", "") or self.title


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


class SuggestionState(models.TextChoices):
    OPEN = "open", _("to be reviewed")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")


class ClusterSuggestionQuerySet(InstitutionQuerySet):
    def open(self) -> Self:
        return self.filter(state=SuggestionState.OPEN)

    def most_certain_first(self) -> Self:
        return self.order_by("-score", "-size", "id")


class ClusterSuggestion(InstitutionModel):
    """Recommendations that read alike and may belong together, found by their words; a person decides.

    `score` goes from 0 to 100; `words` (as the texts write them) and `theme_ids` (the taxonomy's) are what they
    share. `cluster` is the one proposed to take them in, and, once confirmed, the one that did. A refused suggestion
    is kept so that it does not come again.
    """

    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    score = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    words = models.JSONField(default=list)
    theme_ids = models.JSONField(default=list)
    cluster = models.ForeignKey(Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions")
    found_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)

    objects = ClusterSuggestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-score", "-size", "id"], name="suggestion_by_certainty")]
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="a_suggestion_scores_0_to_100"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="a_suggestion_is_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} at {self.score}"


class SuggestedMember(InstitutionModel):
    """A recommendation's place in a suggestion; `score` says how much it is like the others, from 0 to 100."""

    suggestion = models.ForeignKey(ClusterSuggestion, on_delete=models.CASCADE, related_name="members")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="suggested_in")
    score = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "recommendation"], name="once_in_a_suggestion"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} in {self.suggestion_id}"
