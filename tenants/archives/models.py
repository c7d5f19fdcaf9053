"""Archives that were asked for, and how long they are kept. The institution's schema."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member


class ArchiveQuerySet(InstitutionQuerySet):
    def kept(self) -> Self:
        """Those that can be fetched now."""
        return self.filter(ready_at__isnull=False, removed_at=None, expires_at__gt=timezone.now())

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-id")


class Archive(InstitutionModel):
    """Everything the institution holds as one file, made because a coordinator asked; private, and kept for days only.

    The file is no StoredFile: an archive holds every one of those.
    """

    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    asked_at = models.DateTimeField(default=timezone.now)
    # Noted before the first byte is stored, so that what a killed worker left is found and removed.
    key = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=255, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    files_missing = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None, expires_at=None)
                | (Q(ready_at__isnull=False, expires_at__isnull=False) & ~Q(name="") & ~Q(sha256="")),
                name="a_ready_archive_has_its_file_and_its_end",
            ),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(key=""), name="a_removed_archive_has_no_file"),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="archive_newest")]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def digest_parts(self) -> list[str]:
        """The digest in pieces, between which a narrow page may break the line."""
        return [self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8)]

    @property
    def is_kept(self) -> bool:
        return bool(self.ready_at and not self.removed_at and self.expires_at and self.expires_at > timezone.now())
