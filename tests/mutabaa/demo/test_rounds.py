"""The invented rounds show every standing."""

from __future__ import annotations

from shared.isolation.scope import in_institution
from tenants.followup.models import Round, Submission, Update
from tenants.institutions.models import Institution

Demo = dict[str, Institution]


def test_one_round_is_closed_one_open_and_one_prepared(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        assert sorted(Round.objects.values_list("standing", flat=True)) == ["closed", "open", "preparing"]
        closed = Round.objects.closed().get()
        assert {one.update.request.round_id for one in Submission.objects.filter(at__lte=closed.closed_at)} == {
            closed.pk
        }


def test_the_open_round_has_answers_in_every_standing(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        found = set(Update.objects.filter(request__round__standing="open").values_list("standing", flat=True))
    assert found == {"waiting", "draft", "submitted", "returned", "accepted"}


def test_the_same_body_answered_the_same_thing_before(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        before = set(
            Submission.objects.filter(update__request__round__standing="closed").values_list(
                "update__recommendation", "update__request__body"
            )
        )
        now = set(
            Submission.objects.filter(update__request__round__standing="open").values_list(
                "update__recommendation", "update__request__body"
            )
        )
    assert before & now
