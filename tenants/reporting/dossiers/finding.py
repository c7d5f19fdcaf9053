"""Which report or section a page is about. Somebody else's is 404, and so is what she may not see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.dossiers.document import content_now, file_digest
from tenants.reporting.models import Dossier, DossierFile, DossierSection

RELATED = ("obligation", "body")


def dossier_for(member: Member, pk: UUID) -> Dossier:
    """A report she may read."""
    return get_object_or_404(Dossier.objects.visible_to(member).select_related(*RELATED), pk=pk)


def own_dossier_for(member: Member, pk: UUID) -> Dossier:
    """A report in which she may write."""
    return get_object_or_404(Dossier.objects.drafted_by(member).select_related(*RELATED), pk=pk)


def section_for(member: Member, pk: UUID) -> DossierSection:
    """A section of a report in which she may write."""
    found = DossierSection.objects.filter(dossier__in=Dossier.objects.drafted_by(member))
    return get_object_or_404(found.select_related("dossier"), pk=pk)


def is_own(member: Member, here: Dossier) -> bool:
    """Whether the report speaks in the name in which she writes."""
    return here.body_id == (member.body_id if member.role.speaks_for_a_body else None)


def readable_files(member: Member, here: Dossier) -> QuerySet[DossierFile]:
    """Files of a report she may read. Its own drafters get all; others what is signed, as long as it names nothing
    that was withdrawn from the public since. Three queries for those others.
    """
    found = DossierFile.objects.filter(dossier=here)
    if not member.may(Permission.EXPORT):
        return found.none()
    if is_own(member, here) and member.may(Permission.DRAFT_REPORTS):
        return found
    if not here.is_signed:
        return found.none()
    signed = found.filter(signed=True)
    return signed.filter(digest=file_digest(*content_now(here))) if signed.exists() else signed
