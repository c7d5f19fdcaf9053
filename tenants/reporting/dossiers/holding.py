"""The report or section held while it is changed, and the right to change it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.dossiers.refusals import Signed, StillDrawing
from tenants.reporting.models import Dossier, DossierSection
from tenants.tracker.locking import authorise


def authorise_on(by: Member, dossier: Dossier, permission: Permission) -> None:
    """Raises Denied without the right, or where the report is not in her own voice; WrongScope elsewhere."""
    authorise(by, permission)
    if dossier.body_id != (by.body_id if by.role.speaks_for_a_body else None):
        raise Denied(_("This report is written by those in whose name it speaks."))


def held(dossier: Dossier, *, by: Member, permission: Permission, may_be_signed: bool = False) -> Dossier:
    """The report as it stands now, held until the transaction ends. Raises Denied, Signed, StillDrawing."""
    authorise_on(by, dossier, permission)
    current = Dossier.objects.select_for_update(of=("self",)).select_related("body").get(pk=dossier.pk)
    if current.is_signed and not may_be_signed:
        raise Signed(_("The report is signed off. Open it again first, with a reason."))
    if current.drawn_at is None:
        raise StillDrawing(_("The draft is still being drawn. Try again in a moment."))
    return current


def held_section(
    section: DossierSection, *, by: Member, permission: Permission, may_be_signed: bool = False
) -> DossierSection:
    """The section as it stands now with its report, both held. Raises Denied, Signed, StillDrawing."""
    dossier = held(section.dossier, by=by, permission=permission)
    current = DossierSection.objects.select_for_update().get(pk=section.pk)
    current.dossier = dossier
    if current.is_signed and not may_be_signed:
        raise Signed(_("The section is signed off. Open it again first, with a reason."))
    return current


def touch(dossier: Dossier, *fields: str) -> None:
    """Write the named fields and the moment of the change."""
    dossier.changed_at = timezone.now()
    dossier.save(update_fields=[*fields, "changed_at"])
