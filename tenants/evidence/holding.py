"""Who may change a piece, and the piece held while it is changed."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.evidence.models import Confidentiality, Piece
from tenants.evidence.refusals import ChangedSince
from tenants.members.access import Denied, check
from tenants.members.models import ASSESSOR_KINDS, Member
from tenants.members.roles import Permission


def authorise(by: Member, permission: Permission) -> None:
    """Raises Denied when the role lacks the permission, WrongScope when the member belongs elsewhere."""
    by.refuse_if_stranger(current_institution_id())
    check(by, permission)


def may_edit(member: Member, piece: Piece) -> bool:
    """Whether she may correct it, reclassify it, replace or delete its file.

    Its provider always; unless it is restricted, also those who speak for the body that provided it, and the
    coordinator, except that nobody else touches what an assessing body provided. A restricted piece whose provider
    has left is kept by those whom she named.
    """
    if not member.may(Permission.KEEP_EVIDENCE):
        return False
    if piece.is_provided_by(member):
        return True
    if piece.confidentiality == Confidentiality.RESTRICTED:
        return piece.provided_by.left_at is not None and piece.readers.filter(member=member).exists()
    if piece.belongs_to_body_of(member):
        return True
    independent = piece.body is not None and piece.body.kind in ASSESSOR_KINDS
    return member.may(Permission.RUN_ROUNDS) and not independent


def authorise_edit(by: Member, piece: Piece) -> None:
    """Raises Denied when the piece is not hers to change."""
    authorise(by, Permission.KEEP_EVIDENCE)
    if not may_edit(by, piece):
        raise Denied(_("This piece is changed by whoever provided it."))


def held(piece: Piece, *, by: Member, seen: datetime | None = None) -> Piece:
    """The piece as it stands now, held until the transaction ends, and hers to change.

    `seen` is the `changed_at` of the form she filled in. Raises ChangedSince when it is older, Denied, and
    Piece.DoesNotExist when she may know of it no longer.
    """
    current: Piece = (
        Piece.objects.visible_to(by).select_for_update(of=("self",)).select_related("body").get(pk=piece.pk)
    )
    authorise_edit(by, current)
    if seen is not None and current.changed_at != seen:
        raise ChangedSince(_("Somebody changed this piece after you opened it. Look at it as it stands now."))
    return current


def touch(piece: Piece, *fields: str) -> None:
    """Write the named fields and the moment of the change."""
    piece.changed_at = timezone.now()
    piece.save(update_fields=[*fields, "changed_at"])
