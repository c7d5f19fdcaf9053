"""Accounts of implementation. A status is somebody's claim; they stand side by side, and the steps it took are kept."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import ResponsibleBody
from tenants.tracker.models.recommendation import Progress, Recommendation


class AssessorKind(models.TextChoices):
    STATE = "state", _("The state")
    NHRI = "nhri", _("The national human rights institution")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    COMMITTEE = "committee", _("The committee")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Public")
    INSTITUTION = "institution", _("Institution only")


class AssessmentQuerySet(InstitutionQuerySet):
    def current(self) -> Self:
        return self.filter(is_current=True)


class Assessment(InstitutionModel):
    """What one assessor says of one recommendation on a day, on the assessor's own scale.

    `value` is a code of the assessor's scale such as `state:partially`; `progress` is where that stands on the
    common ladder, empty where the value says nothing about progress. A newer one by the same assessor replaces it
    and keeps it. Without a body it is the institution's own: a mechanism's for the state, or an NHRI's finding.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="assessments")
    assessor_kind = models.CharField(max_length=20, choices=AssessorKind)
    body = models.ForeignKey(
        ResponsibleBody, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    value = models.CharField(_("assessment"), max_length=40)
    progress = models.CharField(max_length=20, choices=Progress, blank=True)
    assessed_on = models.DateField(_("date"))
    account_ar = models.TextField(blank=True)
    account_en = models.TextField(blank=True)
    account_fr = models.TextField(blank=True)
    # Where it was read: the paper of a committee's grade, or where the state said what an NHRI quotes.
    source = models.CharField(max_length=200, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.INSTITUTION)
    recorded_by = models.UUIDField(null=True)
    recorded_by_name = models.CharField(max_length=150, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "assessor_kind", "body"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="one_current_account_per_assessor",
            ),
            models.CheckConstraint(
                condition=Q(assessor_kind__in=["state", "nhri"]) | Q(body__isnull=False), name="an_assessor_is_a_body"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(is_current=False), name="a_withdrawn_account_is_not_current"
            ),
        ]
        indexes = [models.Index(fields=["recommendation", "is_current"], name="assessment_current")]

    def __str__(self) -> str:
        return self.value

    @property
    def account(self) -> str:
        """The assessor's words, in the reader's language where they were given in it."""
        wanted = (get_language() or "en")[:2]
        texts = [getattr(self, f"account_{code}") for code in (wanted, "en", "ar", "fr")]
        return next((text for text in texts if text), "")


class Cause(models.TextChoices):
    """Why a status shown became another."""

    ACCOUNT = "account", _("An account was recorded")
    WITHDRAWAL = "withdrawal", _("An account was withdrawn")
    RULE = "rule", _("The institution changed its rule")
    SCALE = "scale", _("A scale was changed")
    IMPORT = "import", _("Accounts were imported")


class StatusChangeQuerySet(InstitutionQuerySet):
    def since(self, day: date) -> Self:
        """Those of that day and later."""
        return self.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min)))


class StatusChange(InstitutionModel):
    """One step of the status a recommendation shows: from what to what, when, and on whose word since then.

    `assessor_kind` is empty where nothing is left for the status to rest on.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="status_changes")
    before = models.CharField(max_length=20, choices=Progress, blank=True)
    after = models.CharField(max_length=20, choices=Progress, blank=True)
    at = models.DateTimeField(default=timezone.now)
    cause = models.CharField(max_length=12, choices=Cause, default=Cause.ACCOUNT)
    reason = models.TextField(blank=True)
    assessment = models.ForeignKey(Assessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    assessor_kind = models.CharField(max_length=20, choices=AssessorKind, blank=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_step_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(after="", assessor_kind="") | (~Q(after="") & ~Q(assessor_kind="")),
                name="a_status_rests_on_somebodys_word",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="status_change_since"),
            models.Index(fields=["recommendation", "at", "id"], name="status_change_of"),
        ]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
