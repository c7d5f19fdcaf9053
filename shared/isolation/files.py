"""Private files: keys are owner/random, and a key of somebody else does not open."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage

from shared.isolation.identifiers import new_id
from shared.isolation.scope import WrongScope, current_scope


class OwnedKeys:
    """Mixin for a Django storage: every key begins with the scope that stores or asks.

    `signs` says whether the store hands files out and takes them in by itself, against a signed address.
    """

    signs = False

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The key. What the person called the file is kept in the database, never in the key."""
        return f"{current_scope().key}/{new_id()}"

    def generate_filename(self, filename: str) -> str:
        return filename

    def _own(self, name: str) -> str:
        owner, _, rest = name.partition("/")
        if not rest or "/" in rest or rest in {".", ".."}:
            raise SuspiciousFileOperation(name)
        if owner != current_scope().key:
            raise WrongScope("This file belongs to another institution.")
        return name

    def open(self, name: str, mode: str = "rb") -> Any:
        return super().open(self._own(name), mode)  # type: ignore[misc]

    def delete(self, name: str) -> None:
        super().delete(self._own(name))  # type: ignore[misc]

    def exists(self, name: str) -> bool:
        return super().exists(self._own(name))  # type: ignore[misc]

    def size(self, name: str) -> int:
        return super().size(self._own(name))  # type: ignore[misc]

    def path(self, name: str) -> str:
        return super().path(self._own(name))  # type: ignore[misc]

    def get_accessed_time(self, name: str) -> Any:
        return super().get_accessed_time(self._own(name))  # type: ignore[misc]

    def get_created_time(self, name: str) -> Any:
        return super().get_created_time(self._own(name))  # type: ignore[misc]

    def get_modified_time(self, name: str) -> Any:
        return super().get_modified_time(self._own(name))  # type: ignore[misc]

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        raise NotPublic("What is stored is known from the database, not from a listing.")

    def url(self, name: str | None) -> str:
        raise NotPublic("Private files are fetched through a permission check, not by address.")


class NotPublic(RuntimeError):
    """Somebody asked for the public address of a private file, or for a list of them."""


class PrivateFileStorage(OwnedKeys, FileSystemStorage):  # type: ignore[misc]
    """Files in a folder that no web server publishes (the embedded start)."""
