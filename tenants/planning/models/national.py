"""The items of a national plan that actions serve beside recommendations."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet


class NationalPlanItemQuerySet(InstitutionQuerySet):
    def current(self) -> Self:
        return self.filter(retired_at=None)

    def in_plan_order(self) -> Self:
        return self.order_by("plan_name", "code", "id")


class NationalPlanItem(InstitutionModel):
    """A goal or measure of a national plan or strategy, by its code in that paper: National Strategy, 3.2."""

    plan_name = models.CharField(_("name of the national plan"), max_length=200)
    code = models.CharField(_("code"), max_length=30)
    title_ar = models.CharField(_("title in Arabic"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = NationalPlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a national plan")
        verbose_name_plural = _("items of national plans")
        constraints = [
            models.UniqueConstraint(fields=["plan_name", "code"], name="a_code_stands_once_in_a_national_plan"),
            models.CheckConstraint(
                condition=~Q(plan_name="") & ~Q(code="") & (~Q(title_ar="") | ~Q(title_en="") | ~Q(title_fr="")),
                name="an_item_has_plan_code_and_title",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def shown_language(self) -> str:
        """The language of `title`: the reader's where it was given in it, else any."""
        wanted = (get_language() or "en")[:2]
        return next((code for code in (wanted, "en", "ar", "fr") if getattr(self, f"title_{code}", "")), wanted)

    @property
    def title(self) -> str:
        return getattr(self, f"title_{self.shown_language}")
