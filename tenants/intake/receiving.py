"""A file on its way in: never more of it kept than the limit allows, never all of it in memory."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from tenants.intake.actions.batches import Upload


class Bounded(FileUploadHandler):
    """Lets a file pass until it is larger than the limit; the rest is read off the line and forgotten."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.limit: int = settings.INTAKE_LIMITS["max_bytes"]
        self.passed = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.passed += len(raw_data)
        if self.passed > self.limit:
            self.exceeded = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bound(request: HttpRequest) -> Bounded:
    """Put the limit before the form is read; files go to the disk as they come."""
    bounded = Bounded(request)
    request.upload_handlers = [bounded, TemporaryFileUploadHandler(request)]
    return bounded


@contextmanager
def received(upload: UploadedFile, ticket: UUID) -> Iterator[Upload]:
    """The upload as a file on the disk, gone again when the block ends."""
    name = "".join(letter for letter in upload.name or "" if letter.isprintable()) or "?"
    if isinstance(upload, TemporaryUploadedFile):
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        yield Upload(Path(upload.temporary_file_path()), name, digest.hexdigest(), ticket)
        return
    with on_the_disk(upload.read(), name, ticket) as file:
        yield file


@contextmanager
def on_the_disk(content: bytes, name: str, ticket: UUID) -> Iterator[Upload]:
    """Small content as a file on the disk, gone again when the block ends."""
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        yield Upload(Path(copy.name), name, hashlib.sha256(content).hexdigest(), ticket)
