"""Whose view a member's reports give."""

from __future__ import annotations

from tenants.institutions.models import InstitutionKind
from tenants.members.models import Member, ResponsibleBody
from tenants.reporting.models import Voice
from tenants.tracker.locking import institution_here


def voice_of(member: Member) -> Voice:
    """An assessing body gives its own view wherever it is; the others speak for the institution they belong to."""
    if member.role.speaks_for_a_body or institution_here().kind == InstitutionKind.NHRI:
        return Voice.NHRI
    return Voice.STATE


def body_of(member: Member) -> ResponsibleBody | None:
    """The body whose report it is; None for the institution's own."""
    return member.body if member.role.speaks_for_a_body else None
