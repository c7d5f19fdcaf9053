"""An import: its file, how far it has come, and what was said of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.entries import State
from tenants.intake.readers import Sniffed
from tenants.intake.readers.columns import ColumnMapping, match_columns, match_tracker_columns
from tenants.intake.readers.formats import TABLES
from tenants.intake.sniffed import sniffed_from
from tenants.records.models import StoredFile


class Standing(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", _("Sheet to be chosen")
    READ = "read", _("Columns to be matched")
    MAPPED = "mapped", _("Being prepared")
    PREVIEWED = "previewed", _("To be looked at")
    COMMITTING = "committing", _("Being committed")
    COMMITTED = "committed", _("Committed")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")
    FAILED = "failed", _("Could not be read")


CHANGEABLE = (Standing.UPLOADED, Standing.READ, Standing.MAPPED, Standing.PREVIEWED)
AT_WORK = (*CHANGEABLE, Standing.COMMITTING)


class BatchQuerySet(InstitutionQuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-uploaded_at", "-id")


class Batch(InstitutionModel):
    """One import of one file, from its upload to its report.

    `sniffed` is what the file was found to be (tenants.intake.sniffed), `reader` the code of the reader it is read
    with, `about` what the paper says of itself or a person said of it (readers.reading.About), `mapping` field to
    column index, `counts` figures for the pages, `trouble` why the file was refused. `revision` grows with each change
    of what is to be prepared, so that work on an older wish is recognised.
    """

    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField(default=0)
    # The form it was sent with and the file's digest: sent twice, it is one import.
    ticket = models.UUIDField()
    digest = models.CharField(max_length=64)
    sniffed = models.JSONField(default=dict)
    reader = models.CharField(max_length=20, default="upr_info", db_default="upr_info")
    about = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    sheet = models.CharField(max_length=255, blank=True)
    mapping = models.JSONField(default=dict)
    state_id = models.UUIDField(null=True)
    state_text = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.UPLOADED)
    revision = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    trouble = models.JSONField(default=dict)
    uploaded_by = models.UUIDField(null=True)
    uploaded_by_name = models.CharField(max_length=150, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    committed_by_name = models.CharField(max_length=150, blank=True)
    committed_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="batch_latest")]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "digest"], name="a_form_sends_a_file_once"),
            models.CheckConstraint(
                condition=Q(state_id__isnull=False)
                | ~Q(standing__in=["previewed", "committing", "committed", "undone"]),
                name="a_prepared_import_is_about_a_state",
            ),
            models.CheckConstraint(
                condition=Q(committed_at__isnull=False) | ~Q(standing__in=["committed", "undone"]),
                name="a_committed_import_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False, standing="undone") | Q(undone_at=None) & ~Q(standing="undone"),
                name="an_undone_import_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(standing="discarded"), name="only_a_discarded_import_has_no_file"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reading(self) -> Sniffed:
        """What the file was found to be, as the readers know it."""
        return sniffed_from(self.sniffed)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the chosen sheet's columns."""
        sheet = self.reading.sheet(self.sheet)
        return sheet.header if sheet else ()

    @property
    def columns(self) -> ColumnMapping:
        if self.reader == "national":
            return match_tracker_columns(self.header, self.mapping)
        return match_columns(self.header, self.mapping)

    @property
    def is_table(self) -> bool:
        """Whether it is a table with columns, rather than a paper or a list of records."""
        return self.sniffed.get("format") in TABLES

    @property
    def state(self) -> State | None:
        """The State the import is about, once it is chosen."""
        return catalogue().states.get(self.state_id) if self.state_id else None

    @property
    def is_large(self) -> bool:
        """Whether its rows are read by a worker rather than while the person waits."""
        return bool(self.sniffed.get("large"))

    @property
    def to_commit(self) -> int:
        """How many recommendations a commit would add or update."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)
