"""From draft to signature: review, sign-off, and opening again with a reason."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.reporting.dossiers.content import content_of, digest_of, digest_of_section
from tenants.reporting.dossiers.holding import held, held_section, touch
from tenants.reporting.dossiers.refusals import ChangedSince, NotSigned
from tenants.reporting.models import Dossier, DossierSection, DossierStanding, Edition
from tenants.tracker.actions.refusals import ReasonMissing

DRAFT, SIGN = Permission.DRAFT_REPORTS, Permission.SIGN_REPORTS
SIGNED = ["standing", "digest", "signed_at", "signed_by_name"]


@transaction.atomic
def send_section(*, section: DossierSection, by: Member) -> DossierSection:
    """Give a section to whoever signs it. Twice is once. Raises Signed."""
    section = held_section(section, by=by, permission=DRAFT)
    if section.standing != DossierStanding.IN_REVIEW:
        section.standing = DossierStanding.IN_REVIEW
        section.save(update_fields=["standing"])
        audit.record("section_sent", section.dossier, by=by, after={"section": section.heading})
    return section


@transaction.atomic
def sign_section(*, section: DossierSection, by: Member, seen: int | None = None) -> DossierSection:
    """Sign a section off: its words rest under a digest. Raises ChangedSince when it is not what was read."""
    section = held_section(section, by=by, permission=SIGN, may_be_signed=True)
    if section.is_signed:
        return section
    if seen is not None and seen != section.revision:
        raise ChangedSince(_("Somebody wrote in this section after you opened it. Read it as it stands now."))
    _sign(section, by)
    section.save(update_fields=SIGNED)
    audit.record("section_signed", section.dossier, by=by, after={"section": section.heading, "sha256": section.digest})
    return section


@transaction.atomic
def reopen_section(*, section: DossierSection, reason: str, by: Member) -> DossierSection:
    """Give a section back to its drafters: out of review, or signed already. Raises ReasonMissing, NotSigned."""
    section = held_section(section, by=by, permission=SIGN, may_be_signed=True)
    if not reason.strip():
        raise ReasonMissing(_("Say why it is opened again."))
    if section.standing == DossierStanding.DRAFTED:
        raise NotSigned(_("It is a draft already."))
    _open(section)
    section.save(update_fields=SIGNED)
    audit.record("section_reopened", section.dossier, by=by, after={"section": section.heading}, reason=reason.strip())
    return section


@transaction.atomic
def send(*, dossier: Dossier, by: Member) -> Dossier:
    """Give the whole report to whoever signs it, with every section that is still a draft. Raises Signed."""
    dossier = held(dossier, by=by, permission=DRAFT)
    if dossier.standing == DossierStanding.IN_REVIEW:
        return dossier
    dossier.sections.filter(standing=DossierStanding.DRAFTED).update(standing=DossierStanding.IN_REVIEW)
    dossier.standing = DossierStanding.IN_REVIEW
    touch(dossier, "standing")
    audit.record("dossier_sent", dossier, by=by)
    return dossier


@transaction.atomic
def sign(*, dossier: Dossier, by: Member, digest: str = "") -> Edition:
    """Sign the report off with all its sections: a copy whole by itself is kept with its digest, and nothing moves.

    `digest` is that of what the person read. Twice is once. Raises ChangedSince when it reads otherwise now.
    """
    dossier = held(dossier, by=by, permission=SIGN, may_be_signed=True)
    if dossier.is_signed:
        return dossier.editions.get(number=dossier.edition)
    sections = list(DossierSection.objects.select_for_update().filter(dossier=dossier))
    content = content_of(dossier, sections)
    sha256 = digest_of(content)
    if digest and digest != sha256:
        raise ChangedSince(_("Somebody wrote in this report after you opened it. Read it as it stands now."))
    for section in sections:
        if not section.is_signed:
            _sign(section, by)
    DossierSection.objects.bulk_update(sections, SIGNED, batch_size=200)
    words = dossier.sections.aggregate(words=Sum("words"))["words"] or 0
    edition = Edition(
        dossier=dossier,
        number=dossier.edition,
        content=content,
        sha256=sha256,
        words=words,
        signed_by=by.pk,
        signed_by_name=by.name,
    )
    edition.save(force_insert=True)
    dossier.standing = DossierStanding.SIGNED
    touch(dossier, "standing")
    audit.record("dossier_signed", dossier, by=by, after={"edition": edition.number, "sha256": sha256})
    return edition


@transaction.atomic
def reopen(*, dossier: Dossier, reason: str, by: Member) -> Dossier:
    """Open a report that is in review or signed. The signed edition stays; the next signature makes another.

    Raises ReasonMissing, NotSigned.
    """
    dossier = held(dossier, by=by, permission=SIGN, may_be_signed=True)
    if not reason.strip():
        raise ReasonMissing(_("Say why it is opened again."))
    if dossier.standing == DossierStanding.DRAFTED:
        raise NotSigned(_("It is a draft already."))
    if dossier.is_signed:
        dossier.edition += 1
    sections = list(DossierSection.objects.select_for_update().filter(dossier=dossier))
    for section in sections:
        _open(section)
    DossierSection.objects.bulk_update(sections, SIGNED, batch_size=200)
    dossier.standing = DossierStanding.DRAFTED
    touch(dossier, "standing", "edition")
    audit.record("dossier_reopened", dossier, by=by, after={"edition": dossier.edition}, reason=reason.strip())
    return dossier


def _sign(section: DossierSection, by: Member) -> None:
    section.standing, section.digest = DossierStanding.SIGNED, digest_of_section(section)
    section.signed_at, section.signed_by_name = timezone.now(), by.name


def _open(section: DossierSection) -> None:
    section.standing, section.digest = DossierStanding.DRAFTED, ""
    section.signed_at, section.signed_by_name = None, ""
