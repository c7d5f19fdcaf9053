"""Changing what a member is here, and ending a membership."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.institutions.models import Affiliation, Institution
from tenants.members.actions import confirmations
from tenants.members.actions.invitations import check_body
from tenants.members.leaving import release_work
from tenants.members.models import Member, ResponsibleBody
from tenants.members.refused import FixedRole, LastCoordinator, MembershipEnded
from tenants.members.roles import ASSESSOR, COORDINATOR, Role
from tenants.members.sessions import end_sessions_at
from tenants.records.audit import record


def _locked(member: Member) -> Member:
    """The member as she stands now, with every coordinator's row held until the transaction ends.

    Held in the order of their keys, so that two coordinators who dismiss each other wait instead of leaving nobody.
    Raises MembershipEnded.
    """
    list(Member.objects.active().coordinators().order_by("pk").select_for_update(of=("self",)))
    found = Member.objects.present().select_for_update(of=("self",)).select_related("body").filter(pk=member.pk).first()
    if found is None:
        raise MembershipEnded(_("This membership has ended already."))
    return found


def _refuse_last_coordinator(member: Member) -> None:
    if member.role is COORDINATOR and not Member.objects.active().coordinators().exclude(pk=member.pk).exists():
        raise LastCoordinator(
            _("The last coordinator cannot leave or take another role. Make somebody else a coordinator first.")
        )


@transaction.atomic
def change_role(*, member: Member, role: Role, body: ResponsibleBody | None, by: Member) -> Member:
    """Give a member another role or body; the work in her hands stays behind.

    Raises FixedRole, WrongBody, LastCoordinator.
    """
    member = _locked(member)
    if ASSESSOR in {role, member.role}:
        raise FixedRole(
            _("An assessor’s place is given by invitation and ended as a whole; no role turns into it or out of it.")
        )
    check_body(role, body)
    if role is not COORDINATOR:
        _refuse_last_coordinator(member)
    before = _described(member)
    if (role.slug, body.pk if body else None) != (member.role_slug, member.body_id):
        release_work(member=member, by=by)
    member.role_slug, member.body = role.slug, body
    member.save(update_fields=["role_slug", "body"])
    record("changed_role", member, by=by, before=before, after=_described(member))
    return member


@transaction.atomic
def end_membership(*, member: Member, institution: Institution, by: Member) -> None:
    """Close a person's place, her affiliation and her sessions here. Raises LastCoordinator.

    What she did keeps her name; the work in her hands goes back to where it came from.
    """
    member = _locked(member)
    _refuse_last_coordinator(member)
    release_work(member=member, by=by)
    now = timezone.now()
    member.left_at = now
    member.awaits_confirmation = False
    member.save(update_fields=["left_at", "awaits_confirmation"])
    confirmations.withdraw(member_id=member.pk)
    Affiliation.objects.filter(institution=institution, user_id=member.user_id, ended_at=None).update(ended_at=now)
    record("left" if by.pk == member.pk else "ended", member, by=by, before=_described(member))
    end_sessions_at(institution, user_id=member.user_id)


def _described(member: Member) -> dict[str, str]:
    return {"name": member.name, "role": member.role_slug, "body": member.body.name if member.body else ""}
