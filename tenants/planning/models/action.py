"""One action of the plan: what is done, by whom, by when, at what cost, and for which recommendations."""

from __future__ import annotations

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody
from tenants.planning.models.national import NationalPlanItem
from tenants.planning.models.plan import Plan
from tenants.tracker.models import Cluster, Recommendation


class ActionStanding(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    ABANDONED = "abandoned", _("Abandoned")


class ActionQuerySet(InstitutionQuerySet):
    def of_the_current_plan(self) -> Self:
        return self.filter(plan__is_current=True)

    def unfinished_of_earlier_plans(self) -> Self:
        return self.filter(plan__is_current=False).open()

    def serving(self, recommendation: Recommendation) -> Self:
        """Those that serve it, by itself or through a cluster it stands in."""
        through = ActionServes.objects.filter(
            Q(recommendation=recommendation) | Q(cluster__memberships__recommendation=recommendation)
        )
        return self.filter(pk__in=through.values("action"))

    def of_body(self, body: UUID) -> Self:
        """Those that the body leads or supports."""
        return self.filter(Q(lead=body) | Q(pk__in=SupportingBody.objects.filter(body=body).values("action")))

    def open(self) -> Self:
        """Those neither done nor abandoned."""
        return self.exclude(standing__in=[ActionStanding.DONE, ActionStanding.ABANDONED])

    def past_their_end(self, today: date) -> Self:
        return self.open().filter(ends_on__lt=today)

    def with_a_milestone_past(self, today: date) -> Self:
        """Open ones with a milestone that was to be reached before today and was not."""
        passed = Milestone.objects.filter(reached_on=None, due_on__lt=today)
        return self.open().filter(pk__in=passed.values("action"))

    def with_figures(self) -> Self:
        """With what the SMART check asks beyond the action's own fields, in the same query."""
        mine = {"action": OuterRef("pk")}
        lines = ActionServes.objects.filter(**mine).order_by().values("action")
        points = Milestone.objects.filter(**mine).order_by().values("action")
        indicators = apps.get_model("planning", "Indicator")._default_manager.filter(
            lines__action=OuterRef("pk"), retired_at=None
        )
        counted = ~Q(unit="") | Q(is_yes_no=True)
        return self.annotate(
            served=Coalesce(Subquery(lines.annotate(number=Count("pk")).values("number")), 0),
            has_purpose=Exists(
                ActionServes.objects.filter(Q(recommendation__isnull=False) | Q(cluster__isnull=False), **mine)
            ),
            first_due=Subquery(points.annotate(day=Min("due_on")).values("day")),
            last_due=Subquery(points.annotate(day=Max("due_on")).values("day")),
            has_indicator=Exists(indicators),
            has_baseline=Exists(indicators.filter(baseline__isnull=False)),
            has_target=Exists(indicators.filter(target__isnull=False)),
            has_unit=Exists(indicators.filter(counted)),
            has_whole_indicator=Exists(indicators.filter(counted, baseline__isnull=False, target__isnull=False)),
        )

    def light(self) -> Self:
        """With what the table and its figures show, and nothing long: a plan has thousands."""
        return self.with_figures().only(
            "plan_id", "title_ar", "title_en", "title_fr", "lead_id", "starts_on", "ends_on", "costs_nothing",
            "budget_amount", "budget_currency", "budget_source", "standing", "created_at",
        )  # fmt: skip

    def whole(self) -> Self:
        """With everything the checks, the page and the snapshot ask of an action. Four queries more."""
        supporting: Any = Prefetch("supporting", SupportingBody.objects.select_related("body"))
        serves: Any = Prefetch(
            "serves", ActionServes.objects.select_related("recommendation__document", "cluster", "national_item")
        )
        lines: Any = Prefetch(
            "indicator_lines",
            apps.get_model("planning", "IndicatorOf")
            ._default_manager.select_related("indicator__body")
            .order_by("indicator__created_at", "id"),
        )
        related = self.select_related("lead", "plan", "carried_from__plan").with_figures()
        return related.prefetch_related("milestones", supporting, serves, lines)

    def in_plan_order(self) -> Self:
        return self.order_by("created_at", "id")


class Action(InstitutionModel):
    """A step the state takes: its words, its bodies, its time, its cost, and how far it is."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    title_ar = models.CharField(_("title in Arabic"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    lead = models.ForeignKey(
        ResponsibleBody, null=True, blank=True, on_delete=models.PROTECT, related_name="led_actions"
    )
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    costs_nothing = models.BooleanField(_("needs no money of its own"), default=False)
    budget_amount = models.DecimalField(_("budget"), max_digits=14, decimal_places=2, null=True, blank=True)
    budget_currency = models.CharField(_("currency"), max_length=3, blank=True)
    budget_source = models.CharField(_("source of the money"), max_length=200, blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    obstacles_met_by = models.TextField(_("how they are met"), blank=True)
    standing = models.CharField(_("standing"), max_length=20, choices=ActionStanding, default="not_started")
    standing_on = models.DateField(_("since"), null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_into"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    # What `with_figures` adds.
    served: int
    has_purpose: bool
    first_due: date | None
    last_due: date | None
    has_indicator: bool
    has_baseline: bool
    has_target: bool
    has_unit: bool
    has_whole_indicator: bool

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes = [models.Index(fields=["plan", "created_at", "id"], name="action_in_plan_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_ar="") | ~Q(title_en="") | ~Q(title_fr=""), name="an_action_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="an_action_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(budget_amount=None, budget_currency="")
                | (Q(budget_amount__isnull=False) & ~Q(budget_currency="")),
                name="a_budget_has_its_currency",
            ),
            models.CheckConstraint(
                condition=Q(budget_amount=None) | Q(budget_amount__gt=0), name="a_budget_is_more_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(costs_nothing=False) | Q(budget_amount=None, budget_source=""),
                name="a_budget_or_no_cost_not_both",
            ),
            models.UniqueConstraint(fields=["plan", "carried_from"], name="an_action_is_carried_once_into_a_plan"),
            models.CheckConstraint(
                condition=Q(carried_from=None) | ~Q(carried_from=F("id")), name="an_action_is_not_carried_from_itself"
            ),
            models.CheckConstraint(
                condition=Q(standing="not_started") | Q(standing_on__isnull=False), name="a_standing_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_language(self) -> str:
        """The language of `title`: the reader's where it was given in it, else any."""
        wanted = (get_language() or "en")[:2]
        return next((code for code in (wanted, "en", "ar", "fr") if getattr(self, f"title_{code}", "")), wanted)

    @property
    def title(self) -> str:
        return getattr(self, f"title_{self.shown_language}")

    @property
    def is_over(self) -> bool:
        return self.standing in {ActionStanding.DONE, ActionStanding.ABANDONED}

    @property
    def next_milestone(self) -> Milestone | None:
        """The earliest that is not reached yet."""
        waiting = [one for one in self.milestones.all() if one.reached_on is None]
        return min(waiting, key=lambda one: one.due_on, default=None)

    def is_led_by(self, member: Member) -> bool:
        """Whether the member speaks for the body that leads it."""
        return member.role.speaks_for_a_body and member.body_id is not None and member.body_id == self.lead_id


class SupportingBody(InstitutionModel):
    """A body that helps the lead with an action."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="supporting")
    body = models.ForeignKey(ResponsibleBody, on_delete=models.PROTECT, related_name="supported_actions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "body"], name="a_body_supports_an_action_once")]

    def __str__(self) -> str:
        return f"{self.body_id} supports {self.action_id}"


class ActionServes(InstitutionModel):
    """What an action is for: a recommendation, a cluster of them, an SDG target by its code, such as 16.3, or an
    item of a national plan.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="serves")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="served_by"
    )
    cluster = models.ForeignKey(Cluster, null=True, blank=True, on_delete=models.CASCADE, related_name="served_by")
    sdg_code = models.CharField(max_length=10, blank=True)
    national_item = models.ForeignKey(
        NationalPlanItem, null=True, blank=True, on_delete=models.PROTECT, related_name="served_by"
    )

    class Meta:
        verbose_name = _("what an action serves")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation__isnull=False, cluster=None, sdg_code="", national_item=None)
                | Q(recommendation=None, cluster__isnull=False, sdg_code="", national_item=None)
                | (Q(recommendation=None, cluster=None, national_item=None) & ~Q(sdg_code=""))
                | Q(recommendation=None, cluster=None, sdg_code="", national_item__isnull=False),
                name="an_action_serves_one_thing_a_line",
            ),
            models.UniqueConstraint(fields=["action", "recommendation"], name="an_action_serves_a_recommendation_once"),
            models.UniqueConstraint(fields=["action", "cluster"], name="an_action_serves_a_cluster_once"),
            models.UniqueConstraint(
                fields=["action", "sdg_code"], condition=~Q(sdg_code=""), name="an_action_serves_a_target_once"
            ),
            models.UniqueConstraint(fields=["action", "national_item"], name="an_action_serves_a_national_item_once"),
        ]

    def __str__(self) -> str:
        thing = self.recommendation_id or self.cluster_id or self.sdg_code or self.national_item_id
        return f"{self.action_id} serves {thing}"


class Milestone(InstitutionModel):
    """A point by which one can see that an action moves: what is there then, and by when."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    words = models.CharField(_("what is there then"), max_length=300)
    due_on = models.DateField(_("due"))
    reached_on = models.DateField(_("reached"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_milestone_says_what_is_there")]

    def __str__(self) -> str:
        return self.words
