"""Pieces of evidence: added as a file or a link, corrected, reclassified, given a new version."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.evidence.arrivals import Arrival
from tenants.evidence.content import Content, check_class, checked_link, searchable, written
from tenants.evidence.holding import authorise, authorise_edit, held, touch
from tenants.evidence.jobs import ask_about
from tenants.evidence.models import Confidentiality, EvidenceReader, Piece, PieceKind, Version
from tenants.evidence.refusals import AlreadyHeld, NotAPiece, ReasonMissing, Refused
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.records.files import keep
from tenants.records.models import StoredFile

WIDENESS = [Confidentiality.RESTRICTED, Confidentiality.INSTITUTION, Confidentiality.PUBLIC]


@transaction.atomic
def add_file(
    *,
    arrival: Arrival,
    content: Content,
    by: Member,
    confidentiality: str = Confidentiality.INSTITUTION,
    readers: Collection[Member] = (),
    body: ResponsibleBody | None = None,
    ticket: UUID | None = None,
) -> Piece:
    """Put a file into the register. The same form sent twice gives the piece once.

    Raises AlreadyHeld when a piece she knows of has the same content, NotAPiece, NoConsent.
    """
    authorise(by, Permission.KEEP_EVIDENCE)
    earlier = _of_ticket(by, ticket)
    if earlier is not None:
        return earlier
    _refuse_same_content(arrival, by)
    piece = _made(PieceKind.FILE, content, by, confidentiality, readers, body, ticket)
    _keep_version(piece, arrival, by, number=1)
    audit.record("evidence_added", piece, by=by, after=_told(piece, arrival))
    return piece


@transaction.atomic
def add_link(
    *,
    link: str,
    content: Content,
    by: Member,
    confidentiality: str = Confidentiality.INSTITUTION,
    readers: Collection[Member] = (),
    body: ResponsibleBody | None = None,
    ticket: UUID | None = None,
) -> Piece:
    """Put an address into the register. Raises AlreadyHeld, NotAPiece, NoConsent."""
    authorise(by, Permission.KEEP_EVIDENCE)
    link = checked_link(link)
    earlier = _of_ticket(by, ticket)
    if earlier is not None:
        return earlier
    same = Piece.objects.visible_to(by).filter(link=link).first()
    if same is not None:
        raise AlreadyHeld(_("The register holds this address already."), same)
    piece = _made(PieceKind.LINK, content, by, confidentiality, readers, body, ticket, link=link)
    audit.record("evidence_added", piece, by=by, after=_told(piece))
    return piece


@transaction.atomic
def change(*, piece: Piece, content: Content, by: Member, link: str = "", seen: datetime | None = None) -> Piece:
    """Correct what is said of it, and a link's address. Raises ChangedSince, NotAPiece, NoConsent, Denied."""
    piece = held(piece, by=by, seen=seen)
    content.check(piece.confidentiality)
    values = content.values()
    if not piece.is_file:
        values["link"] = checked_link(link or piece.link)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        if getattr(piece, name) != value:
            before[name], after[name] = written(getattr(piece, name)), written(value)
            setattr(piece, name, value)
    if after:
        piece.search_text = searchable(piece, piece.current.name if piece.current else "")
        touch(piece, *after, "search_text")
        audit.record("evidence_changed", piece, by=by, before=before, after=after)
    return piece


@transaction.atomic
def classify(
    *,
    piece: Piece,
    confidentiality: str,
    by: Member,
    readers: Collection[Member] = (),
    reason: str = "",
    seen: datetime | None = None,
) -> Piece:
    """Say anew who may know of it. Making it wider known needs a reason; whoever restricts it stays among the named.

    Raises ReasonMissing, NoConsent, ChangedSince, Denied.
    """
    piece = held(piece, by=by, seen=seen)
    if confidentiality not in Confidentiality.values:
        raise Refused(_("Choose who may know of it."))
    check_class(confidentiality, piece.consent)
    wider = WIDENESS.index(Confidentiality(confidentiality)) > WIDENESS.index(Confidentiality(piece.confidentiality))
    if wider and not reason.strip():
        raise ReasonMissing(_("Say why more people may know of it; the reason stays in its history."))
    before: dict[str, Any] = {"confidentiality": piece.confidentiality}
    former = _named(piece)
    piece.confidentiality = confidentiality
    _name_readers(piece, readers, by)
    now = _named(piece)
    if before["confidentiality"] != confidentiality or former != now:
        touch(piece, "confidentiality")
        after: dict[str, Any] = {"confidentiality": confidentiality}
        if former != now:
            before, after = {**before, "readers": former}, {**after, "readers": now}
        audit.record("evidence_classified", piece, by=by, before=before, after=after, reason=reason.strip())
    return piece


@transaction.atomic
def replace(*, piece: Piece, arrival: Arrival, by: Member, note: str = "") -> Version:
    """Give it a newer file; the earlier ones stay. Twice is once. Raises AlreadyHeld, NotAPiece, Denied."""
    piece = held(piece, by=by)
    if not piece.is_file:
        raise NotAPiece(_("A link has no file to replace."))
    last = piece.versions.first()
    if last is not None and last.sha256 == arrival.sha256 and not last.is_erased:
        return last
    _refuse_same_content(arrival, by)
    version = _keep_version(piece, arrival, by, number=last.number + 1 if last else 1, note=note.strip())
    audit.record(
        "evidence_replaced",
        piece,
        by=by,
        before={"sha256": last.sha256 if last else ""},
        after={"version": version.number, "file": version.name, "sha256": version.sha256},
        reason=version.note,
    )
    return version


def _of_ticket(by: Member, ticket: UUID | None) -> Piece | None:
    # Her own row is held, so that the same form sent twice at once is looked at one after the other.
    Member.objects.select_for_update(of=("self",)).get(pk=by.pk)
    earlier = Piece.objects.filter(ticket=ticket).first() if ticket else None
    if earlier is not None and not earlier.is_provided_by(by):
        raise Refused(_("Open this form again."))
    return earlier


def _refuse_same_content(arrival: Arrival, by: Member) -> None:
    same = (
        Piece.objects.visible_to(by)
        .filter(versions__sha256=arrival.sha256, versions__erased_at=None)
        .order_by("created_at")
        .first()
    )
    if same is not None:
        raise AlreadyHeld(_("The register holds this very file already."), same)


def _made(
    kind: str,
    content: Content,
    by: Member,
    confidentiality: str,
    readers: Collection[Member],
    body: ResponsibleBody | None,
    ticket: UUID | None,
    link: str = "",
) -> Piece:
    if confidentiality not in Confidentiality.values:
        raise Refused(_("Choose who may know of it."))
    content.check(confidentiality)
    speaks = by.role.speaks_for_a_body
    piece = Piece(
        kind=kind,
        link=link,
        confidentiality=confidentiality,
        provided_by=by,
        body=by.body if speaks else body,
        ticket=ticket,
        **content.values(),
    )
    piece.search_text = searchable(piece)
    piece.save(force_insert=True)
    _name_readers(piece, readers, by)
    return piece


def _name_readers(piece: Piece, readers: Collection[Member], by: Member) -> None:
    """Exactly these know of a restricted piece, beside its provider and whoever restricts it; else nobody is named."""
    wanted = {one.pk for one in readers} if piece.is_restricted else set()
    if piece.is_restricted and not piece.is_provided_by(by):
        wanted.add(by.pk)
    wanted.discard(piece.provided_by_id)
    piece.readers.exclude(member__in=wanted).delete()
    standing = set(piece.readers.values_list("member", flat=True))
    EvidenceReader.objects.bulk_create(EvidenceReader(piece=piece, member_id=key) for key in wanted - standing)


def _named(piece: Piece) -> list[str]:
    return sorted(str(key) for key in piece.readers.values_list("member", flat=True))


def _keep_version(piece: Piece, arrival: Arrival, by: Member, *, number: int, note: str = "") -> Version:
    stored = _stored(arrival, by)
    try:
        version = Version(
            piece=piece,
            number=number,
            stored=stored,
            name=arrival.name,
            format=arrival.format.code,
            size=arrival.size,
            sha256=arrival.sha256,
            safety=arrival.safety,
            note=note,
            added_by=by,
        )
        version.save(force_insert=True)
        piece.current = version
        piece.search_text = searchable(piece, version.name)
        touch(piece, "current", "search_text")
        ask_about(version, by=by)
    except Exception:
        # The row goes with the transaction; the bytes would stay for ever.
        storages["private"].delete(stored.key)
        raise
    return version


def _stored(arrival: Arrival, by: Member) -> StoredFile:
    if not arrival.key:
        return keep(arrival.file, name=arrival.name, by=by)
    stored = StoredFile(key=arrival.key, name=arrival.name, size=arrival.size, sha256=arrival.sha256, stored_by=by.pk)
    stored.save(force_insert=True)
    return stored


def _told(piece: Piece, arrival: Arrival | None = None) -> dict[str, Any]:
    """What the log keeps of a new piece: names and digests, never contents."""
    told: dict[str, Any] = {"confidentiality": str(piece.confidentiality)}
    if arrival is not None:
        told |= {"file": arrival.name, "sha256": arrival.sha256}
    if piece.link:
        told["link"] = piece.link
    return told


__all__ = ["add_file", "add_link", "authorise_edit", "change", "classify", "replace"]
