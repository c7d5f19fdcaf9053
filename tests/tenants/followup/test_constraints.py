"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.followup.models import Answer, Question, Remark, Request, Round, Submission, Update
from tenants.followup.models.answering import Written
from tests.tenants.followup.conftest import submitted


def refused(act, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_a_round_has_a_title(here):
    refused(lambda: Round(title="", deadline=timezone.localdate()).save(), "a_round_has_a_title")


def test_a_closed_round_has_its_day(here):
    refused(lambda: Round.objects.filter(pk=here.round.pk).update(standing="closed"), "a_closed_round_has_its_day")


def test_an_open_round_was_opened(here):
    refused(lambda: Round.objects.filter(pk=here.round.pk).update(opened_at=None), "an_open_round_was_opened")


def test_a_question_asks_something(here):
    refused(lambda: Question(round=here.round, words="", order=9).save(), "a_question_asks_something")


def test_questions_stand_in_order(here):
    refused(lambda: Question(round=here.round, words="Again?", order=0).save(), "questions_stand_in_order")


def test_a_body_gets_one_request_in_a_round(here):
    again = Request(round=here.round, body=here.bodies.Justice, deadline=here.round.deadline)
    refused(again.save, "one_request_per_body_and_round")


def test_an_update_is_about_one_thing(here):
    refused(Update(request=here.justice).save, "an_update_is_about_one_thing")


def test_a_recommendation_is_asked_once(here):
    again = Update(request=here.justice, recommendation=here.update.recommendation)
    refused(again.save, "a_recommendation_is_asked_once")


def test_an_action_is_asked_once(planned_here):
    Update(request=planned_here.justice, action=planned_here.action).save()
    refused(Update(request=planned_here.justice, action=planned_here.action).save, "an_action_is_asked_once")


def test_a_submitted_update_has_its_day(here):
    late = Update.objects.filter(pk=here.update.pk)
    refused(lambda: late.update(standing="submitted"), "a_submitted_update_has_its_day")


def test_a_question_is_answered_once(here):
    Answer(update=here.update, question=here.questions[0], words="A").save()
    refused(Answer(update=here.update, question=here.questions[0], words="B").save, "a_question_is_answered_once")


def test_submissions_are_numbered(here):
    said = submitted(here.update, here.people.focal_point).submissions.get()
    again = Submission(update=here.update, number=1, content={}, by_id=said.by_id, by_name="X")
    refused(again.save, "submissions_are_numbered")


def test_a_return_says_why(here):
    said = submitted(here.update, here.people.focal_point).submissions.get()
    silent = Remark(update=here.update, submission=said, accepted=False, by_id=said.by_id, by_name="X")
    refused(silent.save, "a_return_says_why")


def test_what_was_submitted_is_never_changed(here):
    said = submitted(here.update, here.people.focal_point).submissions.get()
    for act in (said.save, said.delete, lambda: Submission.objects.update(number=2), Submission.objects.all().delete):
        with pytest.raises(Written):
            act()
