"""How the work is described and judged."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.models.term import Term


class Capacity(Term):
    """What a national mechanism for implementation, reporting and follow-up must be able to do (OHCHR)."""

    definition = models.TextField(_("definition"))
    ohchr = models.BooleanField(_("one of OHCHR's four"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")


class Scale(Term):
    """The scale on which one kind of assessor judges implementation."""

    class Meta(Term.Meta):
        verbose_name = _("assessment scale")
        verbose_name_plural = _("assessment scales")


class Likeness(models.TextChoices):
    """A rough ladder on which values of different scales can be shown side by side; never a verdict."""

    FULL = "full", _("Full")
    PARTIAL = "partial", _("Partial")
    NONE = "none", _("None")
    ONGOING = "ongoing", _("Ongoing")
    CONTRARY = "contrary", _("Contrary")
    NO_REPLY = "no_reply", _("No reply")
    UNKNOWN = "unknown", _("Unknown")


class ScaleValue(Term):
    """A value of a scale. `rank` orders values within the scale, the best highest; None stands outside the order."""

    scale = models.ForeignKey(Scale, models.PROTECT, related_name="values", verbose_name=_("scale"))
    value = models.CharField(_("value"), max_length=24)
    rank = models.SmallIntegerField(_("rank"), null=True, blank=True)
    comparable_to = models.CharField(_("comparable to"), max_length=16, choices=Likeness.choices)

    class Meta(Term.Meta):
        verbose_name = _("value of a scale")
        verbose_name_plural = _("values of scales")


class GlossaryTerm(Term):
    """A term of the field in its three languages. `variants` are other wordings, separated by semicolons."""

    domain = models.CharField(_("domain"), max_length=16)
    variants = models.TextField(_("variants"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
