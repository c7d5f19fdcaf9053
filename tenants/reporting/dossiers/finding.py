"""Which report or section a page is about. Somebody else's is 404, and so is what she may not see."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from tenants.members.models import Member
from tenants.reporting.models import Dossier, DossierSection

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
