"""States and what they belong to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.models.term import Term


class RegionalGroup(Term):
    """One of the five regional groups in which States sit at the United Nations."""

    class Meta(Term.Meta):
        verbose_name = _("regional group")
        verbose_name_plural = _("regional groups")


class Organisation(Term):
    """An organisation of States that sources name beside its members, such as the League of Arab States."""

    class Meta(Term.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class StateStatus(models.TextChoices):
    MEMBER = "member", _("Member State of the United Nations")
    OBSERVER = "observer", _("Observer State")
    TREATY_PARTY = "treaty_party", _("Party to treaties, not a member")
    ORGANISATION = "organisation", _("Organisation party to a treaty")
    ENTITY = "entity", _("Entity named by sources")


class State(Term):
    """A State, or an entity that mechanisms address like one. The code is its ISO 3166 alpha-3 code."""

    iso2 = models.CharField("ISO 3166 alpha-2", max_length=2, blank=True)
    iso3 = models.CharField("ISO 3166 alpha-3", max_length=3, blank=True)
    m49 = models.CharField("UN M49", max_length=3, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=StateStatus.choices)
    regional_group = models.ForeignKey(
        RegionalGroup, models.PROTECT, null=True, blank=True, verbose_name=_("regional group")
    )
    organisations = models.ManyToManyField(Organisation, through="Membership", verbose_name=_("organisations"))
    fictional = models.BooleanField(_("fictional"), default=False, help_text=_("Made up for demonstration and tests."))

    class Meta(Term.Meta):
        verbose_name = _("State")
        verbose_name_plural = _("States")


class Membership(models.Model):
    """A State's membership of an organisation."""

    id = models.UUIDField(primary_key=True, editable=False)
    state = models.ForeignKey(State, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["state", "organisation"], name="taxonomy_membership_once")]

    def __str__(self) -> str:
        return f"{self.state_id} {self.organisation_id}"
