"""A consultation: what is asked of people outside, about what, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from shared.languages.direction import LANGUAGES, active_language
from tenants.planning.models import Plan, PlanVersion
from tenants.tracker.models import Cluster

LANGUAGE_CHOICES = [("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]


class SubjectKind(models.TextChoices):
    """What people outside are asked about."""

    PLAN = "plan", _("The plan as it stands")
    VERSION = "version", _("An adopted version of the plan")
    CLUSTER = "cluster", _("A cluster of recommendations")
    DRAFT = "draft", _("A draft text")


class Standing(models.TextChoices):
    """Where a consultation stands on a day. It follows from what was done and from the calendar."""

    DRAFTING = "drafting", _("Being prepared")
    ANNOUNCED = "announced", _("Begins later")
    OPEN = "open", _("Open for comments")
    CLOSED = "closed", _("Closed")
    PUBLISHED = "published", _("Result published")


class ConsultationQuerySet(InstitutionQuerySet):
    def taking(self, today: date) -> Self:
        """Those that take comments on that day."""
        return self.filter(
            opened_at__isnull=False, closed_at=None, published_at=None, opens_on__lte=today, closes_on__gte=today
        )

    def closing_by(self, day: date, today: date) -> Self:
        return self.taking(today).filter(closes_on__lte=day)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")

    def without_text(self) -> Self:
        """For lists: neither the copy shown to guests nor the draft."""
        return self.defer("snapshot", "draft_text")


class Consultation(InstitutionModel):
    """People outside are asked for their comments on one thing for a set time.

    What they are shown is `snapshot`, a copy made when it was opened; its shape is that of
    `tenants.consultation.freezing.frozen`. Days are those of the institution's time zone.
    """

    title_ar = models.CharField(_("title in Arabic"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)
    introduction_fr = models.TextField(_("introduction in French"), blank=True)
    subject_kind = models.CharField(_("subject"), max_length=10, choices=SubjectKind)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations")
    version = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    # A cluster may be dissolved later: what guests were shown stays in the copy.
    cluster = models.ForeignKey(Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="consultations")
    draft_text = models.TextField(_("draft text"), blank=True)
    draft_language = models.CharField(_("language of the draft"), max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    shows_budgets = models.BooleanField(_("show the budgets of the actions"), default=False)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    snapshot = models.JSONField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        indexes = [models.Index(fields=["-created_at", "-id"], name="consultation_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_ar="") | ~Q(title_en="") | ~Q(title_fr=""), name="a_consultation_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_consultation_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="plan", plan__isnull=False, version=None, cluster=None, draft_text="")
                | Q(subject_kind="version", plan=None, version__isnull=False, cluster=None, draft_text="")
                | Q(subject_kind="cluster", plan=None, version=None, draft_text="")
                | (Q(subject_kind="draft", plan=None, version=None, cluster=None) & ~Q(draft_text="")),
                name="a_consultation_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=(Q(subject_kind="draft") & ~Q(draft_language=""))
                | (~Q(subject_kind="draft") & Q(draft_language="")),
                name="a_draft_has_its_language",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, snapshot=None) | Q(opened_at__isnull=False, snapshot__isnull=False),
                name="an_opened_consultation_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=False) | Q(closed_at=None, published_at=None),
                name="only_an_opened_consultation_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation:board", args=[self.pk])

    @property
    def shown_language(self) -> str:
        """The language of `title`: the reader's where it was given in it, else any."""
        return self._language_of("title")

    @property
    def title(self) -> str:
        return getattr(self, f"title_{self.shown_language}")

    @property
    def introduction_language(self) -> str:
        return self._language_of("introduction")

    @property
    def introduction(self) -> str:
        return getattr(self, f"introduction_{self.introduction_language}")

    @property
    def is_drafting(self) -> bool:
        return self.opened_at is None

    def standing_on(self, today: date) -> Standing:
        """Where it stands on a day of the institution's calendar."""
        if self.opened_at is None:
            return Standing.DRAFTING
        if self.published_at is not None:
            return Standing.PUBLISHED
        if self.closed_at is not None or today > self.closes_on:
            return Standing.CLOSED
        return Standing.OPEN if today >= self.opens_on else Standing.ANNOUNCED

    def _language_of(self, name: str) -> str:
        order = (active_language(), *LANGUAGES)
        return next((code for code in order if getattr(self, f"{name}_{code}")), order[0])


class Extension(InstitutionModel):
    """More time for comments, and why. Written once."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="extensions")
    closes_from = models.DateField()
    closes_to = models.DateField()
    reason = models.TextField(_("reason"))
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_its_reason"),
            models.CheckConstraint(condition=Q(closes_to__gte=F("closes_from")), name="an_extension_gives_more_time"),
        ]

    def __str__(self) -> str:
        return f"{self.closes_from} {self.closes_to}"
