"""An archive that came from somewhere: looked through before a word of it is believed."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tenants.archives import manifest as manifests
from tenants.archives.limits import Limits, limits
from tenants.archives.manifest import Manifest, NotAManifest, Part
from tenants.archives.refused import ArchiveRefused, at

BLOCK = 1024 * 1024
PART = re.compile(r"nouns/[a-z_]{1,40}\.[a-z0-9]{1,60}\.jsonl|files/[0-9a-f]{64}|terms\.jsonl|manifest\.json")
ENCRYPTED = 0x1


class OpenedArchive:
    """An archive whose names, sizes and manifest were found sound; `check_digests` reads every byte of it."""

    def __init__(self, packed: zipfile.ZipFile, bounds: Limits) -> None:
        self._packed, self._limits = packed, bounds
        self._entries = _sound_entries(packed, bounds)
        self.manifest: Manifest = self._manifest()
        self._refuse_strays()

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Number and bytes of each line of a part. Raises ArchiveRefused for one that is too long."""
        with self._opened(name) as part:
            number = 0
            while line := part.readline(self._limits.max_line + 1):
                number += 1
                if len(line) > self._limits.max_line:
                    raise ArchiveRefused.of(at(name, number, f"longer than {self._limits.max_line} bytes"))
                yield number, line

    def holds(self, name: str) -> bool:
        return name in self._entries

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """The bytes of a part."""
        with self._opened(name) as part:
            yield part

    def check_digests(self) -> None:
        """Raises ArchiveRefused with every part that is not what the manifest says."""
        problems = [problem for part in self.manifest.parts if (problem := self._fault(part))]
        if problems:
            raise ArchiveRefused(problems[: ArchiveRefused.MOST])

    def _fault(self, part: Part) -> str:
        digest, size, rows = hashlib.sha256(), 0, 0
        try:
            with self._opened(part.name) as opened:
                while block := opened.read(BLOCK):
                    digest.update(block)
                    size, rows = size + len(block), rows + block.count(b"\n")
        except ArchiveRefused as refused:
            return str(refused)
        if size != part.bytes or digest.hexdigest() != part.sha256:
            return f"{part.name}: its content is not what the manifest says (SHA-256)"
        if part.rows is not None and rows != part.rows:
            return f"{part.name}: {rows} lines, {part.rows} in the manifest"
        if part.name.startswith("files/") and part.name != f"files/{part.sha256}":
            return f"{part.name}: the name is not the digest of the content"
        return ""

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._packed.open(self._entries[name]) as part:
                yield part
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise ArchiveRefused.of(f"{name}: cannot be unpacked ({error})") from None

    def _manifest(self) -> Manifest:
        entry = self._entries.get(manifests.NAME)
        if entry is None:
            raise ArchiveRefused.of("the archive has no manifest.json")
        if entry.file_size > self._limits.max_manifest:
            raise ArchiveRefused.of(f"manifest.json: larger than {self._limits.max_manifest} bytes")
        with self._opened(manifests.NAME) as part:
            content = part.read(self._limits.max_manifest + 1)
        try:
            return manifests.read_manifest(content)
        except NotAManifest as error:
            raise ArchiveRefused.of(str(error)) from None

    def _refuse_strays(self) -> None:
        """Every part is in the manifest, and nothing else is there."""
        named, there = set(self.manifest.by_name), set(self._entries) - {manifests.NAME}
        problems = [f"{name}: not in the manifest" for name in sorted(there - named)]
        problems += [f"{name!r:.120}: in the manifest, not in the archive" for name in sorted(named - there)]
        problems += [
            f"{name}: its size is not what the manifest says"
            for name in sorted(named & there)
            if self._entries[name].file_size != self.manifest.by_name[name].bytes
        ]
        if problems:
            raise ArchiveRefused(problems[: ArchiveRefused.MOST])


def _sound_entries(packed: zipfile.ZipFile, bounds: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries by name. Raises ArchiveRefused for names, sizes and packings that no archive of ours has."""
    entries = packed.infolist()
    if len(entries) > bounds.max_parts:
        raise ArchiveRefused.of(f"more than {bounds.max_parts} parts")
    if (total := sum(entry.file_size for entry in entries)) > bounds.max_bytes:
        raise ArchiveRefused.of(f"{total} bytes unpacked; {bounds.max_bytes} are allowed")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        if not PART.fullmatch(name):
            raise ArchiveRefused.of(f"{name!r:.120}: no archive has a part of this name")
        if name in found:
            raise ArchiveRefused.of(f"{name}: stands in the archive twice")
        if entry.flag_bits & ENCRYPTED:
            raise ArchiveRefused.of(f"{name}: encrypted")
        plain = name.startswith("files/")
        if entry.compress_type not in ({zipfile.ZIP_STORED} if plain else {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}):
            raise ArchiveRefused.of(f"{name}: packed in a way that archives are not")
        if entry.file_size > BLOCK and entry.file_size > entry.compress_size * bounds.max_ratio:
            raise ArchiveRefused.of(f"{name}: packed {bounds.max_ratio} times or more, as only a bomb is")
        found[name] = entry
    return found


@contextmanager
def opened_archive(path: Path) -> Iterator[OpenedArchive]:
    """An archive on this machine. Raises ArchiveRefused."""
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ArchiveRefused.of(f"{path.name}: not an archive ({error})") from None
    with packed:
        yield OpenedArchive(packed, limits())
