"""What was loaded, and the other names under which terms are found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import NetworkModel


class Relation(models.TextChoices):
    EXACT = "exact", _("Same")
    FORMER = "former", _("Former name")
    CLOSE = "close", _("Close")
    BROADER = "broader", _("Broader")
    NARROWER = "narrower", _("Narrower")


class Alias(models.Model):
    """A name that a source prints for a term. `relation` says how the printed name stands to the term."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24)
    normalised = models.TextField(_("normalised text"))
    text = models.TextField(_("text as printed"))
    code = models.CharField(_("code"), max_length=80)
    relation = models.CharField(_("relation"), max_length=16, choices=Relation.choices)
    family = models.CharField(_("source family"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(fields=["kind", "normalised"], name="taxonomy_alias_of_one_term")]

    def __str__(self) -> str:
        return self.text


class Release(NetworkModel):
    """One loading of reference data: which part, which version, and the fingerprint of its files."""

    class Part(models.TextChoices):
        LISTS = "lists", _("Reference lists")
        FICTIONAL = "fictional", _("Fictional States")

    part = models.CharField(_("part"), max_length=16, choices=Part.choices, default=Part.LISTS)
    version = models.CharField(_("version"), max_length=40)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-loaded_at", "-id")

    def __str__(self) -> str:
        return self.version
