"""Which words and which evidence may stand in a paper that goes out of the house."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import timezone

from tenants.evidence.actions import pieces
from tenants.evidence.models import Confidentiality
from tenants.followup.models import Update
from tenants.members.models import BodyKind
from tenants.reporting.matrix.accepted import Accepted, accepted_for
from tenants.reporting.matrix.wording import assessment
from tests.tenants.followup.conftest import ACCOUNT, asked, fill, submitted
from tests.tenants.reporting.matrix.conftest import accepted, evidence


@pytest.fixture
def here(alef) -> SimpleNamespace:
    return asked(alef.alef)


def told(here: SimpleNamespace, role: str = "coordinator") -> Accepted:
    return accepted_for([one.pk for one in here.recommendations], getattr(here.people, role))


def words(found: Accepted) -> list[str]:
    return [one.text for statements in found.statements.values() for one in assessment(statements)]


def test_only_what_was_accepted_is_said(here):
    fill(here.update, here.people.focal_point)
    assert told(here).statements == {}
    other = here.justice.updates.in_request_order()[1]
    submitted(other, here.people.focal_point)
    assert told(here).statements == {}
    accepted(here.justice.updates.in_request_order()[2], here)
    assert len(told(here).statements) == 1


def test_an_account_stands_with_its_value_day_and_body(here):
    accepted(here.update, here)
    (statement,) = told(here).statements[here.update.recommendation_id]
    assert (statement.value, statement.body) == ("Partially implemented", "Ministry of Justice")
    assert (statement.account, statement.language, statement.day) == (ACCOUNT, "en", timezone.localdate())


def test_two_bodies_speak_side_by_side(here):
    accepted(here.update, here)
    interior = here.interior.updates.get(recommendation=here.update.recommendation_id)
    accepted(interior, here, by=here.people.focal_point_elsewhere, account="Shelters were opened.")
    bodies = [one.body for one in told(here).statements[here.update.recommendation_id]]
    assert bodies == ["Ministry of Interior", "Ministry of Justice"]


def test_a_body_that_is_not_the_states_does_not_speak_for_it(here):
    accepted(here.update, here)
    type(here.bodies.Justice).objects.filter(pk=here.bodies.Justice.pk).update(kind=BodyKind.NHRI)
    assert told(here).statements == {}


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("coordinator", 2),
        ("analyst", 2),
        ("assessor", 2),
        ("focal_point", 1),
        ("focal_point_elsewhere", 1),
        ("observer", 0),
    ],
)
def test_a_focal_points_matrix_holds_her_own_bodys_words(here, role, reads):
    accepted(here.update, here)
    elsewhere = here.interior.updates.get(recommendation=here.recommendations[3])
    accepted(elsewhere, here, by=here.people.focal_point_elsewhere)
    assert len(told(here, role).statements) == reads


def test_only_public_evidence_is_cited(here):
    for title, kind in (
        ("Law 12", Confidentiality.PUBLIC),
        ("Internal memo", Confidentiality.INSTITUTION),
        ("Names of victims", Confidentiality.RESTRICTED),
    ):
        evidence(here.update, here, title, kind)
    accepted(here.update, here)
    found = told(here)
    assert (found.cited, found.held_back) == (1, 2)
    (cited,) = [one for one in words(found) if one.startswith("Evidence:")]
    assert cited.startswith("Evidence: Law 12 (Official Gazette, 12 March 2026, Article 4, https://example.org/")
    assert not any("memo" in one or "victims" in one for one in words(found))


def test_a_piece_that_became_confidential_since_is_not_cited(here):
    piece = evidence(here.update, here, "Law 12", Confidentiality.PUBLIC)
    accepted(here.update, here)
    assert told(here).cited == 1
    by = here.people.coordinator
    pieces.classify(piece=piece, confidentiality=Confidentiality.INSTITUTION, readers=[], reason="Not yet.", by=by)
    assert (told(here).cited, told(here).held_back) == (0, 1)


def test_evidence_that_was_not_part_of_the_answer_is_not_cited(here):
    accepted(here.update, here)
    Update.objects.filter(pk=here.update.pk).update(standing="draft")
    evidence(Update.objects.get(pk=here.update.pk), here, "Law 12", Confidentiality.PUBLIC)
    Update.objects.filter(pk=here.update.pk).update(standing="accepted")
    assert (told(here).cited, told(here).held_back) == (0, 0)


def test_evidence_can_be_left_out(here):
    evidence(here.update, here, "Law 12", Confidentiality.PUBLIC)
    accepted(here.update, here)
    (statements,) = told(here).statements.values()
    assert [one.text for one in assessment(statements, citing=False)][1:] == [ACCOUNT]


def test_the_words_cost_two_queries_however_many_there_are(here, django_assert_num_queries):
    keys = [one.pk for one in here.recommendations]
    accepted(here.update, here)
    with django_assert_num_queries(2):
        accepted_for(keys, here.people.coordinator)
    for update in here.justice.updates.exclude(pk=here.update.pk):
        accepted(update, here)
    with django_assert_num_queries(2):
        accepted_for(keys, here.people.coordinator)
