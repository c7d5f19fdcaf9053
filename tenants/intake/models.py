"""Imports: the file as it came, each recommendation in it, and what became of them. The institution's schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


class Verdict(models.TextChoices):
    """What the import does with a recommendation of the file, or why it leaves a row."""

    NEW = "new", pgettext_lazy("the verdict on a row", "New")
    CHANGED = "changed", pgettext_lazy("the verdict on a row", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("the verdict on a row", "Same")
    INVALID = "invalid", pgettext_lazy("the verdict on a row", "Invalid")
    LEFT = "left", pgettext_lazy("the verdict on a row", "Left out")


class Answer(models.TextChoices):
    """What a person says of an item that its reader could only suggest, or that is like one the list holds."""

    RECOMMENDATION = "recommendation", _("A recommendation")
    OBSERVATION = "observation", _("A concern or observation")
    LEAVE = "leave", _("Neither: leave it out")
    MERGE = "merge", _("The same as the one in the list")


# What is compared with what an earlier import said, so that a file does not take back what a person changed since.
SAID_BEFORE = ("text", "position", "action_category", "paragraph", "work")


class StagedItemQuerySet(InstitutionQuerySet):
    def unsettled(self) -> Self:
        """What a commit still has to deal with, in the file's order."""
        return self.exclude(verdict__in=[Verdict.INVALID, Verdict.LEFT]).filter(applied_at=None).order_by("ordinal")

    def open(self) -> Self:
        """What waits for a person's word before it can be kept."""
        return self.filter(answer="").exclude(proposal="")

    def answered_last(self, keys: list[str]) -> dict[str, str]:
        """What a person said of each the last time it came, in an import that was committed, by import key."""
        rows = (
            self.filter(key__in=keys, batch__standing=Standing.COMMITTED)
            .exclude(answer="")
            .order_by("key", "-batch__committed_at")
            .distinct("key")
        )
        return dict(rows.values_list("key", "answer"))

    def said_last(self, keys: list[str], reader: str) -> dict[str, dict[str, Any]]:
        """What the last committed import of this format said of each recommendation, by import key."""
        rows = (
            self.filter(
                key__in=keys, applied_at__isnull=False, batch__standing=Standing.COMMITTED, batch__reader=reader
            )
            .order_by("key", "-applied_at")
            .distinct("key")
            .values_list(
                "key", "data__text", "data__position", "data__action_category", "data__paragraph", "data__work"
            )
        )
        names = ("text", "position", "action_category", "paragraph", "work")
        return {key: dict(zip(names, said, strict=True)) for key, *said in rows}


class StagedItem(InstitutionModel):
    """A recommendation of the file as it would be kept, or a row that cannot be.

    `rows` are row numbers as a spreadsheet shows them, or places in the order of a paper; `changes` maps a field to
    what stands before and after; `problems` are [code, field, value] of the readers. `proposal` is what the reader
    suggests where a person must decide, `answer` what she said; `candidate` is {"id", "how", "score"} of a
    recommendation it is probably the same as. `applied_at` says when the commit dealt with it.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    rows = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    proposal = models.CharField(max_length=16, choices=Answer, blank=True, default="", db_default="")
    answer = models.CharField(max_length=16, choices=Answer, blank=True, default="", db_default="")
    candidate = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    recommendation_id = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)

    objects = StagedItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["batch", "verdict", "ordinal"], name="item_verdict"),
            models.Index(fields=["key", "-applied_at"], name="item_said_last", condition=Q(applied_at__isnull=False)),
            models.Index(fields=["batch", "ordinal"], name="item_open", condition=Q(answer="") & ~Q(proposal="")),
            models.Index(fields=["key"], name="item_answered", condition=~Q(answer="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="one_item_per_place"),
            models.UniqueConstraint(fields=["batch", "key"], condition=~Q(key=""), name="one_item_per_recommendation"),
            models.CheckConstraint(
                condition=Q(verdict="invalid", key="") | (~Q(verdict="invalid") & ~Q(key="")),
                name="only_invalid_items_have_no_key",
            ),
            models.CheckConstraint(condition=Q(answer="") | ~Q(proposal=""), name="an_answer_answers_a_proposal"),
            models.CheckConstraint(condition=~Q(answer="merge") | ~Q(candidate={}), name="a_merged_item_has_its_other"),
            models.CheckConstraint(
                condition=Q(verdict="left", answer="leave") | (~Q(verdict="left") & ~Q(answer="leave")),
                name="only_what_a_person_left_out_is_left",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(recommendation_id__isnull=False),
                name="a_settled_item_names_its_recommendation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.verdict}"

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as a person understood it: what kind it is, and which in the list it is the same as."""
        said = self.data
        if self.answer in {Answer.RECOMMENDATION, Answer.OBSERVATION}:
            said = {**said, "kind": self.answer}
        if self.answer == Answer.MERGE:
            said = {**said, "same_as": self.candidate["id"]}
        return said


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
