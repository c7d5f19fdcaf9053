"""The files of a piece: versions with their digests, pages drawn from them, and uploads under way to the store."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.evidence.formats import FORMATS, Format
from tenants.evidence.models.piece import Piece
from tenants.members.models import Member
from tenants.records.models import StoredFile


class Safety(models.TextChoices):
    """What is known of viruses in a file."""

    UNCHECKED = "unchecked", _("Not checked for viruses")
    WAITING = "waiting", _("Waits for the check for viruses")
    CLEAN = "clean", _("Checked for viruses")
    INFECTED = "infected", _("A virus was found; the file was deleted")


class VersionQuerySet(InstitutionQuerySet):
    def held(self) -> Self:
        """Those whose file is still kept."""
        return self.filter(erased_at=None)

    def waiting(self) -> Self:
        """Those in quarantine until they are checked for viruses."""
        return self.filter(safety=Safety.WAITING, erased_at=None)


class Version(InstitutionModel):
    """A file as it was handed in. When it is deleted its name, size and digest stay, with the reason."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stored = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    safety = models.CharField(max_length=10, choices=Safety, default=Safety.UNCHECKED)
    note = models.CharField(_("what changed"), max_length=500, blank=True)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by_name = models.CharField(max_length=150, blank=True)
    erase_reason = models.TextField(blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of a file")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "number"], name="versions_of_evidence_are_numbered"),
            models.CheckConstraint(
                condition=Q(erased_at=None, erase_reason="", stored__isnull=False)
                | (Q(erased_at__isnull=False, stored=None) & ~Q(erase_reason="")),
                name="a_deleted_file_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(safety="infected") | Q(erased_at__isnull=False), name="an_infected_file_is_deleted"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="evidence_digest"),
            models.Index(fields=["added_at"], condition=Q(safety="waiting"), name="evidence_to_be_checked"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Format:
        return FORMATS[self.format]

    @property
    def kilobytes(self) -> int:
        """Its size in units of 1,024 bytes, rounded up."""
        return -(-self.size // 1024)

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def is_readable(self) -> bool:
        """Whether its bytes may leave the house: held, and not in quarantine."""
        return not self.is_erased and self.safety in {Safety.UNCHECKED, Safety.CLEAN}

    @property
    def shows_itself(self) -> bool:
        """A picture that every browser draws."""
        return self.is_readable and self.kind.is_picture

    @property
    def shows_pages(self) -> bool:
        return self.is_readable and self.kind.has_pages


class DrawnState(models.TextChoices):
    WAITING = "waiting", _("Being drawn")
    READY = "ready", _("Drawn")
    FAILED = "failed", _("No preview")


class DrawnPage(InstitutionModel):
    """A page of a document as a picture, drawn once in the background."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="drawn")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=DrawnState, default=DrawnState.WAITING)
    stored = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="a_page_is_drawn_once"),
            models.CheckConstraint(
                condition=Q(state="ready", stored__isnull=False) | (~Q(state="ready") & Q(stored=None)),
                name="a_drawn_page_has_its_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.number} {self.state}"


class UploadTicket(InstitutionModel):
    """Leave to put one file into the store directly: for one person, one key, a short time, used once."""

    key = models.CharField(max_length=120, unique=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key
