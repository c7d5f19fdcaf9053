"""Asking for the institution's archive, fetching it, removing it."""

from __future__ import annotations

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from shared.isolation.turns import one_at_a_time
from tenants.archives.models import Archive
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, jobs
from tenants.records.models import Job
from tenants.tracker.locking import authorise

MAKE = "archives.make"
NOUN = "archive"


@transaction.atomic
def ask(*, by: Member) -> Archive:
    """Ask for an archive of everything. While one is being made, asking again is asking once. Raises Denied."""
    authorise(by, Permission.ARCHIVE)
    one_at_a_time("archive")
    at_work = Job.objects.unfinished().filter(kind=MAKE).values("subject_id")
    found = Archive.objects.filter(ready_at=None, pk__in=at_work).first()
    if found is not None:
        return found
    made = Archive(asked_by=by, asked_by_name=by.name)
    made.save(force_insert=True)
    audit.record("asked_for_archive", made, by=by, noun=NOUN)
    jobs.ask(MAKE, made.pk, by=by)
    return made


@transaction.atomic
def note_download(*, archive: Archive, by: Member) -> None:
    """Put into the log that the file is handed out. Raises Denied."""
    authorise(by, Permission.ARCHIVE)
    audit.record("downloaded_archive", archive, by=by, noun=NOUN, after={"sha256": archive.sha256})


@transaction.atomic
def remove(*, archive: Archive, by: Member | None) -> None:
    """Remove the file for ever; `by` None is the clock. What was removed already stays so. Raises Denied."""
    if by is not None:
        authorise(by, Permission.ARCHIVE)
    held = Archive.objects.select_for_update().get(pk=archive.pk)
    if held.removed_at is not None:
        return
    key, held.key, held.removed_at = held.key, "", timezone.now()
    held.save(update_fields=["key", "removed_at"])
    audit.record("removed_archive", held, by=by, noun=NOUN, before={"sha256": held.sha256})
    if key:
        # Removed now and not on commit: a file that is gone while its row stands is found gone by whoever asks.
        storages["private"].delete(key)
