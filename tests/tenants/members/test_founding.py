"""`manage.py create_institution`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Domain, Institution, Standing
from tenants.institutions.provisioning import request_institution
from tenants.members.actions.invitations import NewPerson, accept
from tenants.members.models import Invitation
from tests.tenants.members.conftest import NAMES, forget_institution

ARGUMENTS = {
    "slug": "founded",
    "name_ar": NAMES["ar"],
    "name_en": NAMES["en"],
    "name_fr": NAMES["fr"],
    "coordinator": "first@founded.example",
}


@pytest.fixture
def free(committed):
    forget_institution("founded")
    yield
    forget_institution("founded")


def create(**changes):
    said = StringIO()
    with translation.override("en"):
        call_command("create_institution", **(ARGUMENTS | changes), stdout=said, stderr=StringIO())
    return said.getvalue().splitlines()


def founded():
    with in_network():
        return Institution.objects.get(domains__slug="founded")


def test_it_prints_the_link_on_a_line_of_its_own(free):
    link = create()[-1]
    assert link.startswith("http://founded.localhost")
    assert "/ar/invitation/" in link


def test_the_institution_is_ready_and_its_first_invitation_is_a_coordinators(free):
    create(state="MAR", kind="nhri", language="fr")
    institution = founded()
    with in_network():
        institution = Institution.objects.select_related("state").get(pk=institution.pk)
    assert (institution.standing, institution.kind, institution.default_language) == ("ready", "nhri", "fr")
    assert institution.state.code == "MAR"
    with in_institution(institution):
        invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role_slug, invitation.language) == (
        "first@founded.example",
        "coordinator",
        "fr",
    )


def test_a_second_run_before_anybody_joined_prints_the_same_link(free):
    assert create()[-1] == create()[-1]


def test_a_half_made_institution_is_completed(free):
    request_institution(slug="founded", names=NAMES, kind="nmirf")
    create()
    assert founded().standing == Standing.READY


def test_another_address_takes_the_place_of_the_first_one(free):
    first = create()[-1]
    second = create(coordinator="other@founded.example")[-1]
    assert first != second
    with in_institution(founded()):
        assert [invitation.email for invitation in Invitation.objects.open()] == ["other@founded.example"]


def test_a_run_after_somebody_joined_is_refused_and_changes_nothing(free):
    create()
    institution = founded()
    with in_institution(institution):
        invitation = Invitation.objects.get()
    accept(institution=institution, invitation=invitation, by=NewPerson("First", "seven green lanterns"))
    with pytest.raises(CommandError, match="exists already"):
        create(coordinator="thief@founded.example")
    with in_institution(institution):
        assert not Invitation.objects.open().exists()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"slug": "Founded"}, "--slug"),
        ({"slug": "a.b"}, "--slug"),
        ({"coordinator": "nobody"}, "--coordinator"),
        ({"state": "XXX"}, "--state"),
    ],
)
def test_nonsense_is_refused_by_name_and_nothing_is_made(free, wrong, named):
    with pytest.raises(CommandError, match=named):
        create(**wrong)
    with in_network():
        assert not Domain.objects.filter(slug="founded").exists()


def test_an_institution_is_suspended_and_taken_into_service_again(free):
    create()
    call_command("move_institution", slug="founded", to="suspended", reason="unpaid", stdout=StringIO())
    assert founded().standing == Standing.SUSPENDED
    call_command("move_institution", slug="founded", to="ready", stdout=StringIO())
    assert founded().standing == Standing.READY
    with pytest.raises(CommandError):
        call_command("move_institution", slug="founded", to="ready", stdout=StringIO())
