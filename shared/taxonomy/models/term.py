"""What every entry of a reference list has."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListedQuerySet(models.QuerySet):
    """Reading vocabulary of the reference lists."""

    def current(self) -> Self:
        """Only what the newest release still holds; retired entries stay readable where they were used."""
        return self.filter(retired_at__isnull=True)


ListedManager = models.Manager.from_queryset(ListedQuerySet)


class Listed(models.Model):
    """One row of a reference list. Rows are retired, never deleted, because archives and tags refer to them."""

    # Always `identity.term_id(kind, code)`; only the loader makes rows.
    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(_("code"), max_length=80, unique=True)
    order = models.PositiveIntegerField(_("order"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = ListedManager()

    class Meta:
        abstract = True
        ordering = ("order",)

    def __str__(self) -> str:
        return self.code


class Term(Listed):
    """An entry with a label in Arabic, English and French."""

    label = models.TextField(_("label"))

    class Meta(Listed.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label
