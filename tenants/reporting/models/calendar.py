"""What is due to whom and when, the dates that slipped, and the addresses at which calendars fetch it."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from shared.taxonomy.catalogue import catalogue
from tenants.members.models import Member, ResponsibleBody
from tenants.tracker.models import Review


class ObligationKind(models.TextChoices):
    NATIONAL_REPORT = "national_report", _("National report")
    PERIODIC_REPORT = "periodic_report", _("Periodic report")
    FOLLOW_UP = "follow_up", _("Follow-up information")
    MID_TERM = "mid_term", _("Mid-term report")
    LIST_OF_ISSUES = "list_of_issues", _("Reply to a list of issues")
    VISIT = "visit", _("Visit of a special procedure")
    COMMUNICATION = "communication", _("Reply to a communication")
    ACCREDITATION = "accreditation", _("Accreditation by the SCA")
    OTHER = "other", _("Another obligation")


class Standing(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Rule(models.TextChoices):
    """How a date was counted; the sentences stand in tenants.reporting.reasons."""

    UPR_CALENDAR = "upr_calendar", _("The calendar of the Universal Periodic Review")
    UPR_PERIOD = "upr_period", _("The period of the Universal Periodic Review")
    HALF_WAY = "half_way", _("Half way between two reviews")
    PERIOD = "period", _("The period between two reports")
    FOLLOW_UP = "follow_up", _("The follow-up procedure")
    SIXTY_DAYS = "sixty_days", _("Sixty days for a communication")


class ObligationQuerySet(InstitutionQuerySet):
    def open(self) -> Self:
        return self.filter(standing=Standing.OPEN)

    def closed(self) -> Self:
        return self.exclude(standing=Standing.OPEN)

    def late(self) -> Self:
        """Open, and due before today."""
        return self.open().filter(due_on__lt=timezone.localdate())

    def in_year(self, year: int) -> Self:
        return self.filter(due_on__year=year)


class Obligation(InstitutionModel):
    """Something the institution or its state owes a body by a day: a report, a reply, a visit, an accreditation.

    `body_id` is the taxonomy's Body. `rule`, `counted_from` and `span` (months; days for a communication) say why the
    date was what it was; `computed` is true as long as the date is still the counted one. Nobody deletes a row.
    """

    body_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=20, choices=ObligationKind)
    # An import that is undone takes its review away; what was promised on its ground stays.
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.SET_NULL, related_name="obligations")
    reference = models.CharField(_("symbol or reference"), max_length=80, blank=True)
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(_("due on"))
    computed = models.BooleanField(default=False)
    rule = models.CharField(max_length=20, choices=Rule, blank=True)
    counted_from = models.DateField(null=True, blank=True)
    span = models.PositiveSmallIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    owner = models.ForeignKey(
        ResponsibleBody, verbose_name=_("who prepares it"), null=True, blank=True, on_delete=models.PROTECT
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body_id", "kind", "counted_from"],
                condition=~Q(rule="") & ~Q(rule="sixty_days"),
                name="an_obligation_is_counted_once",
            ),
            models.CheckConstraint(condition=Q(computed=False) | ~Q(rule=""), name="a_computed_date_has_its_rule"),
            models.CheckConstraint(
                condition=Q(rule="", counted_from=None, span=None)
                | (~Q(rule="") & Q(counted_from__isnull=False, span__isnull=False)),
                name="a_rule_counts_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(standing="done", done_on__isnull=False) | (~Q(standing="done") & Q(done_on=None)),
                name="done_obligations_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(standing="cancelled") & ~Q(cancel_reason="")
                | ~Q(standing="cancelled") & Q(cancel_reason=""),
                name="cancelled_obligations_say_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(title_ar="", title_en="", title_fr=""),
                name="another_obligation_has_a_title",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(standing="open"), name="open_obligations_by_day"),
            models.Index(fields=["standing", "due_on"], name="obligations_by_standing"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its own words, in the reader's language where they were given in it; else the name of its kind."""
        wanted = (get_language() or "en")[:2]
        texts = [getattr(self, f"title_{code}") for code in (wanted, "en", "ar", "fr")]
        return next((text for text in texts if text), str(ObligationKind(self.kind).label))

    def get_absolute_url(self) -> str:
        return reverse("reporting:obligation", args=[self.pk], urlconf=settings.INSTITUTION_URLCONF)

    @property
    def body_name(self) -> str:
        return body_name(self.body_id)

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


def body_name(body_id: UUID) -> str:
    """A body of the taxonomy in the reader's language; its key where the lists no longer hold it."""
    body = catalogue().bodies.get(body_id)
    return body.label if body else str(body_id)


class Slip(InstitutionModel):
    """A date that was moved: from when to when, and why. Written once; the institution's role cannot change it."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="slips")
    due_from = models.DateField()
    due_to = models.DateField()
    reason = models.TextField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(due_from=F("due_to")), name="a_slip_moves_a_date"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_slip_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.due_from} {self.due_to}"

    @property
    def days(self) -> int:
        """How far it moved; a date brought forward counts below zero."""
        return (self.due_to - self.due_from).days


class FeedTokenQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)


class FeedToken(InstitutionModel):
    """The secret in the address at which a member's calendar program fetches the obligations; its digest only."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="feed_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(revoked_at=None), name="one_feed_per_member"),
        ]

    def __str__(self) -> str:
        return str(self.member_id)
