"""Where rounds, reminders, absences and workbooks meet: who is told, and what the pages say of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.followup.actions import absences, deputies, requests, rounds, updates
from tenants.followup.adrift import adrift
from tenants.followup.board import board, totals
from tenants.followup.earlier import values_last_time
from tenants.followup.models import Request, Update
from tenants.followup.refusals import ReasonMissing, RequestRests
from tenants.followup.reminded import reminders_sent
from tenants.notices.models import Notice
from tenants.notices.telling import tell
from tenants.tracker.actions.assessments import assess
from tenants.tracker.models import Assignment
from tests.tenants.followup.conftest import fill, opened, round_content, submitted
from tests.tenants.followup.pages import read
from tests.tenants.followup.reminded import another


def later(days):
    return timezone.localdate() + timedelta(days=days)


def told(kind):
    return {notice.member.name for notice in Notice.objects.filter(kind=kind).select_related("member")}


def away(here, member, alternate):
    return absences.set_absence(
        member=member, alternate=alternate, begins_on=timezone.localdate(), ends_on=later(5), by=here.people.coordinator
    )


def test_an_opening_is_told_to_the_alternate_in_place_of_who_is_away(here):
    alternate = another(here, "Stand-in")
    away(here, here.people.focal_point, alternate)
    Notice.objects.all().delete()
    made = rounds.prepare(content=round_content(title="Second"), by=here.people.coordinator)
    opened(made, here.people.coordinator)
    [notice] = Notice.objects.filter(kind="request_opened", member=alternate)
    assert notice.facts["in_place_of"] == here.people.focal_point.name
    assert not Notice.objects.filter(kind="request_opened", member=here.people.focal_point).exists()


def test_a_return_is_told_to_the_alternate_of_the_holder(here):
    alternate = another(here, "Stand-in")
    updates.pass_on(update=here.update, to=here.people.focal_point, by=alternate)
    sent = submitted(here.update, here.people.focal_point)
    away(here, here.people.focal_point, alternate)
    updates.send_back(update=sent, words="Which act?", by=here.people.coordinator)
    assert told("update_returned") == {"Stand-in"}


def test_a_later_deadline_is_told_once_to_those_who_owe(here):
    for update in Update.objects.filter(request=here.interior):
        submitted(update, here.people.focal_point_elsewhere)
    for _twice in range(2):
        rounds.extend(round=here.round, deadline=later(40), reason="The holidays", by=here.people.coordinator)
    [notice] = Notice.objects.filter(kind="deadline_moved")
    assert notice.member_id == here.people.focal_point.pk
    assert (notice.facts["due_on"], notice.facts["word"]) == (later(40).isoformat(), "The holidays")


def test_a_body_given_longer_is_told_and_another_body_is_not(here):
    requests.extend(request=here.justice, deadline=later(40), reason="A fire", by=here.people.coordinator)
    assert told("deadline_moved") == {here.people.focal_point.name}


def test_the_board_counts_reminders_by_their_kinds_and_no_other_notices(here):
    for kind in ("request_due_soon", "request_late", "request_escalated"):
        tell(
            member=here.people.focal_point,
            kind=kind,
            key=f"{here.justice.pk}:2026-01-01:-7",
            path="rounds/",
            facts={"round": "R", "body": "B", "due_on": "2026-01-01", "owed": 1, "in_place_of": ""},
        )
    assert reminders_sent([here.justice, here.interior]) == {here.justice.pk: 2}


def test_the_board_and_the_asked_page_say_who_is_away_and_who_is_the_deputy(there, coordinator, inside):
    with inside():
        away(there, there.people.focal_point, another(there, "Stand-in"))
        deputies.name_deputy(
            body=there.bodies.Interior, deputy=there.people.focal_point_elsewhere, by=there.people.coordinator
        )
    page = read(coordinator, f"/en/rounds/{there.round.pk}/")
    assert "Stand-in</bdi> stands in" in page or "Stand-in⁩ stands in" in page
    assert "deputy: " in page
    assert "stands in" in read(coordinator, f"/en/rounds/asked/{there.justice.pk}/")


def test_the_pages_lead_to_the_workbooks(there, coordinator, focal_point):
    assert f"/en/rounds/{there.round.pk}/workbooks/" in read(coordinator, f"/en/rounds/{there.round.pk}/")
    assert f"/en/rounds/requests/{there.justice.pk}/workbook/" in read(
        coordinator, f"/en/rounds/asked/{there.justice.pk}/"
    )
    page = read(focal_point, f"/en/rounds/requests/{there.justice.pk}/")
    assert f"/en/rounds/requests/{there.justice.pk}/workbook/" in page
    assert "Answer in Excel" in page


def test_a_closed_request_still_leads_to_its_workbook(there, focal_point, coordinator, inside):
    with inside():
        rounds.close(round=there.round, by=there.people.coordinator)
    assert "/workbook/" in read(focal_point, f"/en/rounds/requests/{there.justice.pk}/")
    assert "/workbooks/" in read(coordinator, f"/en/rounds/{there.round.pk}/")


def test_the_board_says_what_a_body_no_longer_answers_for(there, coordinator, inside):
    with inside():
        Assignment.objects.filter(recommendation=there.update.recommendation, body=there.bodies.Justice).delete()
        assert adrift(there.round) == {there.justice.pk: 1}
        type(there.bodies.Interior).objects.filter(pk=there.bodies.Interior.pk).update(retired_at=timezone.now())
    page = read(coordinator, f"/en/rounds/{there.round.pk}/?show=adrift")
    assert "The body no longer answers for 1 of these." in page
    assert "This body is retired." in page


def test_what_is_asked_about_actions_is_adrift_when_the_body_is_named_no_more(planned_here):
    here = planned_here
    chosen = {"plan": str(here.plan.pk), "ids": [str(here.action.pk)]}
    made = rounds.prepare(content=round_content(subject="actions", chosen=chosen), by=here.people.coordinator)
    made = opened(made, here.people.coordinator)
    assert adrift(made) == {}
    here.action.supporting.all().delete()
    assert adrift(made) == {Request.objects.get(round=made, body=here.bodies.Interior).pk: 1}


def test_a_withdrawn_request_keeps_what_was_said_and_owes_nothing(here, log):
    sent = submitted(here.update, here.people.focal_point)
    for _twice in range(2):
        requests.withdraw(request=here.justice, reason="Merged", by=here.people.coordinator)
    here.justice.refresh_from_db()
    assert here.justice.withdrawal_reason == "Merged"
    assert log(here.justice).count("request_withdrawn") == 1
    assert told("request_withdrawn") == {here.people.focal_point.name}
    [line] = [line for line in board(here.round) if line.request == here.justice]
    assert (line.tally.owed, line.tally.submitted, line.late) == (0, 1, 0)
    assert totals(board(here.round)).owed == here.interior.updates.count()
    assert sent.submissions.count() == 1


def test_nothing_is_written_or_returned_in_a_withdrawn_request_and_what_was_submitted_may_be_accepted(here):
    first, second = here.justice.updates.in_request_order()[:2]
    submitted(first, here.people.focal_point)
    requests.withdraw(request=here.justice, reason="Merged", by=here.people.coordinator)
    with pytest.raises(RequestRests):
        fill(second, here.people.focal_point)
    with pytest.raises(RequestRests):
        updates.send_back(update=first, words="More", by=here.people.coordinator)
    assert updates.accept(update=first, by=here.people.coordinator).standing == "accepted"


def test_a_withdrawal_says_why(here):
    with pytest.raises(ReasonMissing):
        requests.withdraw(request=here.justice, reason=" ", by=here.people.coordinator)
    with pytest.raises(IntegrityError, match="a_withdrawn_request_says_why"), transaction.atomic():
        Request.objects.filter(pk=here.justice.pk).update(withdrawn_at=timezone.now())


def test_a_request_is_withdrawn_on_its_page_and_the_body_reads_why(there, coordinator, focal_point):
    path = f"/en/rounds/asked/{there.justice.pk}/withdraw/"
    assert coordinator.post(path, {"reason": ""}).status_code == 422
    assert coordinator.post(path, {"reason": "The ministry was merged"}).status_code == 302
    assert "The ministry was merged" in read(coordinator, f"/en/rounds/{there.round.pk}/")
    page = read(focal_point, f"/en/rounds/requests/{there.justice.pk}/")
    assert "The ministry was merged" in page
    assert "Submit all" not in page
    assert "Nothing is asked of your body now" in read(focal_point, "/en/rounds/mine/")


def test_a_neighbours_request_cannot_be_withdrawn(there, browse):
    assert browse("ba", "coordinator").post(
        f"/en/rounds/asked/{there.justice.pk}/withdraw/", {"reason": "x"}
    ).status_code == 404  # fmt: skip


def test_ending_a_membership_on_its_page_leaves_nothing_in_her_hands(there, coordinator, inside):
    with inside():
        leaving = there.people.focal_point
        requests.pass_on(request=there.justice, to=leaving, by=another(there, "Colleague"))
        updates.pass_on(update=there.update, to=leaving, by=another(there, "Third", email="third@alef.example"))
    coordinator.post(f"/en/people/{leaving.pk}/end/")
    with inside():
        leaving.refresh_from_db()
        assert leaving.left_at is not None
        assert not Update.objects.filter(holder=leaving).exists()
        assert not Request.objects.filter(holder=leaving).exists()


def test_last_time_is_what_was_accepted_and_else_the_states_account(here):
    first, second = here.justice.updates.in_request_order()[:2]
    for update, value in ((first, "state:partially"), (second, "state:implemented")):
        submitted(update, here.people.focal_point, value=value)
    updates.accept(update=first, by=here.people.coordinator, record=False)
    made = rounds.prepare(content=round_content(title="Second"), by=here.people.coordinator)
    again = Request.objects.get(round=opened(made, here.people.coordinator), body=here.bodies.Justice)
    asked = {one.recommendation_id: one for one in again.updates.select_related("request__round", "action")}
    found = values_last_time(list(asked.values()))
    assert found[asked[first.recommendation_id].pk] == "state:partially"
    assert asked[second.recommendation_id].pk not in found
    assess(
        recommendation=second.recommendation, kind="state", value="state:planned",
        assessed_on=timezone.localdate(), by=here.people.coordinator,
    )  # fmt: skip
    assert values_last_time(list(asked.values()))[asked[second.recommendation_id].pk] == "state:planned"
