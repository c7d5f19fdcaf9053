"""Who stands in for whom: deputies, absences with an alternate, and handovers."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody


class BodyDesk(InstitutionModel):
    """Who at a body is told when its answers stay away: the deputy whom the institution named."""

    body = models.OneToOneField(ResponsibleBody, on_delete=models.CASCADE, related_name="desk")
    deputy = models.ForeignKey(
        Member, verbose_name=_("deputy"), null=True, blank=True, on_delete=models.PROTECT, related_name="deputy_of"
    )

    def __str__(self) -> str:
        return str(self.body_id)


class AbsenceQuerySet(InstitutionQuerySet):
    def on(self, day: date) -> Self:
        return self.filter(begins_on__lte=day, ends_on__gte=day, ended_at=None)


class Absence(InstitutionModel):
    """Days on which a focal point is away, and the alternate who gets what would come to her."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    alternate = models.ForeignKey(
        Member, verbose_name=_("alternate"), on_delete=models.PROTECT, related_name="alternate_in"
    )
    begins_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))
    # Came back early.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="an_absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(member=F("alternate")), name="nobody_is_her_own_alternate"),
        ]
        indexes = [models.Index(fields=["member", "begins_on", "ends_on"], name="absence_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.begins_on} {self.ends_on}"


class Handover(InstitutionModel):
    """A departing focal point's open work given to her successor: how many requests and updates, by whom, when."""

    departing = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="handed_over")
    successor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="taken_over")
    requests = models.PositiveIntegerField(default=0)
    updates = models.PositiveIntegerField(default=0)
    note = models.TextField(_("what the successor should know"), blank=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(departing=F("successor")), name="nobody_hands_over_to_herself"),
        ]

    def __str__(self) -> str:
        return f"{self.departing_id} to {self.successor_id}"
