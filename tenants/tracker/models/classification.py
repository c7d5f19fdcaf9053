"""What a recommendation is about, and who says so."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.tracker.models.recommendation import Recommendation


class TagKind(models.TextChoices):
    THEME = "theme", _("Theme")
    GROUP = "group", _("Affected group")
    SDG = "sdg", _("SDG target")


class Provenance(models.TextChoices):
    """Who put the tag there. A refused tag is kept so that it is not suggested again."""

    SOURCE = "source", _("From the source")
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed by the institution")
    REFUSED = "refused", _("Refused")


class TagQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        """Tags that count as classification: the source's own and those a person confirmed."""
        return self.filter(provenance__in=[Provenance.SOURCE, Provenance.CONFIRMED])

    def shown(self) -> Self:
        return self.exclude(provenance=Provenance.REFUSED)


class Tag(InstitutionModel):
    """A theme, affected group or SDG target of a recommendation. `term_id` is the taxonomy's term."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10, choices=TagKind)
    term_id = models.UUIDField()
    provenance = models.CharField(max_length=10, choices=Provenance)
    source_label = models.CharField(max_length=200, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "kind", "term_id"], name="a_term_tags_once"),
        ]
        indexes = [models.Index(fields=["kind", "term_id", "recommendation"], name="tag_term")]

    def __str__(self) -> str:
        return f"{self.kind} {self.term_id}"
