"""How an institution decides what comes first: its criteria, the marks given by them, and where the bands begin."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.tracker.models.recommendation import Recommendation

MOST_MARKS = 3
HEAVIEST = 5


class Rule(models.TextChoices):
    """A fact from which a mark may be proposed. A person confirms it."""

    POSITION = "position", _("from the state’s position")
    FOLLOWUP = "followup", _("from the choice for follow-up")


class CriterionQuerySet(InstitutionQuerySet):
    def current(self) -> Self:
        return self.filter(retired_at=None)

    def in_order(self) -> Self:
        return self.order_by("order", "id")


class Criterion(InstitutionModel):
    """One of the questions by which an institution ranks its recommendations, such as how urgent they are.

    Each recommendation gets 0 to 3 marks by it, and `weight` (0 to 5) says how much they count.
    """

    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    help_ar = models.TextField(_("explanation in Arabic"), blank=True)
    help_en = models.TextField(_("explanation in English"), blank=True)
    help_fr = models.TextField(_("explanation in French"), blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    order = models.PositiveIntegerField(_("order"), default=0)
    rule = models.CharField(_("proposed"), max_length=10, choices=Rule, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(condition=Q(weight__range=(0, HEAVIEST)), name="a_weight_goes_from_0_to_5"),
            models.CheckConstraint(
                condition=~Q(name_ar="") | ~Q(name_en="") | ~Q(name_fr=""), name="a_criterion_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self._said("name")

    @property
    def help(self) -> str:
        return self._said("help")

    def _said(self, part: str) -> str:
        """In the reader's language, else in the first that there is."""
        wanted = (get_language() or "en")[:2]
        return next((said for code in (wanted, "ar", "en", "fr") if (said := getattr(self, f"{part}_{code}"))), "")


class Mark(InstitutionModel):
    """What one recommendation got by one criterion, 0 to 3, and who gave it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "criterion"], name="marked_once_by_a_criterion"),
            models.CheckConstraint(condition=Q(value__range=(0, MOST_MARKS)), name="marks_go_from_0_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class Bands(InstitutionModel):
    """From which scores on a priority is high or medium; below them it is low. An institution has one row."""

    one = models.BooleanField(default=True, unique=True)
    high_from = models.PositiveSmallIntegerField(_("high from"), default=67)
    medium_from = models.PositiveSmallIntegerField(_("medium from"), default=34)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one=True), name="there_is_one_row_of_bands"),
            models.CheckConstraint(
                condition=Q(medium_from__gte=1, high_from__gt=F("medium_from"), high_from__lte=100),
                name="high_begins_above_medium",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medium_from} {self.high_from}"
