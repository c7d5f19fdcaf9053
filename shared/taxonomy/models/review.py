"""The calendar of the universal periodic review, and what States answer there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.models.places import State
from shared.taxonomy.models.term import Listed, Term


class UprCycle(Term):
    """A round in which every State is reviewed once. Months are stored as their first day."""

    first_session = models.PositiveSmallIntegerField(_("first session"))
    last_session = models.PositiveSmallIntegerField(_("last session"))
    starts = models.DateField(_("starts in"), null=True, blank=True)
    ends = models.DateField(_("ends in"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("UPR cycle")
        verbose_name_plural = _("UPR cycles")


class DatesVerified(models.TextChoices):
    YES = "yes", _("Dates read in a source")
    MONTH = "month", _("Only the month read in a source")
    NO = "no", _("Dates not verified")


class UprSession(Term):
    """A session of the UPR Working Group. The code is its number."""

    cycle = models.ForeignKey(UprCycle, models.PROTECT, related_name="sessions", verbose_name=_("cycle"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    dates_verified = models.CharField(_("dates verified"), max_length=8, choices=DatesVerified.choices)

    class Meta(Term.Meta):
        verbose_name = _("UPR session")
        verbose_name_plural = _("UPR sessions")


class ReviewSlot(Listed):
    """When a State is reviewed in a cycle. `computed`: fourteen sessions after the last one, not read in a source."""

    state = models.ForeignKey(State, models.PROTECT, related_name="review_slots", verbose_name=_("State"))
    cycle = models.ForeignKey(UprCycle, models.PROTECT, related_name="review_slots", verbose_name=_("cycle"))
    # A number, for the calendar looks further ahead than the list of sessions.
    session = models.PositiveSmallIntegerField(_("session"))
    month = models.DateField(_("month"), null=True, blank=True)
    computed = models.BooleanField(_("computed"), default=False)

    class Meta(Listed.Meta):
        verbose_name = _("review slot")
        verbose_name_plural = _("review calendar")
        constraints = [models.UniqueConstraint(fields=["state", "cycle"], name="taxonomy_one_review_a_cycle")]


class Position(Term):
    """What a State answered to a recommendation: supported, noted, and the like."""

    class Meta(Term.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")


class Language(models.TextChoices):
    ARABIC = "ar", _("Arabic")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class PositionPhrase(Listed):
    """Words by which a source states a position. A phrase without one marks a commitment of another mechanism."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    text = models.TextField(_("text"))
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="phrases", verbose_name=_("position")
    )
    mechanism = models.ForeignKey("Mechanism", models.PROTECT, null=True, blank=True, verbose_name=_("mechanism"))

    class Meta(Listed.Meta):
        verbose_name = _("position phrase")
        verbose_name_plural = _("position phrases")


class ActionCategory(Term):
    """How much a recommendation asks for, from 1 (minimal action) to 5 (specific action); UPR Info's scale."""

    verbs = models.TextField(_("verbs"))

    class Meta(Term.Meta):
        verbose_name = _("action category")
        verbose_name_plural = _("action categories")
