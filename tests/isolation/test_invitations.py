"""An invitation belongs to its institution: its link opens nothing next door, its rows are seen by nobody else."""

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Affiliation, AssessorConfirmation, Decision
from tenants.members.actions.invitations import invitation_with, invite
from tenants.members.models import Invitation
from tenants.members.roles import Role
from tenants.members.tokens import digest_of, token_of


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


def path(place, invitation):
    return f"/en/invitation/{token_of(invitation.pk, institution_id=place.institution.pk)}/"


def test_a_link_opens_at_its_own_institution_only(invitation, browse, alef):
    assert browse("alef").get(path(alef.alef, invitation)).status_code == 200
    assert browse("ba").get(path(alef.alef, invitation)).status_code == 404
    assert browse("network").get(path(alef.alef, invitation)).status_code == 404


def test_the_same_key_next_door_does_not_make_the_link_valid_there(invitation, alef):
    token = token_of(invitation.pk, institution_id=alef.alef.institution.pk)
    with in_institution(alef.ba.institution):
        twin = Invitation(
            pk=invitation.pk,
            email="new@ba.example",
            role_slug="coordinator",
            token_digest=digest_of(token),
            expires_at=invitation.expires_at,
        )
        twin.save(force_insert=True)
        assert invitation_with(token, institution=alef.ba.institution) is None


def test_a_signature_of_ours_without_its_digest_opens_nothing(invitation, alef):
    token = token_of(invitation.pk, institution_id=alef.alef.institution.pk)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest="0" * 64)
    assert invitation_with(token, institution=alef.alef.institution) is None


@pytest.mark.parametrize("token", ["", ".", "x", "x.y", "0" * 32, "0" * 32 + ".x", "٠" * 32 + ".x", "a" * 5000])
def test_a_made_up_token_opens_nothing(alef, token):
    assert invitation_with(token, institution=alef.alef.institution) is None


def test_an_institution_sees_its_own_requests_for_confirmation_only(invitation, alef):
    assert AssessorConfirmation.objects.count() == 1
    with in_institution(alef.ba.institution):
        assert AssessorConfirmation.objects.count() == 0
        assert AssessorConfirmation.objects.update(decision=Decision.WITHDRAWN) == 0


def test_the_database_refuses_an_institution_that_confirms_its_own_assessor(invitation, alef):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        AssessorConfirmation.objects.update(
            decision=Decision.CONFIRMED, decided_at=timezone.now(), decided_by=alef.alef.users["coordinator"].pk
        )


def test_the_database_refuses_a_request_in_a_neighbours_name(alef):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        AssessorConfirmation(
            institution=alef.ba.institution,
            owner_role=alef.ba.institution.schema_name,
            invitation_id=alef.ba.members["coordinator"].pk,
            body_name="Council",
            email="x@ba.example",
        ).save(force_insert=True)


def test_the_database_refuses_a_request_that_is_born_confirmed(alef):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        AssessorConfirmation(
            institution=alef.alef.institution,
            owner_role=alef.alef.institution.schema_name,
            invitation_id=alef.alef.members["coordinator"].pk,
            body_name="Council",
            email="x@alef.example",
            decision=Decision.CONFIRMED,
            decided_at=timezone.now(),
            decided_by=alef.alef.users["coordinator"].pk,
        ).save(force_insert=True)


def test_an_institution_sees_its_own_affiliations_only(alef):
    owners = set(Affiliation.objects.values_list("owner_role", flat=True))
    assert owners == {alef.alef.institution.schema_name}
    with in_network():
        assert Affiliation.objects.values_list("owner_role", flat=True).distinct().count() == 2
