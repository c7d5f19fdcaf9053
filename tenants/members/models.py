"""People inside an institution, the bodies that answer, and invitations. The institution's schema."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.roles import ROLES, Permission, Role


class BodyKind(models.TextChoices):
    """A body of the state acts and reports; the others give accounts of their own."""

    STATE = "state", _("Body of the state")
    NHRI = "nhri", _("National human rights institution")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    COMMITTEE = "committee", _("UN or regional committee")


ASSESSOR_KINDS = (BodyKind.NHRI, BodyKind.CIVIL_SOCIETY, BodyKind.COMMITTEE)


class ResponsibleBodyQuerySet(InstitutionQuerySet):
    def of_the_state(self) -> Self:
        return self.filter(kind=BodyKind.STATE, retired_at=None)

    def current(self) -> Self:
        return self.filter(retired_at=None)


class ResponsibleBody(InstitutionModel):
    """A ministry, agency or other body that answers for recommendations, or that assesses them."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind, default=BodyKind.STATE)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ResponsibleBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsible body")
        verbose_name_plural = _("responsible bodies")

    def __str__(self) -> str:
        return self.short_name or self.name


class MemberQuerySet(InstitutionQuerySet):
    def active(self) -> Self:
        """Those who may come in now."""
        return self.filter(left_at=None, awaits_confirmation=False, awaits_account=False)

    def present(self) -> Self:
        """The active, assessors whom the network has not confirmed yet, and people who have no account here yet."""
        return self.filter(left_at=None)

    def coordinators(self) -> Self:
        return self.filter(role_slug="coordinator")


class Member(InstitutionModel):
    """A person in this institution: her role here, and the body she speaks for."""

    user_id = models.UUIDField()
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    role_slug = models.CharField(_("role"), max_length=20, choices=[(role.slug, role.name) for role in ROLES])
    body = models.ForeignKey(
        ResponsibleBody, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    awaits_confirmation = models.BooleanField(default=False, db_default=False)
    # She came with an archive: `user_id` is nobody's until she accepts an invitation to her address.
    awaits_account = models.BooleanField(default=False, db_default=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["user_id"], condition=Q(left_at=None), name="one_place_per_person"),
            models.CheckConstraint(
                condition=~Q(role_slug__in=["focal_point", "assessor"]) | Q(body__isnull=False),
                name="focal_points_and_assessors_speak_for_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> Role:
        return Role.of(self.role_slug)

    def may(self, permission: Permission) -> bool:
        return permission in self.role.permissions

    @property
    def sees_people(self) -> bool:
        """For templates, which cannot ask with a permission."""
        return self.may(Permission.SEE_PEOPLE)

    @property
    def downloads_lists(self) -> bool:
        """For templates: whether lists are offered to her as files."""
        return self.may(Permission.EXPORT)

    @property
    def keeps_calendar(self) -> bool:
        """For templates, as above."""
        return self.may(Permission.MANAGE_CALENDAR)

    @property
    def runs_rounds(self) -> bool:
        """For templates, as above."""
        return self.may(Permission.RUN_ROUNDS)

    @property
    def answers_requests(self) -> bool:
        """For templates, as above."""
        return self.may(Permission.ANSWER_REQUESTS)


class InvitationQuerySet(InstitutionQuerySet):
    def unanswered(self) -> Self:
        """Neither accepted nor revoked; their time may be over."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self) -> Self:
        return self.unanswered().filter(expires_at__gt=timezone.now())


class Invitation(InstitutionModel):
    """A place offered to one address: single use, expiring, revocable. Only a digest of its token is kept."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    role_slug = models.CharField(_("role"), max_length=20, choices=[(role.slug, role.name) for role in ROLES])
    body = models.ForeignKey(
        ResponsibleBody, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("language"), max_length=2, default="ar")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.UUIDField(null=True)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(accepted_at=None, revoked_at=None), name="one_open_invitation"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="accepted_or_revoked_not_both"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def role(self) -> Role:
        return Role.of(self.role_slug)

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()
