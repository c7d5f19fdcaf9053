"""What one person was told. The institution's schema."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member


class NoticeQuerySet(InstitutionQuerySet):
    def to_mail(self) -> Self:
        """Those whose mail has not left, of people who still belong here."""
        return self.filter(mailed_at=None, mail_refused="", member__left_at=None, member__awaits_account=False)

    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-told_at", "-id")


class Notice(InstitutionModel):
    """One thing a member is told, on her page of notices and by one mail: a request opened, a date that comes near.

    `kind` and `key` together name the occasion; a member is told of an occasion once. `facts` are what the sentence
    needs, `path` where it leads, without the language.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    # What the mail server said when it would not take the address.
    mail_refused = models.CharField(max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "key"], name="told_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="a_notice_has_its_occasion"),
            models.CheckConstraint(condition=Q(mailed_at=None) | Q(mail_refused=""), name="a_mail_left_or_was_refused"),
        ]
        indexes = [
            models.Index(fields=["member", "-told_at"], name="notice_of_member"),
            models.Index(fields=["kind", "key"], name="notice_occasion"),
            models.Index(fields=["member"], name="notice_unseen", condition=Q(seen_at=None)),
            models.Index(fields=["told_at"], name="notice_to_mail", condition=Q(mailed_at=None, mail_refused="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def with_unseen(members: QuerySet[Member]) -> QuerySet[Any]:
    """The members, each with `unseen_notices`: how many she has not opened yet. No further query."""
    counted = (
        Notice.objects.unseen().filter(member=OuterRef("pk")).order_by().values("member").annotate(number=Count("pk"))
    )
    return members.annotate(unseen_notices=Coalesce(Subquery(counted.values("number")), 0))
