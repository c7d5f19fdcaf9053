"""Fetching a piece, its file or a citation, and the right to it, in one step. What is not hers to know of is 404."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from tenants.evidence import citing
from tenants.evidence.citing import Thing
from tenants.evidence.holding import authorise_edit
from tenants.evidence.models import Citation, Piece, Version
from tenants.members.access import Denied, check
from tenants.members.models import Member
from tenants.members.roles import Permission


def piece_for(member: Member, pk: UUID) -> Piece:
    """The piece, to read. Raises Http404."""
    check(member, Permission.SEE)
    return get_object_or_404(Piece.objects.visible_to(member).shown(), pk=pk)


def piece_to_edit(member: Member, pk: UUID) -> Piece:
    """The piece, to change. Raises Http404 where she may not know of it, Denied where it is not hers to change."""
    piece = piece_for(member, pk)
    authorise_edit(member, piece)
    return piece


def version_for(member: Member, pk: UUID, number: int) -> Version:
    """A version of a piece, to read about it. Raises Http404."""
    check(member, Permission.SEE)
    pieces = Piece.objects.visible_to(member).order_by()
    found: Version = get_object_or_404(
        Version.objects.select_related("piece__body", "stored").filter(piece__in=pieces), piece_id=pk, number=number
    )
    return found


def readable_version(member: Member, pk: UUID, number: int) -> Version:
    """A version whose bytes may leave the house. Raises Http404 also for what was deleted or is in quarantine."""
    version = version_for(member, pk, number)
    if not version.is_readable:
        raise Http404
    return version


def thing_to_cite(member: Member, noun: str, key: UUID) -> Thing:
    """What evidence is to be cited for. Raises Http404 where she may not see it, Denied where she may not attach."""
    check(member, Permission.KEEP_EVIDENCE)
    thing = citing.thing_for(noun, key, member)
    if thing is None:
        raise Http404
    _check_may_cite(member, noun, key)
    return thing


def citation_to_detach(member: Member, pk: UUID) -> tuple[Citation, Thing]:
    """A citation that she may take back, and what it is for. Raises Http404, Denied."""
    check(member, Permission.KEEP_EVIDENCE)
    citation = get_object_or_404(Citation.objects.visible_to(member).select_related("piece"), pk=pk)
    return citation, thing_to_cite(member, citation.noun, citation.subject_id)


def _check_may_cite(member: Member, noun: str, key: UUID) -> None:
    if not citing.may_cite(noun, key, member):
        raise Denied(_("You cannot attach evidence here, or no longer."))
