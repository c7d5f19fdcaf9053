"""The implementation plan, and its versions as they were adopted."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet


class PlanStanding(models.TextChoices):
    DRAFTING = "drafting", _("Drafting")
    CONSULTATION = "consultation", _("Consultation")
    ADOPTED = "adopted", _("Adopted")


class PlanQuerySet(InstitutionQuerySet):
    def current(self) -> Self:
        return self.filter(is_current=True)


class Plan(InstitutionModel):
    """What the state undertakes to do about the recommendations, by whom and by when.

    One plan is current. While it stands adopted its contents rest; standings and milestones go on.
    """

    title = models.CharField(_("title"), max_length=200)
    standing = models.CharField(_("standing"), max_length=20, choices=PlanStanding, default=PlanStanding.DRAFTING)
    is_current = models.BooleanField(default=True)
    started_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("implementation plan")
        verbose_name_plural = _("implementation plans")
        constraints = [
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="one_plan_is_current"),
            models.CheckConstraint(condition=~Q(title=""), name="a_plan_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether its contents may change now."""
        return self.is_current and self.standing != PlanStanding.ADOPTED


class FrozenVersion(Exception):
    """Somebody tried to change a version of the plan after its adoption."""


def _refuse() -> NoReturn:
    raise FrozenVersion("A version of the plan stays as it was adopted.")


class PlanVersionQuerySet(InstitutionQuerySet):
    def update(self, **kwargs: Any) -> int:
        _refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        _refuse()


class PlanVersion(InstitutionModel):
    """The plan as it was adopted on a day: a copy that is whole by itself and is written once.

    `snapshot` has the shape that `tenants.planning.freezing.snapshot` gives.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    adopted_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.UUIDField()
    adopted_by_name = models.CharField(max_length=150)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_at", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="versions_of_a_plan_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse()
