"""Who answers for a recommendation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel
from tenants.members.models import ResponsibleBody
from tenants.tracker.models.recommendation import Recommendation


class Assignment(InstitutionModel):
    """A body that answers for a recommendation: one leads, others support."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="assignments")
    body = models.ForeignKey(ResponsibleBody, on_delete=models.PROTECT, related_name="assignments")
    lead = models.BooleanField(_("leads"), default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-lead", "since"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "body"], name="a_body_answers_once"),
            models.UniqueConstraint(fields=["recommendation"], condition=Q(lead=True), name="one_body_leads"),
        ]
        indexes = [models.Index(fields=["body", "recommendation"], name="assignment_body")]

    def __str__(self) -> str:
        return f"{self.body_id} {'leads' if self.lead else 'supports'}"
