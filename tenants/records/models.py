"""The institution's own tables for shared machinery: its log, its files, its long work."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet


class AuditEntry(InstitutionModel):
    """One thing somebody did: who, when, to what, before and after. Written once, never changed."""

    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    group_id = models.UUIDField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["object_id", "-at"], name="audit_object_at"),
            models.Index(fields=["group_id"], name="audit_group", condition=Q(group_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.noun} {self.object_id}"


class StoredFile(InstitutionModel):
    """A private file of the institution. The key says whose it is; the name is what the person called it."""

    key = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField(default=timezone.now)
    stored_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.name


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(InstitutionQuerySet):
    def unfinished(self) -> Self:
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

    def without_worker(self) -> Self:
        """Work that nobody does: waiting, or its worker's lease has run out."""
        now = timezone.now()
        return self.filter(Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, leased_until__lt=now))


class Job(InstitutionModel):
    """Long work as a row: the broker only rings; a sweep starts again what lost its worker."""

    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "leased_until"], name="job_unfinished", condition=Q(state__in=["waiting", "running"])
            ),
            models.Index(fields=["subject_id"], name="job_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_open_job_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.state}"
