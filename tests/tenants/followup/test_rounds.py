"""Preparing, opening, extending and closing rounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.followup import opening
from tenants.followup.actions import rounds, updates
from tenants.followup.choosing import shares
from tenants.followup.content import Asking
from tenants.followup.models import Question, Request, Round, RoundStanding, Update
from tenants.followup.refusals import BadDate, NotARound, NothingAsked, ReasonMissing, RoundRests, RoundRuns
from tenants.records.models import Job
from tests.tenants.followup.conftest import fill, opened, quietly, round_content


@pytest.fixture
def by(here):
    return here.people.coordinator


def test_a_prepared_round_asks_nobody_yet(here, by, log):
    made = rounds.prepare(content=round_content(), by=by)
    assert made.standing == RoundStanding.PREPARING
    assert [one.words for one in made.questions.all()] == ["What stands in the way?", "How many people were reached?"]
    assert not made.requests.exists()
    assert log(made) == ["round_prepared"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"language": "de"},
        {"subject": "people"},
        {"remind_before": (91,)},
        {"questions": (Asking(" "),)},
        {"questions": (Asking("How?", kind="song"),)},
        {"questions": (Asking("How?"),) * 21},
    ],
)
def test_a_round_must_hold_together(wrong, here, by):
    with pytest.raises(NotARound):
        rounds.prepare(content=round_content(**wrong), by=by)


def test_a_deadline_lies_ahead(here, by):
    with pytest.raises(BadDate):
        rounds.prepare(content=round_content(deadline=timezone.localdate() - timedelta(days=1)), by=by)


def test_a_round_is_written_anew_while_it_is_prepared(here, by, log):
    made = rounds.prepare(content=round_content(), by=by)
    questions = (Asking("Since when?", kind="day"), Asking("What stands in the way?"))
    rounds.change(round=made, content=round_content(title="Summer round", questions=questions), by=by)
    made = Round.objects.get(pk=made.pk)
    assert made.title == "Summer round"
    assert [one.kind for one in made.questions.all()] == ["day", "text"]
    assert log(made) == ["round_changed", "round_prepared"]


def test_the_same_words_change_nothing(here, by, log):
    made = rounds.prepare(content=round_content(), by=by)
    before = list(made.questions.values_list("pk", flat=True))
    rounds.change(round=made, content=round_content(), by=by)
    assert list(made.questions.values_list("pk", flat=True)) == before
    assert log(made) == ["round_prepared"]


def test_an_open_round_is_not_written_anew_nor_removed(here, by):
    with pytest.raises(RoundRuns):
        rounds.change(round=here.round, content=round_content(title="Other"), by=by)
    with pytest.raises(RoundRuns):
        rounds.remove(round=here.round, by=by)


def test_a_prepared_round_can_be_given_up(here, by, log):
    made = rounds.prepare(content=round_content(), by=by)
    rounds.remove(round=made, by=by)
    assert not Round.objects.filter(pk=made.pk).exists()
    assert not Question.objects.filter(round=made.pk).exists()
    assert log(made) == ["round_removed", "round_prepared"]


def test_each_body_is_asked_about_what_it_leads_and_supports(here):
    asked = {
        request.body_id: [one.recommendation.paragraph for one in request.updates.in_request_order()]
        for request in here.round.requests.all()
    }
    assert asked == {here.bodies.Justice.pk: ["140.1", "140.2", "140.3"], here.bodies.Interior.pk: ["140.1", "140.4"]}


def test_only_leads_are_asked_where_the_round_says_so(here, by):
    made = rounds.prepare(content=round_content(chosen={"query": "", "lead_only": True}), by=by)
    assert {body: len(keys) for body, keys in shares(made).by_body.items()} == {
        here.bodies.Justice.pk: 3,
        here.bodies.Interior.pk: 1,
    }


def test_the_filter_of_the_list_is_the_choice(here, by):
    made = rounds.prepare(content=round_content(chosen={"query": "position=noted"}), by=by)
    assert shares(made).by_body == {here.bodies.Interior.pk: [here.recommendations[3].pk]}


def test_only_the_bodies_named_are_asked(here, by):
    chosen = {"query": "", "bodies": [str(here.bodies.Interior.pk)]}
    made = rounds.prepare(content=round_content(chosen=chosen), by=by)
    assert list(shares(made).by_body) == [here.bodies.Interior.pk]


def test_what_no_body_answers_for_is_named(here, by):
    made = rounds.prepare(content=round_content(), by=by)
    assert set(shares(made).without_body) == {one.pk for one in here.recommendations[4:]}
    led = rounds.prepare(content=round_content(chosen={"query": "", "led": True}), by=by)
    assert shares(led).without_body == []


def test_a_retired_body_is_asked_nothing(here, by):
    here.bodies.Interior.retired_at = timezone.now()
    here.bodies.Interior.save()
    made = rounds.prepare(content=round_content(), by=by)
    assert list(shares(made).by_body) == [here.bodies.Justice.pk]


def test_the_bodies_of_the_plans_actions_are_asked(planned_here, by):
    made = opened(rounds.prepare(content=round_content(subject="actions", chosen={}), by=by), by)
    assert {request.body_id: [one.action_id for one in request.updates.all()] for request in made.requests.all()} == {
        planned_here.bodies.Justice.pk: [planned_here.action.pk],
        planned_here.bodies.Interior.pk: [planned_here.action.pk],
    }


def test_opening_asks_for_the_work_once(here, by, log):
    made = rounds.prepare(content=round_content(), by=by)
    rounds.open_round(round=made, by=by)
    rounds.open_round(round=made, by=by)
    assert Job.objects.filter(kind="followup.open", subject_id=made.pk).count() == 1
    assert log(made) == ["round_opening_asked", "round_prepared"]


def test_a_round_that_would_ask_nobody_is_not_opened(here, by):
    made = rounds.prepare(content=round_content(chosen={"query": "position=pending"}), by=by)
    with pytest.raises(NothingAsked):
        rounds.open_round(round=made, by=by)
    assert Round.objects.get(pk=made.pk).standing == RoundStanding.PREPARING


def test_a_round_is_not_opened_past_its_deadline(here, by):
    made = rounds.prepare(content=round_content(), by=by)
    Round.objects.filter(pk=made.pk).update(deadline=timezone.localdate() - timedelta(days=1))
    with pytest.raises(BadDate):
        rounds.open_round(round=made, by=by)


class Killed(RuntimeError):
    pass


@pytest.mark.parametrize("point", range(5))
def test_a_worker_that_dies_anywhere_leaves_work_that_another_finishes(point, here, by, log, monkeypatch):
    monkeypatch.setattr(opening, "SLICE", 2)
    made = rounds.prepare(content=round_content(), by=by)
    rounds.open_round(round=made, by=by)
    told = 0

    def dying(_done, _total, _step=""):
        nonlocal told
        if told == point:
            raise Killed
        told += 1

    with pytest.raises(Killed):
        opening.carry_out(made.pk, dying, by=by)
    opening.carry_out(made.pk, quietly, by=by)
    opening.carry_out(made.pk, quietly, by=by)
    assert Round.objects.get(pk=made.pk).is_open
    assert made.requests.count() == 2
    assert Update.objects.filter(request__round=made).count() == 5
    assert log(made).count("round_opened") == 1


def test_a_removed_round_is_not_opened_by_a_late_worker(here, by):
    made = rounds.prepare(content=round_content(), by=by)
    opening.carry_out(made.pk, quietly, by=by)
    assert not made.requests.exists()


def test_an_extension_moves_every_body_that_has_not_longer_already(here, by, log):
    far, further = here.round.deadline + timedelta(days=30), here.round.deadline + timedelta(days=10)
    Request.objects.filter(pk=here.justice.pk).update(deadline=far)
    rounds.extend(round=here.round, deadline=further, reason="Feast days", by=by)
    rounds.extend(round=here.round, deadline=further, reason="Feast days", by=by)
    assert Request.objects.get(pk=here.justice.pk).deadline == far
    assert Request.objects.get(pk=here.interior.pk).deadline == further
    assert log(here.round).count("round_extended") == 1


def test_an_extension_says_why_and_lies_ahead(here, by):
    with pytest.raises(ReasonMissing):
        rounds.extend(round=here.round, deadline=here.round.deadline + timedelta(days=1), reason=" ", by=by)
    with pytest.raises(BadDate):
        rounds.extend(round=here.round, deadline=timezone.localdate() - timedelta(days=1), reason="Why", by=by)


def test_closing_counts_what_was_said_and_what_was_not(here, by, log):
    updates.submit(update=fill(here.update, here.people.focal_point), by=here.people.focal_point)
    standing = rounds.close(round=here.round, by=by)
    again = rounds.close(round=here.round, by=by)
    assert (standing.submitted, standing.owed) == (1, 4)
    assert again == standing
    assert log(here.round).count("round_closed") == 1
    assert Round.objects.get(pk=here.round.pk).closed_by_name == by.name


def test_a_round_that_was_never_opened_is_not_closed(here, by):
    made = rounds.prepare(content=round_content(), by=by)
    with pytest.raises(RoundRests):
        rounds.close(round=made, by=by)
