"""People who came with an archive: nobody's place until an invitation to their address is accepted."""

from uuid import uuid4

import pytest
from django.urls import reverse

from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import AssessorConfirmation
from tenants.members.actions.invitations import NewPerson, accept
from tenants.members.actions.memberships import end_membership
from tenants.members.models import Member
from tenants.members.refused import LastCoordinator
from tenants.notices import kinds
from tenants.notices.models import Notice
from tenants.notices.telling import tell

PERSON = NewPerson(name="Amal", password="long enough to be one")


@pytest.fixture
def waiting(alef):
    """`waiting("analyst")` is a place without an account."""

    def make(role="analyst", body=None, email="new@alef.example"):
        member = Member(
            user_id=uuid4(),
            name="Amal as she was",
            email=email,
            role_slug=role,
            body=alef.alef.bodies[body] if body else None,
            awaits_account=True,
        )
        member.save()
        return member

    return make


def test_she_is_present_but_does_not_come_in(waiting):
    member = waiting()
    assert member in Member.objects.present()
    assert member not in Member.objects.active()


def test_she_can_be_invited_and_takes_up_her_own_place(alef, waiting, invited):
    member = waiting()
    taken, user = accept(
        institution=alef.alef.institution, invitation=invited("analyst", "NEW@alef.example"), by=PERSON
    )
    assert taken.pk == member.pk
    member.refresh_from_db()
    assert (member.user_id, member.awaits_account, member.name) == (user.pk, False, "Amal")


def test_the_invitation_says_what_she_is_now(alef, waiting, invited):
    member = waiting("coordinator")
    accept(institution=alef.alef.institution, invitation=invited("focal_point", body="Justice"), by=PERSON)
    member.refresh_from_db()
    assert (member.role_slug, member.body.short_name_en) == ("focal_point", "Justice")


def test_an_assessor_is_confirmed_by_the_network_anew(alef, waiting, invited):
    waiting("assessor", "Council")
    invitation = invited("assessor", body="Council")
    taken, _user = accept(institution=alef.alef.institution, invitation=invitation, by=PERSON)
    assert taken.awaits_confirmation
    with in_network():
        assert AssessorConfirmation.objects.get(invitation_id=invitation.pk).member_id == taken.pk


def test_a_member_with_an_account_keeps_her_place(alef, waiting, invited):
    """The place of another address is not taken."""
    member = waiting(email="other@alef.example")
    taken, _user = accept(institution=alef.alef.institution, invitation=invited(), by=PERSON)
    assert taken.pk != member.pk
    assert Member.objects.get(pk=member.pk).awaits_account


@pytest.mark.parametrize("alike", ["amal@m\u0131nistry.example", "amal@mini\u017ftry.example"])
def test_an_address_that_only_looks_alike_takes_nobodys_place(alef, waiting, invited, alike):
    """Capitals of these letters are those of i and s: compared in capitals the two addresses are one."""
    member = waiting(email="amal@ministry.example")
    taken, _user = accept(institution=alef.alef.institution, invitation=invited(email=alike), by=PERSON)
    assert taken.pk != member.pk
    assert Member.objects.get(pk=member.pk).awaits_account


def test_the_capitals_of_an_address_in_an_archive_do_not_matter(alef, waiting, invited):
    member = waiting(email="New@Alef.example")
    taken, _user = accept(institution=alef.alef.institution, invitation=invited(), by=PERSON)
    assert taken.pk == member.pk


def test_she_is_told_nothing(waiting, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.notice_kind("greeting", line="Good morning")
    assert tell(member=waiting(), kind="greeting", key="x") is None
    assert not Notice.objects.exists()


def test_a_notice_that_waits_is_not_mailed_to_her(waiting):
    Notice(member=waiting(), kind="x", key="y").save()
    assert not Notice.objects.to_mail().exists()


def test_a_coordinator_without_an_account_does_not_count_as_one(alef, waiting):
    waiting("coordinator")
    coordinator = alef.alef.members["coordinator"]
    with pytest.raises(LastCoordinator):
        end_membership(member=coordinator, institution=alef.alef.institution, by=coordinator)


def test_the_list_of_people_says_so_and_leads_to_the_invitation(browse, world, waiting):
    with in_institution(world.alef.institution):
        member = waiting("focal_point", "Justice")
    client = browse("alef", "coordinator")
    page = client.get("/en/people/").content.decode()
    assert "came with an archive, has no account here yet" in page
    address = f"{reverse('members:invite', urlconf='mutabaa.urls_institution')}?person={member.pk}"
    assert address in page
    form = client.get(address).content.decode()
    assert 'value="new@alef.example"' in form
    assert "Amal as she was" in form
