"""Asking the network to confirm an assessor, and following what it decided.

An assessing body's account is its own. The institution that is assessed may invite its people, but that they speak for
the body is for the network's administrator to say. A national institution's own assessors need nobody's word.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shared.isolation.scope import in_network
from tenants.institutions.models import AssessorConfirmation, Decision, Institution, InstitutionKind
from tenants.members.models import BodyKind, Invitation, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR
from tenants.records.audit import Actor, record


def needs_confirmation(institution: Institution, role_slug: str, body: ResponsibleBody | None) -> bool:
    """Whether the network has to confirm this place before it can be used."""
    own = institution.kind == InstitutionKind.NHRI and body is not None and body.kind == BodyKind.NHRI
    return role_slug == ASSESSOR.slug and not own


@transaction.atomic
def ask(*, institution: Institution, invitation: Invitation, by: Member | None) -> AssessorConfirmation:
    """Put the invited assessor on the network's desk. Runs under the institution's own role."""
    body = invitation.body
    confirmation = AssessorConfirmation(
        institution=institution,
        owner_role=institution.schema_name,
        invitation_id=invitation.pk,
        body_name=body.name if body else "",
        email=invitation.email,
        asked_by_name=by.name if by else "",
    )
    confirmation.save(force_insert=True)
    return confirmation


def withdraw(*, invitation_id: UUID | None = None, member_id: UUID | None = None) -> None:
    """Take a waiting request off the desk. The row policies see to it that it is the institution's own."""
    waiting = AssessorConfirmation.objects.filter(decision=Decision.PENDING)
    if invitation_id is not None:
        waiting.filter(invitation_id=invitation_id).update(decision=Decision.WITHDRAWN)
    if member_id is not None:
        waiting.filter(member_id=member_id).update(decision=Decision.WITHDRAWN)


def decision_on(invitation: Invitation, *, member: Member) -> Decision | None:
    """What the network said so far, None where nothing was asked; from now on it finds the member by it."""
    with in_network():
        confirmation = (
            AssessorConfirmation.objects.select_for_update(of=("self",)).filter(invitation_id=invitation.pk).first()
        )
        if confirmation is None:
            return None
        AssessorConfirmation.objects.filter(pk=confirmation.pk).update(member_id=member.pk)
    return Decision(confirmation.decision)


@transaction.atomic
def follow(*, confirmation: AssessorConfirmation, by: Actor) -> None:
    """Inside the institution: let the confirmed assessor in, or close the declined one's place.

    `by` is the person of the secretariat who decided. The decision is read anew under the institution's own role and
    row policies; without one nothing happens.
    """
    decided = AssessorConfirmation.objects.filter(
        pk=confirmation.pk, decision__in=[Decision.CONFIRMED, Decision.DECLINED]
    ).first()
    if decided is None:
        return
    confirmed = decided.decision == Decision.CONFIRMED
    member = None
    if decided.member_id is not None:
        member = Member.objects.present().filter(pk=decided.member_id, awaits_confirmation=True).first()
    if member is not None:
        member.awaits_confirmation = False
        if not confirmed:
            member.left_at = timezone.now()
        member.save(update_fields=["awaits_confirmation", "left_at"])
    elif not confirmed:
        Invitation.objects.unanswered().filter(pk=decided.invitation_id).update(revoked_at=timezone.now())
    record(
        "network_confirmed" if confirmed else "network_declined",
        member,
        by=by,
        noun="member",
        after={"email": decided.email},
    )
