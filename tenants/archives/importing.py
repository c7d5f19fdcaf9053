"""An archive into an institution that holds nothing yet: all of it, or nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from django.core.files import File
from django.core.files.storage import storages
from django.db import connection, transaction

from shared.isolation.checks import institution_models
from shared.isolation.scope import current_institution_id, in_institution
from shared.isolation.turns import one_at_a_time
from tenants.archives import manifest as manifests
from tenants.archives import nouns
from tenants.archives.dangling import dangling
from tenants.archives.inserting import Anew, Row, Rows, insert
from tenants.archives.manifest import Manifest
from tenants.archives.opening import OpenedArchive
from tenants.archives.refused import ArchiveRefused, at
from tenants.archives.terms import terms
from tenants.archives.values import UnknownTerm
from tenants.consultation.tokens import digest_of, token_of
from tenants.institutions.models import Institution
from tenants.records import audit
from tenants.records.models import StoredFile

log = structlog.get_logger(__name__)

# What the making of an institution leaves in it before anybody works there.
STANDS_FROM_THE_START = {"members.Invitation", "records.AuditEntry", "records.Job"}
Say = Callable[[str], object]


@dataclass(frozen=True)
class Imported:
    """What came in: rows by noun, and files."""

    rows: dict[str, int]
    files: int


def check(archive: OpenedArchive) -> None:
    """Everything that can be known before the first row is written. Raises ArchiveRefused."""
    about = archive.manifest
    _refuse_other_schema(about)
    expected = {noun.part for noun in nouns.nouns()} | {manifests.TERMS_PART}
    there = {name for name in about.by_name if not name.startswith("files/")}
    problems = [f"{name}: no such noun here" for name in sorted(there - expected)]
    problems += [f"{name}: missing" for name in sorted(expected - there)]
    if problems:
        raise ArchiveRefused(problems[: ArchiveRefused.MOST])
    archive.check_digests()
    _refuse_unknown_terms(archive)


def import_archive(archive: OpenedArchive, institution: Institution, say: Say = lambda _words: None) -> Imported:
    """Fill the institution in one transaction; files that were kept for nothing are removed again.

    The archive was checked. Raises ArchiveRefused; then nothing was written.
    """
    kept: list[str] = []
    with in_institution(institution):
        try:
            with transaction.atomic():
                one_at_a_time("archive")
                _refuse_unless_empty()
                return _filled(archive, kept, say)
        except BaseException:
            for key in kept:
                storages["private"].delete(key)
            raise


def _filled(archive: OpenedArchive, kept: list[str], say: Say) -> Imported:
    about, here = archive.manifest, current_institution_id()
    rows: dict[str, int] = {}
    anew = _made_anew(archive, kept, here)
    # Files last: nothing is copied for an archive that another part spoils.
    ordered = sorted(nouns.nouns(), key=lambda noun: (noun.model is StoredFile, noun.label))
    try:
        for noun in ordered:
            found = Rows(archive, noun, was=about.institution_id, now=here)
            rows[noun.label] = insert(found, anew.get(noun.label, lambda _row: {}))
            say(f"{noun.label}: {rows[noun.label]}")
    except UnknownTerm as error:
        raise ArchiveRefused.of(f"{noun.part}: no such term in the reference lists here: {error}") from None
    problems = [problem for noun in ordered for problem in dangling(noun)]
    if problems:
        raise ArchiveRefused(problems[: ArchiveRefused.MOST])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    audit.record(
        "imported_archive",
        by=None,
        noun="archive",
        after={"made_at": about.made_at, "from": about.institution["names"], "rows": about.rows},
    )
    return Imported(rows, len(kept))


def _made_anew(archive: OpenedArchive, kept: list[str], here: UUID) -> dict[str, Anew]:
    """What stands in the fields that did not travel (nouns.LEFT_OUT_FIELDS), by noun."""

    def guest(row: Row) -> dict[str, Any]:
        return {"token_digest": digest_of(token_of(row.id, kind="guest", institution_id=here))}

    def stored(row: Row) -> dict[str, Any]:
        return {"key": _kept_file(archive, row, kept)}

    return {
        "consultation.Guest": guest,
        "members.Invitation": _answered_invitation,
        # Nobody comes in by an archive: an account is taken up by invitation only.
        "members.Member": lambda _row: {"user_id": secrets_id(), "awaits_account": True},
        "records.StoredFile": stored,
    }


def secrets_id() -> UUID:
    """A key that no account has and nobody can guess."""
    return UUID(bytes=secrets.token_bytes(16), version=4)


def _answered_invitation(row: Row) -> dict[str, Any]:
    if row.accepted_at is None and row.revoked_at is None:
        raise ArchiveRefused.of(f"nouns/members.invitation.jsonl row {row.id}: an open invitation; none travels")
    return {"token_digest": secrets.token_hex(32)}


def _kept_file(archive: OpenedArchive, row: Row, kept: list[str]) -> str:
    """Store the bytes of a file under a key of this institution's own; gives the key."""
    storage, name = storages["private"], f"files/{row.sha256}"
    if not archive.holds(name):
        if row.sha256 in archive.manifest.missing_files:
            return storage.get_available_name("file")
        raise ArchiveRefused.of(f"nouns/records.storedfile.jsonl row {row.id}: the archive lacks {name!r:.90}")
    if archive.manifest.by_name[name].bytes != row.size:
        raise ArchiveRefused.of(f"nouns/records.storedfile.jsonl row {row.id}: its size is not that of {name}")
    with archive.file(name) as source:
        kept.append(storage.save("file", File(source, name="file")))
    return kept[-1]


def _refuse_unless_empty() -> None:
    held = [
        model._meta.label
        for model in institution_models()
        if model._meta.label not in STANDS_FROM_THE_START and model._base_manager.exists()
    ]
    if held:
        raise ArchiveRefused.of(
            f"The institution is not empty: it holds {', '.join(sorted(held))}."
            " An archive comes into an institution where nobody has joined or worked yet."
        )


def _refuse_other_schema(about: Manifest) -> None:
    here = nouns.schema_version()
    other = [
        f"{app}: the archive has {about.schema.get(app, 'nothing')}, this installation {here.get(app, 'nothing')}"
        for app in sorted(set(here) | set(about.schema))
        if about.schema.get(app) != here.get(app)
    ]
    if other:
        raise ArchiveRefused(
            [
                "The archive was made by another version of the tables. Bring both installations to one version,"
                " then export again.",
                *other[: ArchiveRefused.MOST],
            ]
        )


def _refuse_unknown_terms(archive: OpenedArchive) -> None:
    """Every term the archive names is known here, under the same key."""
    known, unknown = terms(), []
    for number, line in archive.lines(manifests.TERMS_PART):
        try:
            said = json.loads(line)
            name, key = f"{said['kind']}:{said['code']}", said["id"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ArchiveRefused.of(at(manifests.TERMS_PART, number, "not a term")) from None
        found = known.key(name)
        if found is None or str(found) != key:
            unknown.append(f"{name} ({str(said.get('label_en', ''))[:80]})")
    if unknown:
        raise ArchiveRefused(
            [
                "The reference lists here lack terms that the archive uses. Load a newer release of the lists"
                " (manage.py load_taxonomy), then import again.",
                *unknown[: ArchiveRefused.MOST],
            ]
        )
