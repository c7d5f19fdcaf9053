"""What the institution said of its tables before: the next file of the same kind is read alike."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from shared.isolation.models import InstitutionModel


class RememberedMapping(InstitutionModel):
    """How the institution matched a header last time: the next file with the same header is matched alike."""

    digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    remembered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="one_mapping_per_header")]

    def __str__(self) -> str:
        return self.digest[:12]

    @classmethod
    def for_header(cls, digest: str) -> dict[str, int | None]:
        """The remembered choices, empty where none were."""
        return cls.objects.filter(digest=digest).values_list("mapping", flat=True).first() or {}


class RememberedValue(InstitutionModel):
    """What the institution said a table's word means: the next table with the same word is read alike.

    `field` is "status", "position", "mechanism" or "responsible", `printed` the word folded (shared.taxonomy.matching),
    `meaning` a code or a body's key; empty where the word is to be left out.
    """

    field = models.CharField(max_length=20)
    printed = models.CharField(max_length=300)
    meaning = models.CharField(max_length=60, blank=True)
    remembered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "printed"], name="one_meaning_per_printed_word")]

    def __str__(self) -> str:
        return f"{self.field}: {self.printed[:40]}"

    @classmethod
    def known(cls, field: str, printed: Iterable[str]) -> dict[str, str]:
        """The remembered meanings among these words. One query."""
        return dict(cls.objects.filter(field=field, printed__in=list(printed)).values_list("printed", "meaning"))
