"""What is asked: a round, its questions, and the request each body gets."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission


class RoundStanding(models.TextChoices):
    """A round is prepared, opened by a job, runs until it is closed, and then rests for ever."""

    PREPARING = "preparing", _("Being prepared")
    OPENING = "opening", _("Being opened")
    OPEN = "open", pgettext_lazy("a round of information", "Open")
    CLOSED = "closed", pgettext_lazy("a round of information", "Closed")


class RoundSubject(models.TextChoices):
    RECOMMENDATIONS = "recommendations", _("Recommendations")
    ACTIONS = "actions", _("Actions of the plan")


class QuestionKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("kind of answer", "Text")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number")
    DAY = "day", pgettext_lazy("kind of answer", "Date")


def days_before() -> list[int]:
    return [7, 1]


def days_after() -> list[int]:
    return [1, 7]


class RoundQuerySet(InstitutionQuerySet):
    def open(self) -> Self:
        return self.filter(standing=RoundStanding.OPEN)

    def closed(self) -> Self:
        return self.filter(standing=RoundStanding.CLOSED)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")


class Round(InstitutionModel):
    """A round of information: the coordinator asks bodies what was done, by a day, in one language.

    `chosen` is the choice from which it was opened: {"query": the list's query string} for recommendations or
    {"plan": key, "ids": [...]} for actions, and {"bodies": [keys]} where not all bodies are asked. `remind_before` and
    `remind_after` are whole days around the deadline; `escalate_after` days after it the deputy is told.
    """

    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    language = models.CharField(
        _("language of the round"),
        max_length=2,
        choices=[("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))],
        default="ar",
    )
    subject = models.CharField(_("about"), max_length=20, choices=RoundSubject, default=RoundSubject.RECOMMENDATIONS)
    chosen = models.JSONField(default=dict)
    deadline = models.DateField(_("deadline"))
    remind_before = models.JSONField(default=days_before)
    remind_after = models.JSONField(default=days_after)
    escalate_after = models.PositiveSmallIntegerField(
        _("tell the deputy after (days)"), null=True, blank=True, default=3
    )
    standing = models.CharField(max_length=12, choices=RoundStanding, default=RoundStanding.PREPARING)
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=150, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of information")
        verbose_name_plural = _("rounds of information")
        indexes = [models.Index(fields=["standing", "deadline"], name="round_standing")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_round_has_a_title"),
            models.CheckConstraint(
                condition=(Q(standing="closed") & Q(closed_at__isnull=False))
                | (~Q(standing="closed") & Q(closed_at=None)),
                name="a_closed_round_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["preparing", "opening"]) | Q(opened_at__isnull=False),
                name="an_open_round_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.standing == RoundStanding.OPEN

    @property
    def is_closed(self) -> bool:
        return self.standing == RoundStanding.CLOSED


class Question(InstitutionModel):
    """Something the round asks about each recommendation or action, beside how far it is and what was done."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=QuestionKind, default=QuestionKind.TEXT)
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_question_asks_something"),
            models.UniqueConstraint(fields=["round", "order"], name="questions_stand_in_order"),
        ]

    def __str__(self) -> str:
        return self.words


class RequestQuerySet(InstitutionQuerySet):
    def running(self) -> Self:
        """Of rounds that are open, and not withdrawn."""
        return self.filter(round__standing=RoundStanding.OPEN, withdrawn_at=None)

    def visible_to(self, member: Member) -> Self:
        """A person who speaks for a body sees her own body's requests; who runs rounds sees all; nobody else any."""
        if member.may(Permission.RUN_ROUNDS):
            return self
        if member.may(Permission.ANSWER_REQUESTS) and member.body_id is not None:
            return self.filter(body_id=member.body_id)
        return self.none()


class Request(InstitutionModel):
    """What one body is asked in one round: the envelope around its updates.

    `deadline` is the round's unless the body was given longer. `holder` is the colleague who has taken it; without
    one, every focal point of the body is told. A withdrawn request keeps what was said and owes nothing more.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="requests")
    body = models.ForeignKey(ResponsibleBody, on_delete=models.PROTECT, related_name="requests")
    deadline = models.DateField(_("deadline"))
    extension_reason = models.TextField(_("reason for the longer time"), blank=True)
    holder = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="held_requests")
    escalated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")
        constraints = [
            models.UniqueConstraint(fields=["round", "body"], name="one_request_per_body_and_round"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="a_withdrawn_request_says_why",
            ),
        ]
        indexes = [models.Index(fields=["body", "deadline"], name="request_of_body")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.body_id}"

    @property
    def takes_answers(self) -> bool:
        """Whether the body may write in it at all."""
        return self.round.is_open and self.withdrawn_at is None
