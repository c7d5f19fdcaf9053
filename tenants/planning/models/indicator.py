"""What shows whether it gets better: indicators as OHCHR tells them apart, and their measurements over time."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.planning.models.action import Action
from tenants.tracker.models import Cluster, Recommendation


class IndicatorKind(models.TextChoices):
    """OHCHR, Human Rights Indicators (HR/PUB/12/5): commitment, effort, result."""

    STRUCTURAL = "structural", _("Structural")
    PROCESS = "process", _("Process")
    OUTCOME = "outcome", _("Outcome")


class Wanted(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Frequency(models.TextChoices):
    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    HALF_YEARLY = "half_yearly", _("Half-yearly")
    YEARLY = "yearly", _("Yearly")


class Course(models.TextChoices):
    """What the last measurement says about the way from baseline to target."""

    UNMEASURED = "unmeasured", _("Not measured yet")
    UNJUDGED = "unjudged", _("Measured, with nothing to judge it by yet")
    BEHIND = "behind", _("Behind")
    ON_COURSE = "on_course", _("On course")
    REACHED = "reached", _("Target reached")


class IndicatorQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        """Those that are still measured."""
        return self.filter(retired_at=None)

    def due(self, today: date | None = None) -> Self:
        return self.standing().filter(due_on__lte=today or timezone.localdate())

    def behind(self) -> Self:
        return self.standing().filter(course=Course.BEHIND)

    def measured_by(self, member: Member) -> Self:
        """Those of which she may say how they stand: her body measures them, or leads an action they speak of."""
        if member.may(Permission.PLAN):
            return self
        if not member.may(Permission.ASSESS_FOR_STATE) or not member.role.speaks_for_a_body or not member.body_id:
            return self.none()
        led = IndicatorOf.objects.filter(action__plan__is_current=True, action__lead=member.body_id)
        return self.filter(Q(body=member.body_id) | Q(pk__in=led.values("indicator")))

    def of_recommendation(self, recommendation: Recommendation) -> Self:
        """Those that speak of it: by itself, through a cluster, or through an action of the current plan."""
        itself, gathered = Q(recommendation=recommendation), Q(cluster__memberships__recommendation=recommendation)
        acted = Q(action__in=Action.objects.of_the_current_plan().serving(recommendation).values("pk"))
        return self.filter(pk__in=IndicatorOf.objects.filter(itself | gathered | acted).values("indicator"))

    def in_list_order(self) -> Self:
        """What is due first stands first; what is never due, last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "created_at", "id")


class Indicator(InstitutionModel):
    """Something that is counted again and again, or answered by yes or no, to see whether rights are enjoyed.

    `last_value`, `last_on`, `course` and `due_on` follow from the rest and are written by
    `tenants.planning.measuring.settle` alone.
    """

    name_ar = models.CharField(_("name in Arabic"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=IndicatorKind)
    is_yes_no = models.BooleanField(_("answered by yes or no"), default=False)
    wanted = models.CharField(_("direction"), max_length=6, choices=Wanted, default=Wanted.HIGHER)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("day of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=4, null=True, blank=True)
    target_on = models.DateField(_("day of the target"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    labels = models.JSONField(_("disaggregation"), default=list, blank=True)
    frequency = models.CharField(_("frequency"), max_length=12, choices=Frequency, default=Frequency.YEARLY)
    body = models.ForeignKey(
        ResponsibleBody, null=True, blank=True, on_delete=models.PROTECT, related_name="measured_indicators"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    last_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    course = models.CharField(_("course"), max_length=12, choices=Course, default=Course.UNMEASURED)
    due_on = models.DateField(_("due"), null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        indexes = [models.Index(fields=["due_on", "created_at", "id"], name="indicator_in_list_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_ar="") | ~Q(name_en="") | ~Q(name_fr=""), name="an_indicator_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(is_yes_no=False) | Q(kind="structural", unit=""),
                name="yes_or_no_is_structural_without_unit",
            ),
            models.CheckConstraint(
                condition=Q(is_yes_no=False)
                | (
                    (Q(baseline=None) | Q(baseline__in=[0, 1]))
                    & (Q(target=None) | Q(target__in=[0, 1]))
                    & (Q(last_value=None) | Q(last_value__in=[0, 1]))
                ),
                name="yes_or_no_is_one_or_nought",
            ),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None) | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(target=None, target_on=None) | Q(target__isnull=False, target_on__isnull=False),
                name="a_target_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(baseline_on=None) | Q(target_on=None) | Q(target_on__gt=F("baseline_on")),
                name="a_target_comes_after_its_baseline",
            ),
            models.CheckConstraint(
                condition=Q(baseline=None)
                | Q(target=None)
                | Q(wanted="higher", target__gte=F("baseline"))
                | Q(wanted="lower", target__lte=F("baseline")),
                name="a_target_lies_where_it_is_better",
            ),
            models.CheckConstraint(
                condition=Q(last_value=None, last_on=None, course="unmeasured")
                | (Q(last_value__isnull=False, last_on__isnull=False) & ~Q(course="unmeasured")),
                name="a_course_rests_on_a_measurement",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_language(self) -> str:
        """The language of `name`: the reader's where it was given in it, else any."""
        wanted = (get_language() or "en")[:2]
        return next((code for code in (wanted, "en", "ar", "fr") if getattr(self, f"name_{code}", "")), wanted)

    @property
    def name(self) -> str:
        return getattr(self, f"name_{self.shown_language}")

    @property
    def is_due(self) -> bool:
        return self.retired_at is None and self.due_on is not None and self.due_on <= timezone.localdate()


class IndicatorOf(InstitutionModel):
    """What an indicator speaks of: an action, a recommendation, or a cluster of them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="lines")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_lines")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="indicator_lines"
    )
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_lines"
    )

    class Meta:
        verbose_name = _("what an indicator speaks of")
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None, cluster=None)
                | Q(action=None, recommendation__isnull=False, cluster=None)
                | Q(action=None, recommendation=None, cluster__isnull=False),
                name="an_indicator_speaks_of_one_thing_a_line",
            ),
            models.UniqueConstraint(fields=["indicator", "action"], name="an_indicator_speaks_of_an_action_once"),
            models.UniqueConstraint(
                fields=["indicator", "recommendation"], name="an_indicator_speaks_of_a_recommendation_once"
            ),
            models.UniqueConstraint(fields=["indicator", "cluster"], name="an_indicator_speaks_of_a_cluster_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} of {self.action_id or self.recommendation_id or self.cluster_id}"


class MeasurementQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        """Those that no correction took the place of."""
        return self.filter(replaced_at=None)


class Measurement(InstitutionModel):
    """How an indicator stood on a day, by whom and from which source. A wrong one is corrected, and both stay."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    on = models.DateField(_("day it speaks of"))
    parts = models.JSONField(_("by label"), default=dict, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="corrected_by"
    )
    reason = models.TextField(_("reason"), blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-recorded_at"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"], condition=Q(replaced_at=None), name="one_measurement_stands_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, reason="") | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="a_correction_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}: {self.value}"
