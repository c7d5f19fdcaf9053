"""By which doors people outside come in: a link of their own, one for everybody, one that keeps nothing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.consultation.models.consultation import LANGUAGE_CHOICES, Consultation


class OrganisationKind(models.TextChoices):
    """For whom somebody outside speaks."""

    CIVIL_SOCIETY = "civil_society", _("Civil society")
    PARLIAMENT = "parliament", _("Parliament")
    NHRI = "nhri", _("National human rights institution")
    ACADEMIA = "academia", _("University or research")
    OTHER = "other", _("Other")


class GuestQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def in_list_order(self) -> Self:
        return self.order_by("organisation_kind", "email", "id")


class Guest(InstitutionModel):
    """Somebody outside who was invited to one consultation by a link of her own. Only a digest of it is kept."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"))
    organisation_kind = models.CharField(
        _("speaks for"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="ar")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    # The day alone: an exact time would tell who was reading when an unsigned comment came.
    opened_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited person")
        verbose_name_plural = _("invited people")
        indexes = [models.Index(fields=["consultation", "organisation_kind", "email"], name="guest_in_list_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "email"], condition=Q(revoked_at=None), name="an_address_is_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class DoorKind(models.TextChoices):
    OPEN = "open", _("Open link")
    ANONYMOUS = "anonymous", _("Anonymous link")


class DoorQuerySet(InstitutionQuerySet):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)


class Door(InstitutionModel):
    """A link that many use: the open one, which asks who writes, or the anonymous one, which keeps nothing of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="doors")
    kind = models.CharField(max_length=10, choices=DoorKind)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind"], condition=Q(revoked_at=None), name="one_standing_door_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
