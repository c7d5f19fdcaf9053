"""Writing, submitting, passing on, accepting and returning updates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.isolation.scope import WrongScope
from tenants.followup.actions import requests, rounds, updates
from tenants.followup.models import Answer, Round, Update, UpdateStanding
from tenants.followup.refusals import (
    AlreadySent,
    BadDate,
    NotAColleague,
    NotAnAnswer,
    NotFilled,
    NotOnTheScale,
    NotToReview,
    ReasonMissing,
    RoundRests,
    WrittenMeanwhile,
)
from tenants.members.access import Denied
from tenants.notices.models import Notice
from tenants.planning.models import Action
from tenants.tracker.models import Assessment
from tests.tenants.followup.conftest import ACCOUNT, fill, opened, round_content, submitted
from tests.tenants.followup.reminded import another


@pytest.fixture
def mine(here):
    return here.people.focal_point


@pytest.fixture
def coordinator(here):
    return here.people.coordinator


@pytest.fixture
def colleague(here):
    """Another focal point of Justice."""
    return another(here, "Salma")


def now(update):
    return Update.objects.get(pk=update.pk)


def test_a_draft_keeps_what_was_written(here, mine):
    saved = updates.save_draft(
        update=here.update, by=mine, value="state:partially", account=" The act. ", answers={here.questions[1].pk: "12"}
    )
    assert (saved.standing, saved.value, saved.account) == ("draft", "state:partially", "The act.")
    assert saved.language == "en"  # the round's
    assert Answer.objects.get(update=saved).words == "12"
    assert (saved.revision, saved.changed_by_name) == (1, mine.name)


def test_a_part_that_is_not_given_stays(here, mine):
    fill(here.update, mine)
    saved = updates.save_draft(update=here.update, by=mine, account="More.")
    assert (saved.value, saved.account) == ("state:partially", "More.")


def test_saving_twice_is_saving_once(here, mine):
    updates.save_draft(update=here.update, by=mine, account="The act.", seen=0)
    again = updates.save_draft(update=here.update, by=mine, account="The act.", seen=0)
    assert again.revision == 1


def test_two_who_write_at_once_lose_nothing(here, mine, colleague):
    updates.save_draft(update=here.update, by=mine, account="Mine.", seen=0)
    with pytest.raises(WrittenMeanwhile) as refusal:
        updates.save_draft(update=here.update, by=colleague, account="Hers.", seen=0)
    assert refusal.value.theirs.account == "Mine."
    assert now(here.update).account == "Mine."
    updates.save_draft(update=here.update, by=colleague, account="Mine. Hers.", seen=1)
    assert now(here.update).account == "Mine. Hers."


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"value": "nhri:full"}, NotOnTheScale),
        ({"value": "done"}, NotOnTheScale),
        ({"language": "de"}, NotAnAnswer),
        ({"account": "x" * 20_001}, NotAnAnswer),
    ],
)
def test_what_cannot_be_said_is_refused(given, refusal, here, mine):
    with pytest.raises(refusal):
        updates.save_draft(update=here.update, by=mine, **given)


@pytest.mark.parametrize("words", ["many", "1e400", "NaN", "99999999999999999"])
def test_a_number_is_a_number(words, here, mine):
    with pytest.raises(NotAnAnswer):
        updates.save_draft(update=here.update, by=mine, answers={here.questions[1].pk: words})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("yes_no", "yes", "maybe"), ("day", "2026-03-01", "1 March"), ("text", "Much", "x" * 5_001)],
)
def test_an_answer_is_of_its_questions_kind(kind, good, bad, here, mine):
    here.questions[0].kind = kind
    here.questions[0].save()
    updates.save_draft(update=here.update, by=mine, answers={here.questions[0].pk: good})
    assert Answer.objects.get(update=here.update).words == good
    with pytest.raises(NotAnAnswer):
        updates.save_draft(update=here.update, by=mine, answers={here.questions[0].pk: bad})


def test_an_answer_to_another_rounds_question_is_left_out(here, mine, coordinator):
    other = rounds.prepare(content=round_content(), by=coordinator)
    updates.save_draft(update=here.update, by=mine, answers={other.questions.first().pk: "Yes"})
    assert not Answer.objects.exists()


def test_only_what_is_whole_is_submitted(here, mine):
    with pytest.raises(NotFilled) as refusal:
        updates.submit(update=here.update, by=mine)
    assert [str(one) for one in refusal.value.missing] == [
        "how far it is", "what was done", "«How many people were reached?»",
    ]  # fmt: skip


def test_a_submission_keeps_what_was_said(here, mine, log):
    sent = submitted(here.update, mine)
    [said] = sent.submissions.all()
    assert sent.standing == UpdateStanding.SUBMITTED
    assert said.content == {
        "value": "state:partially",
        "account": ACCOUNT,
        "language": "en",
        "answers": [
            {
                "id": str(here.questions[1].pk), "question": "How many people were reached?", "kind": "number",
                "words": "120",
            }
        ],
        "evidence": [],
    }  # fmt: skip
    assert (said.number, said.by_id, said.way) == (1, mine.pk, "page")
    assert log(here.update) == ["update_submitted"]


def test_submitting_twice_is_submitting_once(here, mine):
    updates.submit(update=submitted(here.update, mine), by=mine)
    assert here.update.submissions.count() == 1


def test_one_does_not_submit_what_a_colleague_changed_meanwhile(here, mine, colleague):
    fill(here.update, mine)
    updates.save_draft(update=here.update, by=colleague, account="Other words.")
    with pytest.raises(WrittenMeanwhile):
        updates.submit(update=here.update, by=mine, seen=1)


def test_what_was_submitted_is_not_written_in(here, mine):
    submitted(here.update, mine)
    with pytest.raises(AlreadySent):
        updates.save_draft(update=here.update, by=mine, account="Other words.")


def test_all_that_is_filled_is_submitted_at_once(here, mine):
    first, second, third = here.justice.updates.in_request_order()
    fill(first, mine)
    updates.save_draft(update=second, by=mine, account="Half.")
    came = requests.submit_all(request=here.justice, by=mine)
    again = requests.submit_all(request=here.justice, by=mine)
    assert ([one.pk for one in came.sent], [one.pk for one in came.unfinished]) == ([first.pk], [second.pk])
    assert again.sent == []
    assert [now(one).standing for one in (first, second, third)] == ["submitted", "draft", "waiting"]


def test_an_accepted_update_is_the_states_account(here, mine, coordinator, log):
    updates.accept(update=submitted(here.update, mine), by=coordinator)
    [account] = Assessment.objects.filter(recommendation=here.recommendations[0])
    assert (account.value, account.body, account.account_en) == ("state:partially", here.bodies.Justice, ACCOUNT)
    assert account.assessed_on == timezone.localdate()
    assert account.recorded_by == coordinator.pk
    assert log(here.recommendations[0])[0] == "answer_accepted"


def test_accepting_can_leave_the_status_as_it_is(here, mine, coordinator):
    updates.accept(update=submitted(here.update, mine), by=coordinator, record=False)
    assert now(here.update).standing == UpdateStanding.ACCEPTED
    assert not Assessment.objects.exists()


def test_accepting_twice_is_accepting_once(here, mine, coordinator):
    submitted(here.update, mine)
    updates.accept(update=here.update, by=coordinator)
    updates.accept(update=here.update, by=coordinator)
    assert here.update.remarks.count() == 1
    assert Assessment.objects.count() == 1


def test_what_was_not_submitted_is_not_decided(here, mine, coordinator):
    fill(here.update, mine)
    with pytest.raises(NotToReview):
        updates.accept(update=here.update, by=coordinator)
    with pytest.raises(NotToReview):
        updates.send_back(update=here.update, words="More.", by=coordinator)


def test_a_text_that_was_not_read_is_not_accepted(here, mine, coordinator):
    first = submitted(here.update, mine).submissions.first()
    updates.send_back(update=here.update, words="Since when?", by=coordinator)
    submitted(here.update, mine, account="Since May.")
    with pytest.raises(WrittenMeanwhile):
        updates.accept(update=here.update, by=coordinator, submission=first.pk)


def test_what_is_returned_comes_with_a_remark_and_can_be_written_in(here, mine, coordinator):
    updates.send_back(update=submitted(here.update, mine), words="Since when?", by=coordinator)
    updates.send_back(update=here.update, words="Since when?", by=coordinator)
    assert [one.words for one in here.update.remarks.all()] == ["Since when?"]
    assert now(here.update).standing == UpdateStanding.RETURNED
    submitted(here.update, mine, account="Since May.")
    assert [one.number for one in here.update.submissions.all()] == [2, 1]


def test_a_return_without_a_word_is_refused(here, mine, coordinator):
    with pytest.raises(ReasonMissing):
        updates.send_back(update=submitted(here.update, mine), words=" ", by=coordinator)


def test_the_body_is_told_of_a_return_once(here, mine, coordinator):
    updates.send_back(update=submitted(here.update, mine), words="Since when?", by=coordinator)
    [told] = Notice.objects.filter(kind="update_returned")
    assert told.member == mine
    assert told.facts["word"] == "Since when?"
    assert told.facts["what"] == "A/HRC/58/11 · 140.1"


def test_every_focal_point_is_told_that_a_round_is_open(here, mine):
    told = Notice.objects.filter(kind="request_opened")
    assert {(one.member_id, one.key) for one in told} == {
        (mine.pk, str(here.justice.pk)), (here.people.focal_point_elsewhere.pk, str(here.interior.pk)),
    }  # fmt: skip
    assert {one.facts["asked"] for one in told} == {3, 2}


def test_many_are_accepted_at_once(here, mine, coordinator):
    first, second, third = here.justice.updates.in_request_order()
    submitted(first, mine)
    submitted(second, mine)
    assert updates.accept_many(updates=[first, second, third], by=coordinator) == 2
    assert updates.accept_many(updates=[first, second, third], by=coordinator) == 0
    assert Assessment.objects.count() == 2


def test_an_update_is_passed_on_to_a_colleague_who_is_told(here, mine, colleague, log):
    updates.pass_on(update=here.update, to=colleague, by=mine, word="You know this.")
    updates.pass_on(update=here.update, to=colleague, by=mine, word="You know this.")
    assert now(here.update).holder == colleague
    [told] = Notice.objects.filter(kind="update_passed_on")
    assert (told.member, told.facts["word"]) == (colleague, "You know this.")
    updates.take_back(update=here.update, by=mine)
    assert now(here.update).holder is None
    assert log(here.update) == ["update_taken_back", "update_passed_on"]


def test_a_request_is_passed_on_whole(here, mine, colleague, log):
    requests.pass_on(request=here.justice, to=colleague, by=mine)
    assert Notice.objects.filter(kind="request_passed_on", member=colleague).count() == 1
    requests.take_back(request=here.justice, by=colleague)
    assert log(here.justice) == ["request_taken_back", "request_passed_on"]


def test_only_a_colleague_of_the_body_can_hold_it(here, mine, coordinator):
    for stranger in (here.people.focal_point_elsewhere, coordinator):
        with pytest.raises(NotAColleague):
            updates.pass_on(update=here.update, to=stranger, by=mine)
        with pytest.raises(NotAColleague):
            requests.pass_on(request=here.justice, to=stranger, by=mine)


def test_who_holds_it_is_told_of_the_return(here, mine, colleague, coordinator):
    updates.pass_on(update=here.update, to=colleague, by=mine)
    updates.send_back(update=submitted(here.update, mine), words="More.", by=coordinator)
    assert [one.member for one in Notice.objects.filter(kind="update_returned")] == [colleague]


def test_one_body_is_given_longer_with_a_reason(here, coordinator):
    later = here.justice.deadline + timedelta(days=5)
    requests.extend(request=here.justice, deadline=later, reason="New minister", by=coordinator)
    here.justice.refresh_from_db()
    assert (here.justice.deadline, here.justice.extension_reason) == (later, "New minister")
    with pytest.raises(ReasonMissing):
        requests.extend(request=here.justice, deadline=later, reason="", by=coordinator)
    with pytest.raises(BadDate):
        requests.extend(request=here.justice, deadline=timezone.localdate() - timedelta(1), reason="No", by=coordinator)


def test_a_workbook_is_brought_in_by_the_coordinator(here, coordinator):
    with pytest.raises(Denied):
        fill(here.update, coordinator)
    fill(here.update, coordinator, way="workbook")
    updates.submit(update=here.update, by=coordinator, way="workbook")
    assert here.update.submissions.get().way == "workbook"


CLOSED = {
    "save": lambda h: updates.save_draft(update=h.update, by=h.people.focal_point, account="Late."),
    "submit": lambda h: updates.submit(update=h.update, by=h.people.focal_point),
    "submit all": lambda h: requests.submit_all(request=h.justice, by=h.people.focal_point),
    "pass an update on": lambda h: updates.pass_on(update=h.update, to=h.people.focal_point, by=h.people.focal_point),
    "take an update back": lambda h: updates.take_back(update=h.update, by=h.people.focal_point),
    "pass a request on": lambda h: requests.pass_on(
        request=h.justice, to=h.people.focal_point, by=h.people.focal_point
    ),
    "take a request back": lambda h: requests.take_back(request=h.justice, by=h.people.focal_point),
    "accept": lambda h: updates.accept(update=h.update, by=h.people.coordinator),
    "accept many": lambda h: updates.accept_many(updates=[h.update], by=h.people.coordinator),
    "send back": lambda h: updates.send_back(update=h.update, words="More.", by=h.people.coordinator),
    "extend a request": lambda h: requests.extend(
        request=h.justice, deadline=timezone.localdate() + timedelta(days=30), reason="Late", by=h.people.coordinator
    ),
    "extend": lambda h: rounds.extend(
        round=h.round, deadline=timezone.localdate() + timedelta(days=30), reason="Late", by=h.people.coordinator
    ),
    "change": lambda h: rounds.change(round=h.round, content=round_content(), by=h.people.coordinator),
    "remove": lambda h: rounds.remove(round=h.round, by=h.people.coordinator),
    "open": lambda h: rounds.open_round(round=h.round, by=h.people.coordinator),
}


@pytest.mark.parametrize("act", CLOSED)
def test_a_closed_round_rests(act, here):
    submitted(here.update, here.people.focal_point)
    rounds.close(round=here.round, by=here.people.coordinator)
    with pytest.raises(RoundRests):
        CLOSED[act](here)
    assert Round.objects.get(pk=here.round.pk).is_closed


def test_the_lead_moves_the_action_and_who_supports_it_does_not(planned_here, coordinator):
    here = planned_here
    made = opened(rounds.prepare(content=round_content(subject="actions", chosen={}), by=coordinator), coordinator)
    leads, supports = (
        Update.objects.get(request__round=made, request__body=body)
        for body in (here.bodies.Justice, here.bodies.Interior)
    )
    submitted(supports, here.people.focal_point_elsewhere, value="done")
    updates.accept(update=supports, by=coordinator)
    assert Action.objects.get(pk=here.action.pk).standing == "not_started"
    submitted(leads, here.people.focal_point)
    updates.accept(update=leads, by=coordinator)
    assert Action.objects.get(pk=here.action.pk).standing == "in_progress"


def test_an_answer_of_a_body_outside_the_state_changes_no_account(here, coordinator, alef):
    from tenants.tracker.actions import assignments

    assignments.assign(recommendation=here.recommendations[5], body=here.bodies.Council, lead=False, by=coordinator)
    made = opened(rounds.prepare(content=round_content(), by=coordinator), coordinator)
    update = Update.objects.get(request__round=made, request__body=here.bodies.Council)
    fill(update, coordinator, way="workbook")
    updates.submit(update=update, by=coordinator, way="workbook")
    updates.accept(update=update, by=coordinator, record=True)
    assert not Assessment.objects.exists()


def test_a_stranger_of_the_neighbours_writes_nothing(here, alef):
    with pytest.raises(WrongScope):
        updates.save_draft(update=here.update, by=alef.ba.members["focal_point"], account="No.")
