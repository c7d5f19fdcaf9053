"""Inviting, revoking, accepting. The token stands in the mail only; see tenants.members.tokens."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import in_institution, in_network
from shared.users.actions import addresses_of, owner_of, welcome
from shared.users.models import User, UserManager
from tenants.institutions.models import Affiliation, Decision, Institution
from tenants.members.actions import confirmations
from tenants.members.leaving import release_work
from tenants.members.models import ASSESSOR_KINDS, BodyKind, Invitation, Member, ResponsibleBody
from tenants.members.refused import (
    AlreadyInvited,
    AlreadyMember,
    InvitationClosed,
    NotInvited,
    OwnAccount,
    SignInFirst,
    WrongBody,
)
from tenants.members.roles import ASSESSOR, FOCAL_POINT, Role
from tenants.members.tokens import digest_of, invitation_id_in, token_of
from tenants.records import jobs
from tenants.records.audit import record

MAIL = "members.invitation_mail"


@dataclass(frozen=True)
class NewPerson:
    """Somebody without an account: what she says of herself when she accepts."""

    name: str
    password: str


def check_body(role: Role, body: ResponsibleBody | None) -> None:
    """Raises WrongBody unless the role and the body fit together."""
    if body is not None and body.retired_at is not None:
        raise WrongBody(_("This body is no longer in use."))
    if role is FOCAL_POINT and (body is None or body.kind != BodyKind.STATE):
        raise WrongBody(_("A focal point speaks for a body of the state. Choose one."))
    if role is ASSESSOR and (body is None or body.kind not in ASSESSOR_KINDS):
        raise WrongBody(_("An assessor speaks for an assessing body, not for a body of the state. Choose one."))
    if not role.speaks_for_a_body and body is not None:
        raise WrongBody(_("This role speaks for no body. Leave the body empty."))


@transaction.atomic
def invite(
    *,
    institution: Institution,
    email: str,
    role: Role,
    body: ResponsibleBody | None,
    language: str,
    by: Member | None,
    name: str = "",
) -> Invitation:
    """Offer a place to an address and mail its link. `by` None is the platform's operator.

    Raises WrongBody, OwnAccount, AlreadyMember, AlreadyInvited.
    """
    email = UserManager.clean_email(email)
    check_body(role, body)
    if role is ASSESSOR and by is not None and email in {by.email.lower(), *_addresses(by)}:
        raise OwnAccount(_("You cannot make yourself an assessor: an assessing body’s account is its own."))
    if Member.objects.present().filter(email__iexact=email, awaits_account=False).exists():
        raise AlreadyMember(_("This address belongs to a member already."))
    Invitation.objects.unanswered().filter(email=email, expires_at__lte=timezone.now()).update(
        revoked_at=timezone.now()
    )
    invitation = Invitation(
        email=email,
        name=name,
        role_slug=role.slug,
        body=body,
        language=language,
        invited_by=by.pk if by else None,
        expires_at=timezone.now() + settings.INVITATION_LIFETIME,
    )
    invitation.token_digest = digest_of(token_of(invitation.pk, institution_id=institution.pk))
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        raise AlreadyInvited(_("An invitation to this address is still open.")) from None
    if confirmations.needs_confirmation(institution, role.slug, body):
        confirmations.ask(institution=institution, invitation=invitation, by=by)
    record("invited", invitation, by=by, after=_described(invitation))
    jobs.ask(MAIL, invitation.pk, by=by)
    return invitation


def _addresses(member: Member) -> set[str]:
    with in_network():
        return addresses_of(member.user_id)


def _described(invitation: Invitation) -> dict[str, str]:
    return {
        "email": invitation.email,
        "role": invitation.role_slug,
        "body": invitation.body.name if invitation.body else "",
    }


@transaction.atomic
def revoke(*, invitation: Invitation, by: Member | None) -> None:
    """Close an invitation before it is used. Raises InvitationClosed when it is too late."""
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationClosed(_("This invitation has been answered or revoked already."))
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    confirmations.withdraw(invitation_id=invitation.pk)
    record("revoked", invitation, by=by, before=_described(invitation))


@transaction.atomic
def send_again(*, invitation: Invitation, by: Member) -> None:
    """Mail the same link once more; its time does not grow. Raises InvitationClosed."""
    invitation = _locked(invitation)
    _refuse_closed(invitation)
    record("sent_again", invitation, by=by, after={"email": invitation.email})
    jobs.ask(MAIL, invitation.pk, by=by)


def invitation_with(token: str, *, institution: Institution) -> Invitation | None:
    """The invitation a link speaks of, open or not; None for a link that nobody was given."""
    key = invitation_id_in(token, institution_id=institution.pk)
    if key is None:
        return None
    return Invitation.objects.select_related("body").filter(pk=key, token_digest=digest_of(token)).first()


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("body").get(pk=invitation.pk)


def _refuse_closed(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise InvitationClosed(_("This invitation has been used already."))
    if invitation.revoked_at:
        raise InvitationClosed(_("This invitation was revoked."))
    if invitation.has_expired:
        raise InvitationClosed(_("The time of this invitation is over. Ask for a new one."))


def accept(
    *,
    institution: Institution,
    invitation: Invitation,
    by: User | NewPerson,
) -> tuple[Member, User]:
    """Take the place: the signed-in owner of the address, or a person who has no account yet.

    Makes the account, the affiliation and the membership in one transaction, or none of them.
    Raises InvitationClosed, SignInFirst, NotInvited, AlreadyMember.
    """
    with in_institution(institution), transaction.atomic():
        invitation = _locked(invitation)
        _refuse_closed(invitation)
        with in_network():
            person = _person(invitation, by)
        if Member.objects.present().filter(user_id=person.pk).exists():
            raise AlreadyMember(_("You belong to this institution already."))
        member = _place_of(invitation)
        member.user_id, member.name = person.pk, person.name or member.name or person.email
        decision = confirmations.decision_on(invitation, member=member)
        if decision == Decision.DECLINED:
            raise InvitationClosed(_("The network has not confirmed this place."))
        member.awaits_confirmation = decision not in {None, Decision.CONFIRMED}
        member.save()
        Affiliation(institution=institution, owner_role=institution.schema_name, user=person).save(force_insert=True)
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        record("joined", member, by=member, after=_described(invitation))
    return member, person


def _place_of(invitation: Invitation) -> Member:
    """The place that came with an archive and waits for the owner of this address, else a new one.

    The invitation says what she is here now; work in hand stays only where that is what she was.
    """
    waiting = Member.objects.present().select_for_update(of=("self",)).order_by("joined_at", "pk")
    alike = waiting.filter(email__iexact=invitation.email, awaits_account=True)
    # The database compares in capitals, in which ı is i and ſ is s: another domain's address would be hers.
    member = next((one for one in alike if UserManager.clean_email(one.email) == invitation.email), None)
    if member is None:
        return Member(email=invitation.email, role_slug=invitation.role_slug, body=invitation.body)
    if (member.role_slug, member.body_id) != (invitation.role_slug, invitation.body_id):
        release_work(member=member, by=member)
        member.role_slug, member.body = invitation.role_slug, invitation.body
    member.awaits_account = False
    return member


def _person(invitation: Invitation, by: User | NewPerson) -> User:
    """The account of the invited address. Runs in the network's scope."""
    if isinstance(by, User):
        if invitation.email not in addresses_of(by.pk):
            raise NotInvited(_("This invitation is for another address than the one you are signed in with."))
        return by
    if owner_of(invitation.email) is not None:
        raise SignInFirst(_("This address has an account already. Sign in to accept."))
    try:
        with transaction.atomic():
            return welcome(email=invitation.email, name=by.name, password=by.password, language=invitation.language)
    except IntegrityError:
        raise SignInFirst(_("This address has an account already. Sign in to accept.")) from None
