"""Papers on another State beside what this institution follows up: one session reviews many States."""

from __future__ import annotations

import pytest

from tenants.intake import staging
from tenants.intake.actions import answers, batches
from tenants.intake.models import Batch, StagedItem, Standing
from tenants.tracker.models import Recommendation
from tests.tenants.intake.test_papers import figures, kept, paper  # noqa: F401  a fixture

OTHER = {"state": "TUN", "state_text": "Tunisia"}


@pytest.fixture
def ours(paper):  # noqa: F811
    batch = kept(paper({"text": "Open more schools for girls.", "paragraph": "114.1", "position": "supported"}))
    return Recommendation.objects.get(batch_id=batch.pk)


def of_the_other(paper, row: dict, **more) -> Batch:  # noqa: F811
    batch = paper({**OTHER, **row}, **more, **OTHER)
    if batch.standing == Standing.MAPPED:
        batches.choose_state(batch=batch, code="TUN", by=None)
        staging.prepare(batch.pk)
        batch.refresh_from_db()
    return batch


def test_another_states_reply_leaves_our_positions_alone(paper, ours):  # noqa: F811
    batch = of_the_other(paper, {"paragraph": "114.1", "position": "noted"}, code="upr_reply")
    assert (figures(batch), batch.counts["reasons"]) == ({"invalid": 1}, {"paragraph_not_here": 1})
    kept(batch)
    ours.refresh_from_db()
    assert ours.position == "supported"


def test_another_states_recommendation_is_not_proposed_as_ours(paper, ours):  # noqa: F811
    batch = of_the_other(paper, {"text": "Open more schools for girls", "paragraph": "114.1", "position": "noted"})
    item = StagedItem.objects.get(batch=batch)
    assert (item.verdict, item.candidate, item.proposal) == ("new", {}, "")
    answers.accept_all(batch=batch, by=None)
    kept(Batch.objects.get(pk=batch.pk))
    ours.refresh_from_db()
    assert ours.position == "supported"


def test_the_other_states_reply_finds_its_own(paper, ours):  # noqa: F811
    theirs = kept(of_the_other(paper, {"text": "Close the old prisons.", "paragraph": "114.1", "position": "pending"}))
    kept(of_the_other(paper, {"paragraph": "114.1", "position": "noted"}, code="upr_reply"))
    assert Recommendation.objects.get(batch_id=theirs.pk).position == "noted"
    ours.refresh_from_db()
    assert ours.position == "supported"
