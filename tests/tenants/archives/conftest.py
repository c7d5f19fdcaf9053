"""An institution with something in every table, its archive, and archives that somebody tampered with."""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import override_settings

from shared.isolation.scope import in_institution
from tenants.archives.importing import check, import_archive
from tenants.archives.opening import opened_archive
from tenants.archives.writing import write_archive
from tenants.institutions import provisioning
from tests.isolation.guests import forget, ready, requested
from tests.tenants.archives.filling import fill

__all__ = ["ready", "requested"]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    """Files of a test go where they vanish with it."""
    settings.STORAGES = _private(tmp_path)


def _private(folder: Path) -> dict[str, Any]:
    private = {"BACKEND": "shared.isolation.files.PrivateFileStorage", "OPTIONS": {"location": str(folder / "files")}}
    return {**configured.STORAGES, "private": private}


def silent(_done: int, _total: int, _step: str) -> None:
    """Tells nobody how far the work is."""


def exported(institution: Any, path: Path) -> Path:
    """The institution's archive as a file."""
    with path.open("w+b") as out, in_institution(institution):
        write_archive(out, silent)
    return path


def imported(path: Path, institution: Any) -> Any:
    """The archive checked and brought in."""
    with opened_archive(path) as archive:
        check(archive)
        return import_archive(archive, institution)


@pytest.fixture
def full(ready: Callable[..., Any]) -> Any:
    """An institution with rows in every table."""
    institution = ready()
    with in_institution(institution):
        fill()
    return institution


@pytest.fixture(scope="session")
def standing_archive(standing_world: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Path:
    """The archive of such an institution, which is gone again. Nobody changes the file."""
    folder = tmp_path_factory.mktemp("archive")
    with django_db_blocker.unblock(), override_settings(STORAGES=_private(folder)):
        institution = provisioning.provision(
            provisioning.request_institution(
                slug=f"x{secrets.token_hex(5)}", names={"ar": "لجنة", "en": "Committee", "fr": "Comité"}, kind="nmirf"
            )
        )
        try:
            with in_institution(institution):
                fill()
            path = exported(institution, folder / "full.zip")
        finally:
            forget(institution)
    return path


@pytest.fixture
def archive(standing_archive: Path, committed: Any) -> Path:
    """An archive with rows of every noun."""
    return standing_archive


Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def tampered(archive: Path, tmp_path: Path) -> Callable[..., Path]:
    """`tampered(change)` is the archive after `change(parts)`, its manifest made to fit unless `fitting=False`."""

    def make(change: Change, fitting: bool = True) -> Path:
        parts = unpacked(archive)
        change(parts)
        if fitting:
            fit(parts)
        return packed(parts, tmp_path / "tampered.zip")

    return make


def unpacked(path: Path) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def packed(parts: dict[str, bytes], path: Path) -> Path:
    """The parts as an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name.startswith("files/") else zipfile.ZIP_DEFLATED
            held.writestr(name, content, how)
    return path


def fit(parts: dict[str, bytes]) -> None:
    """Let the manifest say what the parts are now, as a careful attacker would."""
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"] = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        | ({} if name.startswith("files/") else {"rows": content.count(b"\n")})
        for name, content in parts.items()
        if name != "manifest.json"
    ]
    parts["manifest.json"] = json.dumps(manifest).encode()


def rows(parts: dict[str, bytes], noun: str) -> list[dict[str, Any]]:
    """The rows of a noun."""
    return [json.loads(line) for line in parts[f"nouns/{noun}.jsonl"].splitlines()]


def put(parts: dict[str, bytes], noun: str, those: list[dict[str, Any]]) -> None:
    """Other rows in the place of a noun's."""
    parts[f"nouns/{noun}.jsonl"] = b"".join(json.dumps(one).encode() + b"\n" for one in those)
