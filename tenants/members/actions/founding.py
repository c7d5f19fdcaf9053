"""A new institution from the command line: schema, first invitation, link. Needs the migrator's credentials."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import in_institution
from shared.taxonomy.models import State
from shared.users.models import UserManager
from tenants.institutions.models import Domain, Institution, Standing
from tenants.institutions.provisioning import provision, request_institution
from tenants.members.actions.invitations import invite, revoke
from tenants.members.addresses import invitation_address
from tenants.members.models import Invitation, Member
from tenants.members.refused import Refused
from tenants.members.roles import COORDINATOR
from tenants.members.tokens import token_of


class AlreadyStands(Refused):
    """The institution has people; nothing of it is made again."""


@dataclass(frozen=True)
class Founded:
    """What came of it. `resumed` says that a half-made institution was found and completed."""

    institution: Institution
    link: str
    resumed: bool


def found(
    *, slug: str, names: dict[str, str], kind: str, state: State | None, language: str, coordinator: str
) -> Founded:
    """Provision an institution and invite its first coordinator. Safe to repeat until somebody has joined.

    `names` as {"ar": .., "en": .., "fr": ..}; `coordinator` is an e-mail address. Raises AlreadyStands.
    """
    domain = Domain.objects.using("migrator").select_related("institution").filter(slug=slug).first()
    if domain is None:
        institution = request_institution(
            slug=slug, names=names, kind=kind, state_id=state.pk if state else None, default_language=language
        )
    else:
        institution = domain.institution
        if institution.standing not in {Standing.REQUESTED, Standing.CREATING, Standing.READY}:
            raise AlreadyStands(_("An institution stands at this address already, and it is not in service."))
    institution = provision(institution)
    with in_institution(institution):
        invitation = _first_invitation(institution, UserManager.clean_email(coordinator))
    token = token_of(invitation.pk, institution_id=institution.pk)
    link = invitation_address(institution, token, invitation.language)
    return Founded(institution=institution, link=link, resumed=domain is not None)


def _first_invitation(institution: Institution, email: str) -> Invitation:
    """The open invitation of the first coordinator: the one given out already, or a new one instead of any other."""
    if Member.objects.exists():
        raise AlreadyStands(_("This institution exists already and has people. Nothing was changed."))
    for invitation in Invitation.objects.open():
        if invitation.email == email:
            return invitation
        revoke(invitation=invitation, by=None)
    return invite(
        institution=institution,
        email=email,
        role=COORDINATOR,
        body=None,
        language=institution.default_language,
        by=None,
    )
