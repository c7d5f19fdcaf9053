"""The scales by which assessors judge, as this institution words them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel
from tenants.tracker.models.accounts import AssessorKind
from tenants.tracker.models.recommendation import Progress


class ScaleValue(InstitutionModel):
    """What this institution says of one value of a scale: its names, when to use it, its place, whether it is retired.

    For a value of the taxonomy, names left empty read as the taxonomy has them; a value without a row is wholly the
    taxonomy's. `own` marks the values the institution added; `progress` is empty where one says nothing about progress.
    """

    assessor_kind = models.CharField(max_length=20, choices=AssessorKind)
    code = models.CharField(max_length=40)
    own = models.BooleanField(default=False)
    label_ar = models.CharField(_("in Arabic"), max_length=80, blank=True)
    label_en = models.CharField(_("in English"), max_length=80, blank=True)
    label_fr = models.CharField(_("in French"), max_length=80, blank=True)
    use_ar = models.CharField(max_length=300, blank=True)
    use_en = models.CharField(max_length=300, blank=True)
    use_fr = models.CharField(max_length=300, blank=True)
    progress = models.CharField(max_length=20, choices=Progress, blank=True)
    order = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessor_kind", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_value_stands_once"),
            models.CheckConstraint(
                condition=Q(own=False) | ~Q(label_ar="") | ~Q(label_en="") | ~Q(label_fr=""),
                name="a_value_of_ones_own_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(assessor_kind="state", code__startswith="state:")
                | Q(assessor_kind="nhri", code__startswith="nhri:")
                | Q(assessor_kind="civil_society", code__startswith="cso:")
                | Q(assessor_kind="committee", code__startswith="treaty_body:"),
                name="a_value_stands_on_its_assessors_scale",
            ),
        ]

    def __str__(self) -> str:
        return self.code
