"""Whether something built is still built from what stands there: a fingerprint of its inputs, kept beside the home."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SKIPPED = {"var", ".git", "__pycache__", ".mypy_cache", ".ruff_cache"}


def of(files: Iterable[Path]) -> str:
    """A fingerprint of the files' paths, sizes and times of change."""
    digest = hashlib.sha256()
    for path in sorted(files):
        found = path.stat()
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def files_under(folder: Path) -> Iterator[Path]:
    """Every file under the folder, without what is made while running."""
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        yield from (Path(inside) / name for name in names)
