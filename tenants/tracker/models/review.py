"""Where recommendations come from: one examination, and the papers it left."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel


class Review(InstitutionModel):
    """One examination by one body: the UPR's third cycle, the CEDAW Committee's fifth report, a country visit.

    `body_id` is the taxonomy's Body. `cycle` is the UPR's cycle or the number of the periodic report.
    """

    body_id = models.UUIDField()
    cycle = models.PositiveSmallIntegerField(_("cycle"), null=True, blank=True)
    session = models.PositiveSmallIntegerField(_("session"), null=True, blank=True)
    held_on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["body_id", "cycle", "session"],
                condition=Q(cycle__isnull=False) | Q(session__isnull=False),
                nulls_distinct=False,
                name="one_review_per_body_and_cycle",
            ),
            models.UniqueConstraint(
                fields=["body_id", "held_on"],
                condition=Q(cycle=None, session=None),
                nulls_distinct=False,
                name="one_review_without_number_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.cycle or ''} {self.session or ''}"


class Document(InstitutionModel):
    """A paper of a review, with its symbol: a Working Group report, concluding observations, an addendum."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="documents")
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    title_ar = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_fr = models.CharField(max_length=300, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~Q(symbol=""), name="one_document_per_symbol"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title_en or self.title_ar or self.title_fr
