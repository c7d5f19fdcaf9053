"""The round trip through Excel: what left the house, what came back, and each cell in which the two differ."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.followup.models.answering import Update
from tenants.followup.models.asking import Request, Round
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import StoredFile


class WorkbookExport(InstitutionModel):
    """A request as it left the house in a workbook.

    `base` is what stood in it then: {"questions": [keys], "updates": {update: {"revision": n, "cells": {column:
    words}}}}. The workbook's rows name its number, so a file without its hidden sheet is still compared with it.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="workbooks")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    base = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="workbooks_are_numbered")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}"


class WorkbookPack(InstitutionModel):
    """All workbooks of a round in one zip, made by a worker."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="packs")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    workbooks = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by_name = models.CharField(max_length=150)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["round", "-asked_at"], name="pack_of_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None, ready_at=None) | Q(file__isnull=False, ready_at__isnull=False),
                name="a_ready_pack_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.asked_at:%Y-%m-%d}"


class UploadStanding(models.TextChoices):
    READING = "reading", _("Being read")
    READ = "read", _("To be looked at")
    ACCEPTING = "accepting", _("Being taken over")
    ACCEPTED = "accepted", _("Taken over")
    REFUSED = "refused", _("Refused")


class UploadQuerySet(InstitutionQuerySet):
    def visible_to(self, member: Member) -> Self:
        """Who runs rounds sees all; who answers for a body sees those of its requests, and what she sent herself."""
        if member.may(Permission.RUN_ROUNDS):
            return self
        if not member.may(Permission.ANSWER_REQUESTS) or member.body_id is None:
            return self.none()
        # What turned out another body's is told to nobody but its sender.
        being_read = Q(request=None, expected__body_id=member.body_id, standing=UploadStanding.READING)
        return self.filter(Q(request__body_id=member.body_id) | being_read | Q(request=None, uploaded_by_id=member.pk))

    def latest_first(self) -> Self:
        return self.order_by("-uploaded_at", "-id")


class WorkbookUpload(InstitutionModel):
    """A filled workbook that came back, from its upload to what became of it.

    `expected` is the request at whose page it was sent, `request` the one its rows speak of. `trouble` is why the
    whole file was refused, `notes` what was seen beside the cells, `counts` figures for the pages.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="uploads")
    expected = models.ForeignKey(Request, null=True, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, null=True, on_delete=models.CASCADE, related_name="uploads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=255, blank=True)
    standing = models.CharField(max_length=10, choices=UploadStanding, default=UploadStanding.READING)
    trouble = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    uploaded_by_name = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    submitting = models.BooleanField(default=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["round", "-uploaded_at"], name="upload_of_round"),
            models.Index(fields=["request", "-uploaded_at"], name="upload_of_request"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["reading", "refused"]) | Q(request__isnull=False),
                name="a_read_upload_has_its_request",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=["accepting", "accepted"]) | Q(accepted_by__isnull=False),
                name="who_took_an_upload_over_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(standing="accepted") | Q(accepted_at__isnull=False),
                name="an_upload_taken_over_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["round", "expected", "digest"],
                condition=~Q(standing="refused"),
                nulls_distinct=False,
                name="the_same_file_is_uploaded_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CellVerdict(models.TextChoices):
    NEW = "new", _("New")
    CONFLICT = "conflict", _("Conflict")
    EMPTIED = "emptied", _("Emptied in the file")
    UNREADABLE = "unreadable", _("Cannot be read")
    CLOSED = "closed", _("Closed meanwhile")


class CellChoice(models.TextChoices):
    TAKE = "take", _("Take what the file says")
    LEAVE = "leave", _("Leave it as it is on the page")


class CellQuerySet(InstitutionQuerySet):
    def to_decide(self) -> Self:
        return self.filter(
            verdict__in=[CellVerdict.NEW, CellVerdict.CONFLICT, CellVerdict.EMPTIED], taken_at__isnull=True
        )

    def in_row_order(self) -> Self:
        return self.order_by("order", "update_id", "place", "id")


class WorkbookCell(InstitutionModel):
    """A cell of an uploaded workbook that differs from what was exported, with the three words and what is to be done.

    `column` is "value", "account" or "q:" and a question's key; `place` orders columns; `base`, `now` and `said` are
    what stood there at the export, on the page when it was read (of `revision`), and in the file. For a cell that
    cannot be read `said` is as typed and `problem` says why.
    """

    upload = models.ForeignKey(WorkbookUpload, on_delete=models.CASCADE, related_name="cells")
    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=12)
    verdict = models.CharField(max_length=10, choices=CellVerdict)
    base = models.TextField(blank=True)
    now = models.TextField(blank=True)
    said = models.TextField(blank=True)
    problem = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    choice = models.CharField(max_length=5, choices=CellChoice, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = CellQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["upload", "order", "update", "place"], name="cell_in_row_order")]
        constraints = [
            models.UniqueConstraint(fields=["upload", "update", "column"], name="a_cell_differs_once"),
            models.CheckConstraint(
                condition=Q(choice="") | Q(verdict__in=["new", "conflict", "emptied"]),
                name="only_what_can_be_taken_is_chosen",
            ),
            models.CheckConstraint(condition=Q(taken_at=None) | Q(choice="take"), name="what_was_taken_was_chosen"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.verdict}"
