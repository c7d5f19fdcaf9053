"""What is said: an update for each thing asked, as it is written, submitted, returned and accepted."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.followup.models.asking import Question, Request
from tenants.members.models import Member
from tenants.planning.models import Action
from tenants.tracker.models import Recommendation


class UpdateStanding(models.TextChoices):
    WAITING = "waiting", _("Not begun")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned with a remark")
    ACCEPTED = "accepted", _("Accepted")


# The body may still write.
OPEN_STANDINGS = (UpdateStanding.WAITING, UpdateStanding.DRAFT, UpdateStanding.RETURNED)


class UpdateQuerySet(InstitutionQuerySet):
    def owed(self) -> Self:
        """What the body still has to send."""
        return self.filter(standing__in=OPEN_STANDINGS, request__withdrawn_at=None)

    def to_review(self) -> Self:
        return self.filter(standing=UpdateStanding.SUBMITTED)

    def visible_to(self, member: Member) -> Self:
        return self.filter(request__in=Request.objects.visible_to(member))

    def in_request_order(self) -> Self:
        return self.order_by("order", "id")


class Update(InstitutionModel):
    """One thing asked of one body in one round, and what the body says about it now.

    `value` is how far it is: a code of the state's scale such as "state:partially" for a recommendation, a standing
    such as "in_progress" for an action. `account` is what was done, in `language`. `revision` grows with each change,
    so that two who write at once do not overwrite each other. `holder` is the colleague to whom it was passed.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="updates")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="updates"
    )
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="updates")
    order = models.PositiveIntegerField(default=0)
    standing = models.CharField(max_length=10, choices=UpdateStanding, default=UpdateStanding.WAITING)
    value = models.CharField(_("how far it is"), max_length=40, blank=True)
    account = models.TextField(_("what was done"), blank=True)
    language = models.CharField(max_length=2, blank=True)
    holder = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="held_updates")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by_name = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation__isnull=False, action=None) | Q(recommendation=None, action__isnull=False),
                name="an_update_is_about_one_thing",
            ),
            models.UniqueConstraint(fields=["request", "recommendation"], name="a_recommendation_is_asked_once"),
            models.UniqueConstraint(fields=["request", "action"], name="an_action_is_asked_once"),
            models.CheckConstraint(
                condition=~Q(standing__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                name="a_submitted_update_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["request", "order", "id"], name="update_of_request"),
            models.Index(fields=["request", "standing"], name="update_standing"),
            models.Index(fields=["recommendation"], name="update_of_recommendation"),
            models.Index(fields=["action"], name="update_of_action"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.standing}"

    @property
    def is_open(self) -> bool:
        """Whether the body may write; the round's own standing is asked besides."""
        return self.standing in OPEN_STANDINGS


class Answer(InstitutionModel):
    """The body's answer to one of the round's own questions about one thing, as it is written now."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    # As the question's kind writes it: text, "yes" or "no", a number with a point, an ISO day.
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return self.words[:60]


class Written(Exception):
    """Somebody tried to change what was already said."""


def _refuse() -> NoReturn:
    raise Written("What was submitted or remarked stays as it was said.")


class OnceQuerySet(InstitutionQuerySet):
    def update(self, **kwargs: Any) -> int:
        _refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        _refuse()


class Once(InstitutionModel):
    """Written once; the institution's own role in the database may add such rows and never change them."""

    objects = OnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse()


class Submission(Once):
    """An update as it was submitted: who said what, when, and by which way. It stays when the round is closed.

    `content` holds value, account, language, answers as [{question, words}] and evidence as [{id, title, sha256}].
    """

    update = models.ForeignKey(Update, on_delete=models.DO_NOTHING, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    # "page" or "workbook"
    way = models.CharField(max_length=10, default="page")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["update", "number"], name="submissions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.update_id} {self.number}"


class Remark(Once):
    """What the coordinator decided about a submission: accepted, or returned with her words."""

    update = models.ForeignKey(Update, on_delete=models.DO_NOTHING, related_name="remarks")
    submission = models.ForeignKey(Submission, on_delete=models.DO_NOTHING, related_name="remarks")
    accepted = models.BooleanField()
    words = models.TextField(blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(accepted=True) | ~Q(words=""), name="a_return_says_why"),
        ]
        indexes = [models.Index(fields=["update", "-at"], name="remark_of_update")]

    def __str__(self) -> str:
        return self.words[:60]
