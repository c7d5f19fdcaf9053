"""Who recommends, and on what legal ground."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.models.term import Term


class Level(models.TextChoices):
    UN = "un", _("United Nations")
    REGIONAL = "regional", _("Regional")
    NHRI = "nhri", _("National human rights institutions")
    NATIONAL = "national", _("National")


class Mechanism(Term):
    """A procedure from which recommendations come: the UPR, the treaty bodies, a regional system, a national source."""

    short_label = models.CharField(_("short label"), max_length=80)
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)

    class Meta(Term.Meta):
        verbose_name = _("mechanism")
        verbose_name_plural = _("mechanisms")


class BodyCategory(models.TextChoices):
    CHARTER = "charter", _("Charter-based review")
    TREATY_BODY = "treaty_body", _("Treaty body")
    PROTOCOL_REPORT = "protocol_report", _("Treaty body, report under a protocol")
    WORKING_GROUP = "working_group", _("Working group")
    INDEPENDENT_EXPERT = "independent_expert", _("Independent expert")
    SPECIAL_RAPPORTEUR = "special_rapporteur", _("Special rapporteur")
    EXPERT_MECHANISM = "expert_mechanism", _("Expert mechanism")
    INVESTIGATION = "investigation", _("Investigation")
    SUPERVISORY_BODY = "supervisory_body", _("Supervisory body")
    POLITICAL_BODY = "political_body", _("Political body")
    EXPERT_BODY = "expert_body", _("Expert body")
    COURT = "court", _("Court")
    ACCREDITATION = "accreditation", _("Accreditation")
    INDEPENDENT_INSTITUTION = "independent_institution", _("Independent institution")
    PARLIAMENT = "parliament", _("Parliament")
    COMMITMENT = "commitment", _("Commitment")
    PLAN = "plan", _("Plan")
    INQUIRY = "inquiry", _("Inquiry")


class Scope(models.TextChoices):
    THEMATIC = "thematic", _("Thematic")
    COUNTRY = "country", _("Country")
    REGIONAL = "regional", _("Regional")


class Instrument(Term):
    """A treaty, declaration or standard. Dates that were not read in a source carry `dates_verified` False."""

    category = models.CharField(_("kind"), max_length=24)
    adopted = models.DateField(_("adopted on"), null=True, blank=True)
    in_force = models.DateField(_("in force since"), null=True, blank=True)
    monitoring_body = models.ForeignKey(
        "Body", models.PROTECT, null=True, blank=True, related_name="instruments", verbose_name=_("monitoring body")
    )
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    dates_verified = models.BooleanField(_("dates verified"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")


class Body(Term):
    """Who speaks within a mechanism: a committee, a mandate holder, a court, a parliament."""

    abbreviation = models.CharField(_("abbreviation"), max_length=24, blank=True)
    mechanism = models.ForeignKey(Mechanism, models.PROTECT, related_name="bodies", verbose_name=_("mechanism"))
    category = models.CharField(_("kind"), max_length=24, choices=BodyCategory.choices)
    scope = models.CharField(_("scope"), max_length=16, choices=Scope.choices, blank=True)
    treaty = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("treaty")
    )
    symbol_pattern = models.TextField(_("document symbols"), blank=True)
    # Usual values only: the date printed in a document comes first.
    followup_months = models.PositiveSmallIntegerField(_("follow-up after (months)"), null=True, blank=True)
    periodicity_years = models.DecimalField(_("period (years)"), max_digits=3, decimal_places=1, null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("members"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
