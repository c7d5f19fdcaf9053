"""The network itself: the secretariat's people and its log. Public schema."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import NetworkModel
from tenants.network.roles import BY_SLUG, NetworkPermission


class NetworkRole(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator of the network")
    CURATOR = "curator", _("Curator")


class SecretariatMemberQuerySet(models.QuerySet["SecretariatMember"]):
    def active(self) -> Self:
        return self.filter(left_at=None)


class SecretariatMember(NetworkModel):
    """A person of the secretariat. She has no place inside any institution by it."""

    user = models.ForeignKey("users.User", on_delete=models.PROTECT, related_name="secretariat_places")
    role = models.CharField(_("role"), max_length=20, choices=NetworkRole)
    since = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SecretariatMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(left_at=None), name="one_secretariat_place"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    def may(self, permission: NetworkPermission | str) -> bool:
        return permission in BY_SLUG[self.role].permissions


class NetworkEntry(NetworkModel):
    """One thing done in the network's name: who, when, to what."""

    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.noun} {self.object_id}"

    @property
    def words(self) -> str:
        """The entry as a sentence."""
        sentence = {
            "confirmed": _("%(email)s was confirmed as a voice of %(body)s"),
            "declined": _("%(email)s was declined as a voice of %(body)s"),
            "appointed": _("%(email)s was appointed to the secretariat"),
            "seeded": _("The demonstration was filled in"),
        }.get(self.verb)
        if sentence is None:
            return f"{self.verb} {self.noun}"
        return sentence % {"email": self.details.get("email", ""), "body": self.details.get("body", "")}
