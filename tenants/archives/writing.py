"""Writing an institution's archive: part by part, row by row, however much there is."""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any
from uuid import UUID

import structlog
from django.core.files.storage import storages
from django.utils import timezone

from shared.isolation.scope import current_institution_id, in_network
from tenants.archives import manifest, nouns
from tenants.archives.manifest import Manifest, Part
from tenants.archives.nouns import Noun
from tenants.archives.snapshot import AT_ONCE, rows_of, snapshot
from tenants.archives.terms import Terms, terms
from tenants.archives.values import written
from tenants.institutions.models import Institution
from tenants.records.models import StoredFile

log = structlog.get_logger(__name__)

Tell = Callable[[int, int, str], None]
BLOCK = 1024 * 1024
# Parts carry no date of their own, so that equal content is equal bytes. The oldest date a zip can say.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def write_archive(out: IO[bytes], tell: Tell, *, whole: bool = True) -> Manifest:
    """Write everything the institution at hand holds as it stands now; gives what the manifest says.

    Unless `whole`, what is an assessing body's own stays out (nouns.OF_ASSESSING_BODIES). `out` can seek.
    `tell(done, total, step)` is called often; what it raises ends the work.
    """
    here = current_institution_id()
    with in_network():
        about = manifest.described(Institution.objects.prefetch_related("domains").get(pk=here))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive, snapshot() as on:
        writer = _Writer(archive, tell, on, whole)
        writer.write()
        made = Manifest(
            made_at=timezone.now().isoformat(),
            schema=nouns.schema_version(),
            institution=about,
            parts=tuple(writer.parts),
            left_out={
                "nouns": nouns.LEFT_OUT,
                "fields": nouns.LEFT_OUT_FIELDS,
                "rows": _rows_left_out(whole),
                "files": writer.missing,
            },
        )
        with archive.open(_named(manifest.NAME), "w") as part:
            part.write(made.written())
    return made


class _Writer:
    """One archive in the making."""

    def __init__(self, archive: zipfile.ZipFile, tell: Tell, on: Any, whole: bool) -> None:
        self.archive, self.on, self._tell, self.whole = archive, on, tell, whole
        self.terms: Terms = terms()
        self.parts: list[Part] = []
        self.missing: list[dict[str, str]] = []
        self.met: set[UUID] = set()
        self.nouns = nouns.nouns()
        self.total = sum(_counted(noun.rows(whole=whole), on) for noun in self.nouns) + _counted(_files(whole), on)
        self.done = 0
        self.told = 0.0

    def tell(self, step: str, more: int = 0) -> None:
        """Say how far the work is, once a second at most."""
        self.done += more
        if time.monotonic() - self.told > 1:
            self._tell(min(self.done, self.total), self.total, step)
            self.told = time.monotonic()

    def write(self) -> None:
        for noun in self.nouns:
            self._part(noun.part, self._lines(noun))
        self._part(manifest.TERMS_PART, (_line(self.terms.described(key)) for key in sorted(self.met)))
        self._write_files()

    def _part(self, name: str, lines: Iterator[bytes]) -> None:
        """Write the lines as one part, and note its size and digest."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self.archive.open(_named(name), "w", force_zip64=True) as part:
            for line in lines:
                part.write(line)
                digest.update(line)
                size, count = size + len(line), count + 1
        self.parts.append(Part(name, size, digest.hexdigest(), count))

    def _lines(self, noun: Noun) -> Iterator[bytes]:
        turns = [(field.name, written(field, self.terms)) for field in noun.fields]
        self.tell(noun.label)
        for number, row in enumerate(rows_of(noun.rows(whole=self.whole), self.on), start=1):
            said = {
                name: value if turn is None or value is None else turn(value)
                for (name, turn), value in zip(turns, row, strict=True)
            }
            line = _line(said)
            self.met.update(self.terms.named_in(line.decode()))
            self.met.update(self._named(row))
            yield line
            if number % AT_ONCE == 0:
                self.tell(noun.label, AT_ONCE)
        self.tell(noun.label)

    def _named(self, row: tuple[Any, ...]) -> Iterator[UUID]:
        return (value for value in row if isinstance(value, UUID) and value in self.terms.entries)

    def _write_files(self) -> None:
        """Each content once, whatever number of rows has it."""
        kept: str = ""
        for key, digest, stored in rows_of(_files(self.whole), self.on):
            self.tell("files", 1)
            if digest == kept:
                continue
            problem = self._write_file(key, digest)
            if problem:
                log.error("file_left_out_of_archive", stored=str(stored), why=problem)
                self.missing.append({"stored": str(stored), "sha256": digest, "why": problem})
            else:
                kept = digest

    def _write_file(self, key: str, digest: str) -> str:
        """Why the bytes could not be written, or nothing. They are read once and looked at before they go in."""
        found = hashlib.sha256()
        with tempfile.TemporaryFile() as copy:
            try:
                with storages["private"].open(key) as source:
                    while block := source.read(BLOCK):
                        found.update(block)
                        copy.write(block)
                        self.tell("files")
            except FileNotFoundError:
                return "not found in the store"
            if found.hexdigest() != digest:
                return "changed in the store: its digest is another"
            size = copy.tell()
            copy.seek(0)
            name = f"files/{digest}"
            # Documents and pictures are packed already.
            with self.archive.open(_named(name, zipfile.ZIP_STORED), "w", force_zip64=True) as part:
                while block := copy.read(BLOCK):
                    part.write(block)
            self.parts.append(Part(name, size, digest))
        return ""


def _rows_left_out(whole: bool) -> dict[str, str]:
    reasons = {label: reason for label, (_which, reason) in nouns.LEFT_OUT_ROWS.items()}
    for label in () if whole else nouns.OF_ASSESSING_BODIES:
        reasons[label] = f"{reasons[label]}; {nouns.ITS_OWN}" if label in reasons else nouns.ITS_OWN
    return reasons


def _files(whole: bool) -> Any:
    """Key, digest and row of each stored file whose bytes go in, equal ones beside each other."""
    return Noun(StoredFile).rows(whole=whole).order_by("sha256", "pk").values_list("key", "sha256", "pk")


def _counted(query: Any, on: Any) -> int:
    statement, values = query.order_by().query.get_compiler(connection=on).as_sql()
    with on.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({statement}) counted", values)  # noqa: S608  Django's own statement
        return int(cursor.fetchone()[0])


def _line(said: dict[str, Any]) -> bytes:
    """One row: keys in order, no needless space, one line end."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _named(name: str, packing: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, NO_DATE)
    about.compress_type, about.external_attr = packing, 0o600 << 16
    return about
