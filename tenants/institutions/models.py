"""Member institutions, where they are reached, and who belongs to them. Public schema."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import NetworkModel
from shared.languages.dates import MonthStyle


class InstitutionKind(models.TextChoices):
    NMIRF = "nmirf", _("National mechanism for implementation, reporting and follow-up")
    NHRI = "nhri", _("National human rights institution")


class Standing(models.TextChoices):
    """Where an institution stands between being asked for and being gone."""

    REQUESTED = "requested", _("Requested")
    CREATING = "creating", _("Being set up")
    READY = "ready", _("Ready")
    SUSPENDED = "suspended", _("Suspended")
    LEAVING = "leaving", _("Leaving")
    DROPPED = "dropped", _("Gone")


class StatusRule(models.TextChoices):
    """The institution's written rule for the status it shows, when accounts differ."""

    STATE = "state", _("The state's own report")
    NHRI = "nhri", _("The national human rights institution's finding, else the state's report")
    CAUTIOUS = "cautious", _("The most cautious of the accounts")
    LATEST = "latest", _("The latest account, whoever gave it")


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def serving(self) -> Self:
        return self.filter(standing=Standing.READY)

    def with_schema(self) -> Self:
        """Those whose schema stands in the database, serving or not."""
        return self.filter(standing__in=[Standing.READY, Standing.SUSPENDED, Standing.LEAVING])


class Institution(NetworkModel):
    """A member of the network: a national mechanism or a national human rights institution."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=InstitutionKind, default=InstitutionKind.NMIRF)
    state = models.ForeignKey(
        "taxonomy.State", verbose_name=_("state"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    schema_name = models.CharField(max_length=63, unique=True, editable=False)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.REQUESTED)
    standing_reason = models.TextField(blank=True)
    default_language = models.CharField(_("first language"), max_length=2, default="ar")
    month_style = models.CharField(
        _("month names in Arabic"), max_length=20, choices=MonthStyle, default=MonthStyle.INTERNATIONAL
    )
    # A name of the IANA list: whose morning reminders come in, and on whose day a deadline falls.
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC", db_default="UTC")
    requires_second_factor = models.BooleanField(_("second factor required"), default=False)
    status_rule = models.CharField(
        _("rule for the status shown"), max_length=20, choices=StatusRule, default=StatusRule.STATE
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def slug(self) -> str:
        """The first label of the institution's host."""
        return next((domain.slug for domain in self.domains.all() if domain.is_primary), "")


class Domain(NetworkModel):
    """A host under the network's own domain at which an institution answers."""

    slug = models.SlugField(max_length=40, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution"], condition=Q(is_primary=True), name="one_primary_domain"),
        ]

    def __str__(self) -> str:
        return self.slug


class Affiliation(NetworkModel):
    """A thin public line saying that a person belongs to an institution; roles are kept inside it."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="affiliations")
    # Row level security compares this with current_user: an institution's role sees only its own rows.
    owner_role = models.CharField(max_length=63, editable=False)
    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="affiliations")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user"], condition=Q(ended_at=None), name="one_open_affiliation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.institution_id}"


class Decision(models.TextChoices):
    """What became of a request to confirm an assessor. Only the network writes the second and third."""

    PENDING = "pending", _("Waiting")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AssessorConfirmation(NetworkModel):
    """An institution's request that the network confirm a person as an assessing body's own voice."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="assessor_confirmations")
    # An institution's role sees its own rows, adds pending ones, and may only withdraw them.
    owner_role = models.CharField(max_length=63, editable=False)
    invitation_id = models.UUIDField(unique=True)
    member_id = models.UUIDField(null=True)
    body_name = models.CharField(_("body"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    asked_by_name = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["pending", "withdrawn"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.decision}"


class SchemaScript(NetworkModel):
    """The template schema's DDL, replayed to make an institution's schema in one transaction."""

    fingerprint = models.CharField(max_length=64, unique=True)
    statements = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.fingerprint[:12]
