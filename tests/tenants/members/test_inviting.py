"""Inviting people, and taking an invitation back."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tenants.institutions.models import AssessorConfirmation, Decision
from tenants.members.actions.invitations import revoke, send_again
from tenants.members.models import Invitation
from tenants.members.refused import AlreadyInvited, AlreadyMember, InvitationClosed, OwnAccount, WrongBody
from tenants.members.tokens import token_of
from tenants.records.models import AuditEntry, Job


def test_an_invitation_lives_for_the_written_time(invited):
    left = invited().expires_at - timezone.now()
    assert settings.INVITATION_LIFETIME - timedelta(minutes=1) < left <= settings.INVITATION_LIFETIME


def test_the_token_stands_nowhere_in_the_database(invited, alef):
    invitation = invited()
    token = token_of(invitation.pk, institution_id=alef.alef.institution.pk)
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(row)
    assert token not in str(list(AuditEntry.objects.values()))
    assert token not in str(list(Job.objects.values()))


def test_an_invitation_is_noted_in_the_log_with_who_sent_it(invited, alef):
    invitation = invited("analyst", "new@alef.example")
    entry = AuditEntry.objects.get(verb="invited", object_id=invitation.pk)
    assert entry.by_id == alef.alef.members["coordinator"].pk
    assert entry.after == {"email": "new@alef.example", "role": "analyst", "body": ""}


def test_the_address_is_kept_in_small_letters(invited):
    assert invited(email=" New@Alef.Example ").email == "new@alef.example"


def test_a_member_is_not_invited_again(invited):
    with pytest.raises(AlreadyMember):
        invited(email="Analyst@alef.example")


def test_one_address_has_one_open_invitation(invited):
    invited()
    with pytest.raises(AlreadyInvited):
        invited()


def test_an_address_whose_invitation_ran_out_can_be_invited_again(invited):
    first = invited()
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(days=1))
    assert invited().pk != first.pk


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("focal_point", None),
        ("focal_point", "Council"),
        ("assessor", None),
        ("assessor", "Justice"),
        ("analyst", "Justice"),
    ],
)
def test_role_and_body_have_to_fit(invited, role, body):
    with pytest.raises(WrongBody):
        invited(role, body=body)


def test_a_coordinator_cannot_invite_herself_as_an_assessor(invited):
    with pytest.raises(OwnAccount):
        invited("assessor", "coordinator@alef.example", body="Council")


def test_a_coordinator_cannot_invite_another_address_of_hers_as_an_assessor(invited, alef):
    from allauth.account.models import EmailAddress

    from shared.isolation.scope import in_network

    with in_network():
        user = alef.alef.users["coordinator"]
        EmailAddress.objects.create(user=user, email="second@alef.example", verified=True, primary=False)
    with pytest.raises(OwnAccount):
        invited("assessor", "second@alef.example", body="Council")


def test_an_assessors_invitation_lies_on_the_networks_desk(invited):
    invitation = invited("assessor", body="Council")
    confirmation = AssessorConfirmation.objects.get(invitation_id=invitation.pk)
    assert (confirmation.decision, confirmation.email) == (Decision.PENDING, "new@alef.example")


def test_other_invitations_do_not(invited):
    invited("focal_point", body="Justice")
    assert not AssessorConfirmation.objects.exists()


def test_a_revoked_invitation_leaves_the_desk(invited, alef):
    invitation = invited("assessor", body="Council")
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    assert AssessorConfirmation.objects.get(invitation_id=invitation.pk).decision == Decision.WITHDRAWN


def test_an_invitation_is_revoked_once(invited, alef):
    invitation = invited()
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    with pytest.raises(InvitationClosed):
        revoke(invitation=invitation, by=alef.alef.members["coordinator"])


def test_a_revoked_invitation_is_not_sent_again(invited, alef):
    invitation = invited()
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    with pytest.raises(InvitationClosed):
        send_again(invitation=invitation, by=alef.alef.members["coordinator"])
