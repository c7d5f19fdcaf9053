"""Keeping each state of a section. Drafts a window saves by itself flow into one another for ten minutes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tenants.members.models import Member
from tenants.reporting.models import DossierSection, How, SectionVersion

FLOWS_FOR = timedelta(minutes=10)


def keep(section: DossierSection, how: str, by: Member | None) -> SectionVersion:
    """Keep the section as it stands; the caller holds it."""
    last = section.versions.first()
    now = timezone.now()
    flows = (
        how == How.KEPT
        and by is not None
        and last is not None
        and last.how == How.KEPT
        and last.by_id == by.pk
        and now - last.at < FLOWS_FOR
    )
    if last is not None and flows:
        last.heading, last.text, last.words = section.heading, section.text, section.words
        last.save(update_fields=["heading", "text", "words"])
        return last
    made = version_of(section, last.number + 1 if last else 1, how, by)
    made.save(force_insert=True)
    return made


def version_of(section: DossierSection, number: int, how: str, by: Member | None) -> SectionVersion:
    """The version unsaved, for what writes many."""
    return SectionVersion(
        section=section,
        number=number,
        heading=section.heading,
        text=section.text,
        words=section.words,
        how=how,
        by_id=by.pk if by else None,
        by_name=by.name if by else "",
    )
