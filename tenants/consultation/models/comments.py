"""What people outside said, what became of it, and what the institution answered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.consultation.models.consultation import LANGUAGE_CHOICES, Consultation
from tenants.consultation.models.doors import Guest, OrganisationKind

LONGEST_COMMENT = 5_000


class CommentStanding(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted for publication")
    SET_ASIDE = "set_aside", _("Set aside")


class CommentQuerySet(InstitutionQuerySet):
    """Withdrawn comments keep their line and lose their words."""

    def given(self) -> Self:
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        return self.given().filter(standing=CommentStanding.WAITING)

    def accepted(self) -> Self:
        return self.given().filter(standing=CommentStanding.ACCEPTED)

    def by_part(self) -> Self:
        """The order of the subject's parts, the whole first; within one, by the day and then by no order that tells."""
        return self.order_by("part_order", "received_on", "id")


class Comment(InstitutionModel):
    """What somebody outside said about the whole or one part of what was put to consultation.

    An anonymous comment holds a day, a part, a language and its words. Its key is drawn at random, for the others'
    keys tell when they were made.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comments")
    guest = models.ForeignKey(Guest, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    is_anonymous = models.BooleanField(default=False)
    # Who came by the open link says it of herself.
    name = models.CharField(_("name"), max_length=150, blank=True)
    organisation_kind = models.CharField(_("speaks for"), max_length=20, choices=OrganisationKind, blank=True)
    shows_name = models.BooleanField(_("show my name"), default=False)
    part = models.CharField(max_length=20, blank=True)
    part_order = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(max_length=10, choices=CommentStanding, default=CommentStanding.WAITING)
    judged_by = models.UUIDField(null=True, blank=True)
    judged_by_name = models.CharField(max_length=150, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("why it is set aside"), blank=True)
    redacted_words = models.TextField(blank=True)
    redacted_by = models.UUIDField(null=True, blank=True)
    redacted_by_name = models.CharField(max_length=150, blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["consultation", "part_order", "received_on", "id"], name="comment_by_part"),
            models.Index(fields=["standing"], name="comment_waiting", condition=Q(standing="waiting")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=False)
                | Q(
                    guest=None,
                    name="",
                    organisation_kind="",
                    shows_name=False,
                    received_at=None,
                    changed_at=None,
                    withdrawn_at=None,
                ),
                name="an_anonymous_comment_keeps_nobody",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=True) | Q(received_at__isnull=False), name="a_signed_comment_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & ~Q(words="")
                | Q(withdrawn_at__isnull=False, words="", redacted_words=""),
                name="a_comment_has_words_until_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(standing="waiting", judged_at=None, judged_by=None)
                | (~Q(standing="waiting") & Q(judged_at__isnull=False, judged_by__isnull=False)),
                name="a_judged_comment_says_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(standing="set_aside") & ~Q(reason="")) | (~Q(standing="set_aside") & Q(reason="")),
                name="a_comment_is_set_aside_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(redacted_words="", redacted_at=None, redacted_by=None)
                | (~Q(redacted_words="") & Q(redacted_at__isnull=False, redacted_by__isnull=False)),
                name="a_redaction_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.words[:60]}".strip()

    @property
    def public_words(self) -> str:
        """What may be shown to others: the words, with what was redacted left out."""
        return self.redacted_words or self.words

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def who(self) -> str:
        """By whom, for the institution: the invited person, or what a visitor said of herself. Empty for nobody."""
        return str(self.guest) if self.guest is not None else self.name

    @property
    def public_name(self) -> str:
        """The name its author agreed to show; an address is never one."""
        if not self.shows_name:
            return ""
        return self.guest.name if self.guest is not None else self.name

    @property
    def public_kind(self) -> str:
        """For whom its author speaks, for others to read: only beside a name, for few speak for a parliament."""
        return self.speaks_for if self.shows_name else ""

    @property
    def speaks_for(self) -> str:
        """The kind of organisation in words, empty where nothing is known."""
        kind = self.guest.organisation_kind if self.guest is not None else self.organisation_kind
        return str(OrganisationKind(kind).label) if kind else ""


class Taken(models.TextChoices):
    """What the institution does with a comment."""

    ACCEPTED = "accepted", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NOT = "not", _("Not taken up")


class Reply(InstitutionModel):
    """The institution's answer to a comment, in words of its own. Several alike share a group."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="reply")
    taken = models.CharField(_("what becomes of it"), max_length=10, choices=Taken)
    words = models.TextField(_("reply"))
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    group_id = models.UUIDField(null=True, blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_reply_says_something")]

    def __str__(self) -> str:
        return f"{self.taken} {self.words[:60]}"
