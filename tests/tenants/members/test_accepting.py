"""Accepting an invitation: a new person, a person with an account, the wrong person, and two at once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.db import connections
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.institutions.models import Affiliation, AssessorConfirmation, Decision
from tenants.members.actions.invitations import NewPerson, accept, invite, revoke
from tenants.members.models import Invitation, Member
from tenants.members.refused import AlreadyMember, InvitationClosed, NotInvited, Refused, SignInFirst
from tenants.members.roles import Role
from tenants.records.models import AuditEntry

PASSWORD = "seven green lanterns"


def accepted_by_a_new_person(alef, invitation):
    return accept(institution=alef.alef.institution, invitation=invitation, by=NewPerson("New Person", PASSWORD))


def test_a_new_person_gets_an_account_a_proven_address_an_affiliation_and_a_place(invited, alef):
    member, user = accepted_by_a_new_person(alef, invited("focal_point", body="Justice"))
    assert (member.role_slug, member.body.short_name_en, member.name) == ("focal_point", "Justice", "New Person")
    with in_network():
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.get(user=user).verified
        assert Affiliation.objects.filter(user=user, institution=alef.alef.institution, ended_at=None).count() == 1


def test_joining_is_noted_in_the_log(invited, alef):
    member, _user = accepted_by_a_new_person(alef, invited())
    assert AuditEntry.objects.filter(verb="joined", object_id=member.pk).exists()


def test_an_invitation_works_once(invited, alef):
    invitation = invited()
    accepted_by_a_new_person(alef, invitation)
    with pytest.raises(InvitationClosed):
        accepted_by_a_new_person(alef, invitation)


def test_a_revoked_invitation_does_not_work(invited, alef):
    invitation = invited()
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    with pytest.raises(InvitationClosed):
        accepted_by_a_new_person(alef, invitation)


def test_an_invitation_out_of_time_does_not_work(invited, alef):
    invitation = invited()
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationClosed):
        accepted_by_a_new_person(alef, invitation)


def test_an_address_with_an_account_cannot_be_given_a_new_password_by_the_link(invited, alef):
    with pytest.raises(SignInFirst):
        accepted_by_a_new_person(alef, invited(email="analyst@ba.example"))
    with in_network():
        assert not User.objects.get(email="analyst@ba.example").check_password(PASSWORD)


def test_a_person_of_another_institution_joins_with_the_account_she_has(invited, alef):
    user = alef.ba.users["analyst"]
    invitation = invited(email="analyst@ba.example")
    member, person = accept(institution=alef.alef.institution, invitation=invitation, by=user)
    assert (member.user_id, person.pk) == (user.pk, user.pk)


def test_somebody_else_signed_in_cannot_take_the_place(invited, alef):
    with pytest.raises(NotInvited):
        accept(institution=alef.alef.institution, invitation=invited(), by=alef.ba.users["analyst"])


def test_an_unproven_address_does_not_take_the_place(invited, alef):
    user = alef.ba.users["analyst"]
    with in_network():
        EmailAddress.objects.create(user=user, email="new@alef.example", verified=False, primary=False)
    with pytest.raises(NotInvited):
        accept(institution=alef.alef.institution, invitation=invited(), by=user)


def test_a_member_does_not_take_a_second_place_with_another_address(invited, alef):
    user = alef.alef.users["coordinator"]
    with in_network():
        EmailAddress.objects.create(user=user, email="new@alef.example", verified=True, primary=False)
    with pytest.raises(AlreadyMember):
        accept(institution=alef.alef.institution, invitation=invited(), by=user)


def test_a_refused_acceptance_leaves_no_account_behind(invited, alef, monkeypatch):
    invitation = invited()
    monkeypatch.setattr("tenants.members.actions.invitations.Affiliation", None)
    with pytest.raises(TypeError):
        accepted_by_a_new_person(alef, invitation)
    with in_network():
        assert not User.objects.filter(email="new@alef.example").exists()


def test_an_assessor_is_not_let_in_before_the_network_confirms(invited, alef):
    member, _user = accepted_by_a_new_person(alef, invited("assessor", body="Council"))
    assert member.awaits_confirmation
    assert not Member.objects.active().filter(pk=member.pk).exists()


def test_an_assessor_confirmed_beforehand_is_let_in_at_once(invited, alef):
    invitation = invited("assessor", body="Council")
    with in_network():
        AssessorConfirmation.objects.filter(invitation_id=invitation.pk).update(
            decision=Decision.CONFIRMED, decided_at=timezone.now(), decided_by=alef.network.users["administrator"].pk
        )
    member, _user = accepted_by_a_new_person(alef, invitation)
    assert not member.awaits_confirmation


def test_two_acceptances_at_once_make_one_membership(spare):
    with in_institution(spare):
        invitation = invite(
            institution=spare, email="new@spare.example", role=Role.of("analyst"), body=None, language="en", by=None
        )
    outcomes = at_once(
        lambda: accept(institution=spare, invitation=invitation, by=NewPerson("New", PASSWORD)),
        lambda: accept(institution=spare, invitation=invitation, by=NewPerson("New", PASSWORD)),
    )
    assert sorted(outcomes) == ["InvitationClosed", "done"]
    with in_institution(spare):
        assert Member.objects.count() == 1
    with in_network():
        assert Affiliation.objects.filter(institution=spare).count() == 1


def test_accepting_and_revoking_at_once_ends_in_one_of_the_two(spare):
    with in_institution(spare):
        invitation = invite(
            institution=spare, email="new@spare.example", role=Role.of("analyst"), body=None, language="en", by=None
        )

    def take_back():
        with in_institution(spare):
            revoke(invitation=invitation, by=None)

    outcomes = at_once(
        lambda: accept(institution=spare, invitation=invitation, by=NewPerson("New", PASSWORD)), take_back
    )
    assert sorted(outcomes) == ["InvitationClosed", "done"]
    with in_institution(spare):
        invitation.refresh_from_db()
        assert Member.objects.count() == (1 if invitation.accepted_at else 0)


def at_once(*acts):
    """Run each act on a connection of its own, all starting together; returns `done` or the refusal's name."""
    start, outcomes = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
