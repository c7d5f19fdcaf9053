"""Deleting a file while keeping its line and its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants.evidence.holding import held, touch
from tenants.evidence.models import Safety, Version
from tenants.evidence.refusals import NothingToErase, ReasonMissing
from tenants.members.models import Member
from tenants.records import audit, jobs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ERASE = "evidence_erase"


@transaction.atomic
def erase(*, version: Version, reason: str, by: Member) -> Version:
    """Delete the file; its name, size and digest stay with the reason. Raises ReasonMissing, NothingToErase, Denied."""
    held(version.piece, by=by)
    if not reason.strip():
        raise ReasonMissing(_("Say why the file is deleted; the reason stays in its place."))
    current = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if current.is_erased:
        raise NothingToErase(_("The file is deleted already."))
    return let_go(version=current, reason=reason.strip(), by=by)


@transaction.atomic
def let_go(*, version: Version, reason: StrOrPromise, by: Member | None) -> Version:
    """Take the bytes away from a version, and the pages drawn from them; a job removes them from the store.

    For `erase`, and for the system (`by` None) where a virus was found. The rights are the caller's to check.
    """
    gone = [version.stored, *(page.stored for page in version.drawn.select_related("stored"))]
    version.drawn.all().delete()
    version.stored = None
    version.erased_at = timezone.now()
    version.erased_by_name = by.name if by else ""
    version.erase_reason = str(reason)
    version.save()
    for stored in gone:
        if stored is not None:
            jobs.ask(ERASE, stored.pk, by=by)
    touch(version.piece)
    audit.record(
        "evidence_file_deleted",
        version.piece,
        by=by,
        before={"version": version.number, "file": version.name, "sha256": version.sha256},
        reason=version.erase_reason,
    )
    return version


@transaction.atomic
def settle(*, version: Version, safety: str, by: Member | None) -> Version:
    """Write what the scanner said of a file in quarantine: it is free to read, or deleted at once."""
    current = Version.objects.select_for_update(of=("self",)).select_related("piece").get(pk=version.pk)
    if current.safety != Safety.WAITING or current.is_erased:
        return current
    current.safety = safety
    if safety == Safety.INFECTED:
        return let_go(version=current, reason=gettext("A virus was found in it."), by=by)
    current.save(update_fields=["safety"])
    return current
