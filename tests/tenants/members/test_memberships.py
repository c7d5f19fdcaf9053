"""Changing roles and ending memberships."""

import time
from threading import Event

import pytest
from allauth.usersessions.models import UserSession
from django.db import transaction

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.institutions.models import Affiliation
from tenants.members.actions.memberships import change_role, end_membership
from tenants.members.models import Member
from tenants.members.refused import FixedRole, LastCoordinator, MembershipEnded, WrongBody
from tenants.members.roles import Role
from tenants.records.models import AuditEntry
from tests.isolation.test_sessions import sign_in
from tests.tenants.members.test_accepting import at_once


def change(alef, who, role, body=None):
    return change_role(
        member=alef.alef.members[who],
        role=Role.of(role),
        body=alef.alef.bodies[body] if body else None,
        by=alef.alef.members["coordinator"],
    )


def end(alef, who, by="coordinator"):
    end_membership(member=alef.alef.members[who], institution=alef.alef.institution, by=alef.alef.members[by])


def test_a_changed_role_is_noted_with_before_and_after(alef):
    member = change(alef, "observer", "focal_point", "Justice")
    entry = AuditEntry.objects.get(verb="changed_role", object_id=member.pk)
    assert (entry.before["role"], entry.after["role"]) == ("observer", "focal_point")


def test_the_last_coordinator_cannot_be_demoted(alef):
    with pytest.raises(LastCoordinator):
        change(alef, "coordinator", "analyst")


def test_the_last_coordinator_cannot_leave(alef):
    with pytest.raises(LastCoordinator):
        end(alef, "coordinator")


def test_a_coordinator_can_leave_when_another_stays(alef):
    change(alef, "analyst", "coordinator")
    end(alef, "coordinator")
    assert [member.name for member in Member.objects.active().coordinators()] == ["analyst"]


def test_nobody_becomes_an_assessor_by_a_change_of_role(alef):
    with pytest.raises(FixedRole):
        change(alef, "coordinator", "assessor", "Council")


def test_an_assessor_is_not_turned_into_another_role(alef):
    with pytest.raises(FixedRole):
        change(alef, "assessor", "observer")


def test_a_focal_point_needs_a_body_of_the_state(alef):
    with pytest.raises(WrongBody):
        change(alef, "observer", "focal_point", "Sanad")


def test_an_ended_membership_closes_the_affiliation(alef):
    end(alef, "analyst")
    with in_network():
        affiliation = Affiliation.objects.get(user=alef.alef.users["analyst"], institution=alef.alef.institution)
    assert affiliation.ended_at is not None


def test_an_ended_membership_is_not_ended_again(alef):
    end(alef, "analyst")
    with pytest.raises(MembershipEnded):
        end(alef, "analyst")


def test_ending_a_membership_ends_its_sessions_here_and_no_others(alef):
    here, _answer = sign_in("alef", "analyst@alef.example")
    elsewhere, _answer = sign_in("network", "analyst@alef.example")
    end(alef, "analyst")
    with in_network():
        assert not here.session.exists(here.cookies["session"].value)
        left = UserSession.objects.get(user=alef.alef.users["analyst"])
        assert left.session_key == elsewhere.cookies["session"].value
    assert here.get("/en/people/")["Location"].startswith("/en/account/login/")
    assert elsewhere.get("/en/places/").status_code == 200


def test_two_coordinators_who_dismiss_each_other_leave_one(spare):
    with in_network():
        users = [User.objects.create_user(f"{name}@spare.example") for name in ("one", "two")]
    with in_institution(spare):
        one, two = (
            Member(user_id=user.pk, name=user.email, email=user.email, role_slug="coordinator") for user in users
        )
        one.save()
        two.save()

    begun = Event()

    def dismiss_slowly():
        """Commits a while after the other has begun."""
        with in_institution(spare), transaction.atomic():
            end_membership(member=one, institution=spare, by=two)
            begun.set()
            time.sleep(0.3)

    def dismiss():
        begun.wait()
        with in_institution(spare):
            end_membership(member=two, institution=spare, by=one)

    assert sorted(at_once(dismiss_slowly, dismiss)) == ["LastCoordinator", "done"]
    with in_institution(spare):
        assert Member.objects.active().coordinators().count() == 1
