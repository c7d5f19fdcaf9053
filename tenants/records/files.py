"""Keeping an uploaded file privately."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files import File
from django.core.files.storage import storages

from tenants.records.audit import Actor
from tenants.records.models import StoredFile


def keep(upload: File, *, name: str, by: Actor | None) -> StoredFile:
    """Store the file under the institution's own key; the digest is of what was stored."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    key = storages["private"].save("file", upload)
    stored = StoredFile(
        key=key, name=name[-255:], size=upload.size, sha256=digest.hexdigest(), stored_by=by.pk if by else None
    )
    stored.save(force_insert=True)
    return stored


def opened(stored: StoredFile) -> Any:
    """The file's bytes as a readable object. Raises WrongScope outside its institution."""
    return storages["private"].open(stored.key)
