"""The long work: one archive, begun anew by whoever takes over from a worker that died."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shared.exports.tables import safe_file_name
from tenants.archives.actions.archives import MAKE, remove
from tenants.archives.manifest import Manifest
from tenants.archives.models import Archive
from tenants.archives.writing import BLOCK, write_archive
from tenants.records import jobs
from tenants.records.models import Job


@jobs.runs(MAKE)
def make(progress: jobs.Progress) -> None:
    """Write the archive that was asked for. Run again it begins anew; a finished one stays as it is."""
    archive = Archive.objects.filter(pk=progress.subject_id, ready_at=None, removed_at=None).first()
    if archive is None:
        return
    with tempfile.TemporaryFile() as stream:
        about = write_archive(stream, progress.tell, whole=False)
        digest, size = _digest(stream)
        key = _stored(archive, stream)
    with transaction.atomic():
        held = Archive.objects.select_for_update().get(pk=archive.pk)
        if held.ready_at is not None or held.removed_at is not None or held.key != key:
            storages["private"].delete(key)  # another worker was quicker, or somebody removed it
            return
        held.sha256, held.size, held.name = digest, size, _name(about)
        held.rows, held.files_missing = about.rows, len(about.left_out["files"])
        held.files = sum(part.name.startswith("files/") for part in about.parts)
        held.ready_at = timezone.now()
        held.expires_at = held.ready_at + settings.ARCHIVE_KEPT
        held.save()


def tidy(now: datetime) -> None:
    """What the clock asks for: files past their time go, and those of work that stopped for good."""
    at_work = Job.objects.unfinished().filter(kind=MAKE).values("subject_id")
    over = Q(expires_at__lte=now) | (Q(ready_at=None) & ~Q(pk__in=at_work) & ~Q(key=""))
    for archive in Archive.objects.filter(over, removed_at=None):
        remove(archive=archive, by=None)


def _stored(archive: Archive, stream: IO[bytes]) -> str:
    """Keep the file under a key that the row names first; what an earlier try left under another key goes."""
    storage: Any = storages["private"]
    with transaction.atomic():
        held = Archive.objects.select_for_update().get(pk=archive.pk)
        left, held.key = held.key, storage.get_available_name("file")
        held.save(update_fields=["key"])
    if left:
        storage.delete(left)
    stream.seek(0)
    key: str = storage._save(held.key, File(stream, name="file"))
    return key


def _digest(stream: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(BLOCK):
        digest.update(block)
    return digest.hexdigest(), stream.tell()


def _name(about: Manifest) -> str:
    return safe_file_name(f"{about.institution['slug']}-{timezone.localdate().isoformat()}-archive", "zip")
