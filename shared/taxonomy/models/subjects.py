"""What a recommendation is about, and about whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.models.term import Term


class Theme(Term):
    """A theme of the Universal Human Rights Index, or (without a parent) one of our groups of themes."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="themes", verbose_name=_("group of themes")
    )
    sensitive = models.BooleanField(_("sensitive"), default=False)
    artefact = models.BooleanField(
        _("artefact of the source"), default=False, help_text=_("Sources apply it by mistake; never proposed.")
    )

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class AffectedGroup(Term):
    """Persons whom a recommendation concerns, such as children or migrant workers."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("wider group")
    )
    sensitive = models.BooleanField(_("sensitive"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("affected group")
        verbose_name_plural = _("affected groups")


class Issue(Term):
    """An issue in the words of UPR Info, with the themes and groups that say the same."""

    default_theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("default theme")
    )
    themes = models.ManyToManyField(Theme, through="IssueTheme", verbose_name=_("themes"))
    groups = models.ManyToManyField(AffectedGroup, through="IssueGroup", verbose_name=_("affected groups"))
    sensitive = models.BooleanField(_("sensitive"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("UPR Info issue")
        verbose_name_plural = _("UPR Info issues")


class IssueTheme(models.Model):
    """A theme that an issue of UPR Info stands for."""

    id = models.UUIDField(primary_key=True, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE)
    theme = models.ForeignKey(Theme, models.CASCADE)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("theme of an issue")
        verbose_name_plural = _("themes of issues")
        constraints = [models.UniqueConstraint(fields=["issue", "theme"], name="taxonomy_issue_theme_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.theme_id}"


class IssueGroup(models.Model):
    """An affected group that an issue of UPR Info stands for."""

    id = models.UUIDField(primary_key=True, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE)
    group = models.ForeignKey(AffectedGroup, models.CASCADE)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("affected group of an issue")
        verbose_name_plural = _("affected groups of issues")
        constraints = [models.UniqueConstraint(fields=["issue", "group"], name="taxonomy_issue_group_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.group_id}"


class Sdg(Term):
    """A Sustainable Development Goal, or (with a parent) one of its targets under a short title of our own."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("goal")
    )

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal or target")
        verbose_name_plural = _("Sustainable Development Goals and targets")
