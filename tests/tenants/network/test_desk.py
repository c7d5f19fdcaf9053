"""The secretariat's desk, and the network's word on assessors."""

import pytest

from shared.isolation.scope import in_network
from tenants.institutions.models import AssessorConfirmation, Decision, Institution, InstitutionKind
from tenants.members.actions.invitations import NewPerson, accept, invite
from tenants.members.models import Invitation, Member
from tenants.members.roles import Role
from tenants.network.actions.assessors import AlreadyDecided, decide
from tenants.network.actions.secretariat import appoint
from tenants.network.models import NetworkEntry
from tenants.network.roles import ADMINISTRATOR, CURATOR
from tenants.records.models import AuditEntry


@pytest.fixture
def invitation(alef):
    return invite(
        institution=alef.alef.institution,
        email="new@alef.example",
        role=Role.of("assessor"),
        body=alef.alef.bodies["Council"],
        language="en",
        by=alef.alef.members["coordinator"],
    )


def waiting():
    with in_network():
        return AssessorConfirmation.objects.get()


def decided(alef, confirmed):
    with in_network():
        return decide(confirmation=waiting(), confirmed=confirmed, by=alef.network.users["administrator"])


def joined(alef, invitation):
    member, _user = accept(
        institution=alef.alef.institution, invitation=invitation, by=NewPerson("Voice", "seven green lanterns")
    )
    return member


def test_a_confirmed_assessor_is_let_in(alef, invitation):
    member = joined(alef, invitation)
    decided(alef, True)
    assert Member.objects.active().filter(pk=member.pk).exists()


def test_a_declined_assessors_place_is_closed(alef, invitation):
    member = joined(alef, invitation)
    decided(alef, False)
    assert not Member.objects.present().filter(pk=member.pk).exists()


def test_declining_before_the_answer_revokes_the_invitation(alef, invitation):
    decided(alef, False)
    assert not Invitation.objects.open().exists()


def test_a_decision_is_noted_on_both_sides(alef, invitation):
    decided(alef, True)
    assert AuditEntry.objects.filter(verb="network_confirmed").exists()
    with in_network():
        entry = NetworkEntry.objects.get(verb="confirmed")
    assert entry.by_id == alef.network.users["administrator"].pk


def test_a_decision_is_taken_once(alef, invitation):
    confirmation = decided(alef, True)
    with in_network(), pytest.raises(AlreadyDecided):
        decide(confirmation=confirmation, confirmed=False, by=alef.network.users["administrator"])


def test_a_national_institutions_own_assessors_need_nobodys_word(alef):
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(kind=InstitutionKind.NHRI)
        institution = Institution.objects.get(pk=alef.alef.institution.pk)
    invite(
        institution=institution,
        email="own@alef.example",
        role=Role.of("assessor"),
        body=alef.alef.bodies["Council"],
        language="en",
        by=alef.alef.members["coordinator"],
    )
    assert not AssessorConfirmation.objects.exists()


def test_the_administrator_confirms_on_the_desk(alef, invitation, browse):
    client = browse("network", "administrator")
    path = f"/en/desk/assessors/{waiting().pk}/confirm/"
    assert "new@alef.example" in client.get("/en/desk/").content.decode()
    assert client.get(path).status_code == 200
    assert client.post(path)["Location"] == "/en/desk/"
    assert waiting().decision == Decision.CONFIRMED


def test_a_curator_sees_who_waits_but_cannot_decide(alef, invitation, browse):
    client = browse("network", "curator")
    page = client.get("/en/desk/").content.decode()
    assert "new@alef.example" in page
    assert "/confirm/" not in page
    assert client.post(f"/en/desk/assessors/{waiting().pk}/confirm/").status_code == 403
    assert waiting().decision == Decision.PENDING


def test_a_decided_request_is_no_longer_an_address(alef, invitation, browse):
    pk = waiting().pk
    decided(alef, True)
    assert browse("network", "administrator").get(f"/en/desk/assessors/{pk}/decline/").status_code == 404


def test_only_the_administrator_reads_the_log(browse):
    assert "The network’s log" in browse("network", "administrator").get("/en/desk/").content.decode()
    assert "The network’s log" not in browse("network", "curator").get("/en/desk/").content.decode()


def test_an_appointed_person_without_an_account_gets_one_without_a_password(network):
    place = appoint(email="fresh@network.example", name="Fresh", role=CURATOR, language="fr")
    assert not place.user.has_usable_password()


def test_appointing_again_changes_the_role_instead_of_adding_a_place(network):
    appoint(email="fresh@network.example", name="Fresh", role=CURATOR, language="fr")
    place = appoint(email="fresh@network.example", name="Fresh", role=ADMINISTRATOR, language="fr")
    assert [one.role for one in place.user.secretariat_places.all()] == ["administrator"]
