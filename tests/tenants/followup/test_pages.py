"""The pages of those who run rounds and of those who answer, without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.followup.actions import requests, rounds, updates
from tenants.followup.models import Round, Update
from tenants.members.models import Member
from tests.tenants.followup.conftest import ACCOUNT, fill, opened, round_content, submitted


def ahead(days=20):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def coordinator(browse):
    return browse("alef", "coordinator")


@pytest.fixture
def focal_point(browse):
    return browse("alef", "focal_point")


def read(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def round_form(**instead):
    return {
        "act": "save", "title": "Summer round", "introduction": "", "language": "en", "about": "all", "query": "",
        "deadline": ahead(), "remind_before": "7, 1", "remind_after": "1", "escalate_after": "3", "questions": "1",
        "q0-words": "Who was reached?", "q0-hint": "", "q0-kind": "text", **instead,
    }  # fmt: skip


def answer_form(there, **instead):
    return {
        "act": "save", "seen": "0", "value": "state:partially", "account": ACCOUNT, "language": "en",
        f"answer_{there.questions[0].pk}": "", f"answer_{there.questions[1].pk}": "120", **instead,
    }  # fmt: skip


def test_the_list_of_rounds_counts_what_is_sent(there, coordinator):
    page = read(coordinator, "/en/rounds/")
    assert "Spring round" in page
    assert "0 of 5" in page


def test_an_empty_list_says_what_a_round_is(coordinator):
    assert "No round yet" in read(coordinator, "/en/rounds/")


def test_a_round_is_prepared_previewed_and_opened(there, coordinator, inside):
    response = coordinator.post("/en/rounds/prepare/", round_form())
    assert response.status_code == 302
    page = read(coordinator, response["Location"])
    assert "Ministry of Justice" in page
    assert "3 recommendations that you chose have no body" in page
    assert "attention=unassigned" in page
    with inside():
        made = Round.objects.get(title="Summer round")
        assert [one.words for one in made.questions.all()] == ["Who was reached?"]
    coordinator.post(f"/en/rounds/{made.pk}/open/")
    assert "being opened" in read(coordinator, f"/en/rounds/{made.pk}/")


def test_the_preview_names_bodies_without_a_focal_point(there, coordinator, inside):
    with inside():
        Member.objects.filter(role_slug="focal_point", body=there.bodies.Interior).update(left_at=timezone.now())
        made = rounds.prepare(content=round_content(), by=there.people.coordinator)
    page = read(coordinator, f"/en/rounds/{made.pk}/")
    assert "No focal point yet" in page
    assert "1 body has no focal point" in page


def test_the_lists_filter_comes_along(there, coordinator):
    assert "/en/rounds/prepare/?position=noted" in read(coordinator, "/en/recommendations/?position=noted")
    page = read(coordinator, "/en/rounds/prepare/?position=noted")
    assert "Recommendations of the list as it was filtered (1)" in page
    response = coordinator.post("/en/rounds/prepare/", round_form(about="query", query="position=noted"))
    assert "Ministry of Justice" not in read(coordinator, response["Location"]).split("Who is asked")[1]


def test_the_way_from_the_list_is_the_coordinators_only(there, browse):
    for role in ("analyst", "focal_point", "observer"):
        assert "rounds/prepare" not in read(browse("alef", role), "/en/recommendations/")


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("add", ["First", "Second", ""]),
        ("remove:0", ["Second"]),
        ("down:0", ["Second", "First"]),
        ("up:1", ["Second", "First"]),
        ("up:7", ["First", "Second"]),
    ],
)
def test_questions_are_added_taken_out_and_moved_without_a_script(act, expected, there, coordinator):
    form = round_form(questions="2", act=act, title="", **{"q0-words": "First", "q1-words": "Second", "q1-kind": "day"})
    response = coordinator.post("/en/rounds/prepare/", form)
    assert response.status_code == 200
    assert [one["words"].value() or "" for one in response.context["questions"]] == expected
    assert response.context["form"]["about"].value() == "all"


def test_a_wrong_form_comes_back_with_what_was_written(there, coordinator):
    response = coordinator.post("/en/rounds/prepare/", round_form(title="", remind_before="soon"))
    assert response.status_code == 422
    assert "Who was reached?" in response.content.decode()
    assert "Write days as numbers" in response.content.decode()


def test_a_deadline_that_is_past_is_refused_with_the_reason(there, coordinator):
    response = coordinator.post("/en/rounds/prepare/", round_form(deadline=ahead(-1)))
    assert response.status_code == 409
    assert "The deadline is past" in response.content.decode()


def test_a_prepared_round_is_changed_and_given_up(there, coordinator, inside):
    with inside():
        made = rounds.prepare(content=round_content(), by=there.people.coordinator)
    assert "How many people were reached?" in read(coordinator, f"/en/rounds/{made.pk}/change/")
    coordinator.post(f"/en/rounds/{made.pk}/change/", round_form(title="Renamed"))
    assert "Renamed" in read(coordinator, f"/en/rounds/{made.pk}/")
    assert "Give up" in read(coordinator, f"/en/rounds/{made.pk}/remove/")
    coordinator.post(f"/en/rounds/{made.pk}/remove/")
    read(coordinator, f"/en/rounds/{made.pk}/", status=404)


def test_the_opening_asks_again_by_itself_and_then_leads_to_the_board(there, coordinator, inside):
    with inside():
        made = rounds.prepare(content=round_content(), by=there.people.coordinator)
        rounds.open_round(round=made, by=there.people.coordinator)
    assert 'hx-trigger="every 1s"' in read(coordinator, f"/en/rounds/{made.pk}/progress/")
    with inside():
        opened(made, there.people.coordinator)
    polled = coordinator.get(
        f"/en/rounds/{made.pk}/progress/", headers={"hx-request": "true", "hx-target": "progress"}
    )  # fmt: skip
    assert polled["HX-Redirect"] == f"/en/rounds/{made.pk}/"


def test_an_opening_that_failed_can_go_on(there, coordinator, inside):
    from tenants.records.models import Job

    with inside():
        made = rounds.prepare(content=round_content(), by=there.people.coordinator)
        rounds.open_round(round=made, by=there.people.coordinator)
        Job.objects.filter(subject_id=made.pk).update(state="failed")
    assert "The work stopped before its end" in read(coordinator, f"/en/rounds/{made.pk}/")
    coordinator.post(f"/en/rounds/{made.pk}/open/")
    assert 'hx-trigger="every 1s"' in read(coordinator, f"/en/rounds/{made.pk}/")


def test_the_board_says_who_owes_what(there, coordinator, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
    page = read(coordinator, f"/en/rounds/{there.round.pk}/")
    assert "1 of 3" in page
    assert "0 of 2" in page
    assert "Review 1 update" in page


@pytest.mark.parametrize(
    ("show", "there_is", "there_is_not"),
    [
        ("late", "Interior", "Ministry of Justice"),
        ("review", "Ministry of Justice", "Interior"),
        ("done", "", "Interior"),
    ],
)
def test_the_board_is_filtered(show, there_is, there_is_not, there, coordinator, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
        type(there.interior).objects.filter(pk=there.interior.pk).update(
            deadline=timezone.localdate() - timedelta(days=3)
        )
    table = read(coordinator, f"/en/rounds/{there.round.pk}/?show={show}").split("Order:")[1].split("History")[0]
    assert there_is in table
    assert there_is_not not in table


def test_the_latest_body_stands_first(there, coordinator, inside):
    with inside():
        type(there.interior).objects.filter(pk=there.interior.pk).update(
            deadline=timezone.localdate() - timedelta(days=3)
        )
    table = read(coordinator, f"/en/rounds/{there.round.pk}/").split("Order:")[1]
    assert table.index("Interior") < table.index("Ministry of Justice")


def test_the_coordinator_does_not_read_what_was_not_submitted(there, coordinator, inside):
    with inside():
        fill(there.update, there.people.focal_point, account="Between ourselves.")
    for path in (f"rounds/asked/{there.justice.pk}/", f"rounds/review/{there.update.pk}/", f"rounds/{there.round.pk}/"):
        assert "Between ourselves." not in read(coordinator, f"/en/{path}")


def test_deadlines_are_moved_with_a_reason(there, coordinator):
    for path in (f"rounds/{there.round.pk}/extend/", f"rounds/asked/{there.justice.pk}/extend/"):
        read(coordinator, f"/en/{path}")
        assert coordinator.post(f"/en/{path}", {"deadline": ahead(40), "reason": ""}).status_code == 422
        assert coordinator.post(f"/en/{path}", {"deadline": ahead(-2), "reason": "Late"}).status_code == 409
        assert coordinator.post(f"/en/{path}", {"deadline": ahead(40), "reason": "Feast days"}).status_code == 302
    assert "Feast days" in read(coordinator, f"/en/rounds/asked/{there.justice.pk}/")


def test_submissions_are_read_one_after_another(there, coordinator, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
        submitted(there.elsewhere, there.people.focal_point_elsewhere)
        first, second = there.update.submissions.get(), there.elsewhere.submissions.get()
    assert "2 updates to review" in read(coordinator, f"/en/rounds/{there.round.pk}/review/")
    page = read(coordinator, f"/en/rounds/review/{there.update.pk}/")
    assert "Adopt a law against domestic violence" in page
    assert ACCOUNT in page
    form = {"submission": first.pk, "record": "on", "words": "", "act": "accept"}
    response = coordinator.post(f"/en/rounds/review/{there.update.pk}/", form)
    assert response["Location"] == f"/en/rounds/review/{there.elsewhere.pk}/"
    form = {"submission": second.pk, "words": "", "act": "return"}
    response = coordinator.post(f"/en/rounds/review/{there.elsewhere.pk}/", form)
    assert response.status_code == 422
    response = coordinator.post(f"/en/rounds/review/{there.elsewhere.pk}/", {**form, "words": "Since when?"})
    assert response["Location"] == f"/en/rounds/{there.round.pk}/"
    with inside():
        assert Update.objects.get(pk=there.update.pk).standing == "accepted"
        assert Update.objects.get(pk=there.elsewhere.pk).standing == "returned"


def test_a_decision_about_a_text_that_was_not_read_is_refused(there, coordinator, inside):
    with inside():
        first = submitted(there.update, there.people.focal_point).submissions.get()
        updates.send_back(update=there.update, words="More", by=there.people.coordinator)
        submitted(there.update, there.people.focal_point, account="Another text.")
    form = {"submission": first.pk, "words": "", "act": "accept"}
    response = coordinator.post(f"/en/rounds/review/{there.update.pk}/", form)
    assert response.status_code == 409
    assert "Another text." in response.content.decode()


def test_the_ticked_are_accepted_together(there, coordinator, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
        submitted(there.elsewhere, there.people.focal_point_elsewhere)
    path = f"/en/rounds/{there.round.pk}/review/accept/"
    response = coordinator.post(path, {"chosen": [there.update.pk, there.elsewhere.pk, "nonsense"]}, follow=True)
    assert "2 updates are accepted." in response.content.decode()
    assert "Nothing waits for a decision" in response.content.decode()


def test_the_answer_of_an_earlier_round_stands_beside_the_new_one(there, coordinator, focal_point, inside):
    with inside():
        mine, by = there.people.focal_point, there.people.coordinator
        updates.accept(update=submitted(there.update, mine, account="One shelter is open."), by=by)
        rounds.close(round=there.round, by=by)
        again = opened(rounds.prepare(content=round_content(title="Autumn round"), by=by), by)
        update = Update.objects.get(
            request__round=again, request__body=there.bodies.Justice, recommendation=there.update.recommendation_id
        )
    assert "One shelter is open." in read(focal_point, f"/en/rounds/updates/{update.pk}/")
    taken = focal_point.get(f"/en/rounds/updates/{update.pk}/?last=1")
    assert taken.context["form"]["account"].value() == "One shelter is open."
    with inside():
        submitted(update, mine, account="Two shelters are open.")
    page = read(coordinator, f"/en/rounds/review/{update.pk}/")
    assert "<del>One shelter is</del>" in page
    assert "<ins>Two shelters are</ins>" in page


def test_closing_says_what_is_owed_and_then_keeps_what_was_said(there, coordinator, focal_point, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
    asked = read(coordinator, f"/en/rounds/{there.round.pk}/close/")
    assert "4 updates are still owed" in asked
    assert "1 update was submitted and not decided on" in asked
    coordinator.post(f"/en/rounds/{there.round.pk}/close/")
    coordinator.post(f"/en/rounds/{there.round.pk}/close/")
    page = read(coordinator, f"/en/rounds/{there.round.pk}/")
    assert "What was said, by whom" in page
    assert "Close the round" not in page
    assert ACCOUNT in read(focal_point, f"/en/rounds/updates/{there.update.pk}/")
    assert "<textarea" not in read(focal_point, f"/en/rounds/updates/{there.update.pk}/")
    response = focal_point.post(f"/en/rounds/updates/{there.update.pk}/", answer_form(there))
    assert response.status_code == 409


def test_what_was_said_is_downloaded(there, coordinator, inside):
    with inside():
        submitted(there.update, there.people.focal_point, account="=SUM(A1)")
    csv = coordinator.get(f"/en/rounds/{there.round.pk}/said/csv/")
    words = b"".join(csv.streaming_content).decode("utf-8-sig")
    assert "How many people were reached?" in words.splitlines()[0]
    assert "'=SUM(A1)" in words
    assert len(words.splitlines()) == 6
    assert coordinator.get(f"/en/rounds/{there.round.pk}/said/xlsx/").status_code == 200
    assert coordinator.get(f"/en/rounds/{there.round.pk}/said/pdf/").status_code == 404


def test_a_focal_point_sees_the_requests_of_her_body_by_deadline(there, focal_point):
    page = read(focal_point, "/en/rounds/mine/")
    assert "Spring round" in page
    assert "0 of 3 sent" in page


def test_nothing_of_a_round_is_seen_before_it_is_open(there, focal_point, inside):
    with inside():
        Round.objects.filter(pk=there.round.pk).update(standing="opening")
    assert "Spring round" not in read(focal_point, "/en/rounds/mine/")
    read(focal_point, f"/en/rounds/requests/{there.justice.pk}/", status=404)
    read(focal_point, f"/en/rounds/updates/{there.update.pk}/", status=404)


def test_a_request_lists_what_is_asked(there, focal_point, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
    page = read(focal_point, f"/en/rounds/requests/{there.justice.pk}/")
    assert "Adopt a law against domestic violence" in page
    only = read(focal_point, f"/en/rounds/requests/{there.justice.pk}/?show=owed")
    assert "Adopt a law against domestic violence" not in only
    assert "Train judges" in only


def test_a_draft_is_saved_by_the_button(there, focal_point, inside):
    path = f"/en/rounds/updates/{there.update.pk}/"
    response = focal_point.post(path, answer_form(there, account="Half."))
    assert response["Location"] == f"{path}?sent={there.update.pk}"
    with inside():
        assert Update.objects.get(pk=there.update.pk).account == "Half."


def test_save_and_next_leads_through_what_is_owed(there, focal_point, inside):
    with inside():
        first, second, third = there.justice.updates.in_request_order()
    response = focal_point.post(f"/en/rounds/updates/{first.pk}/", answer_form(there, act="next"))
    assert response["Location"].startswith(f"/en/rounds/updates/{second.pk}/")
    response = focal_point.post(f"/en/rounds/updates/{third.pk}/", answer_form(there, act="submit"))
    assert response["Location"].startswith(f"/en/rounds/updates/{first.pk}/")


def test_what_lacks_something_stays_a_draft_with_the_reason(there, focal_point, inside):
    lacking = answer_form(there, act="submit", account="", value="")
    response = focal_point.post(f"/en/rounds/updates/{there.update.pk}/", lacking)
    assert response.status_code == 409
    assert "how far it is and what was done" in response.content.decode()


def test_a_wrong_number_is_told_beside_its_question(there, focal_point):
    wrong = answer_form(there, **{f"answer_{there.questions[1].pk}": "four"})
    response = focal_point.post(f"/en/rounds/updates/{there.update.pk}/", wrong)
    assert response.status_code == 422
    assert ACCOUNT in response.content.decode()


def test_a_double_submit_is_one_submission(there, focal_point, inside):
    path = f"/en/rounds/updates/{there.update.pk}/"
    focal_point.post(path, answer_form(there, act="submit"))
    focal_point.post(path, answer_form(there, act="submit"))
    with inside():
        assert there.update.submissions.count() == 1


def test_two_texts_written_at_once_are_both_on_the_page(there, focal_point, inside):
    with inside():
        updates.save_draft(update=there.update, by=there.people.focal_point, account="The first text.")
    path = f"/en/rounds/updates/{there.update.pk}/"
    response = focal_point.post(path, answer_form(there, account="The second text."))
    page = response.content.decode()
    assert response.status_code == 409
    assert "The first text." in page
    assert "The second text." in page
    together = answer_form(
        there, account="The first text. The second text.", seen=response.context["form"]["seen"].value()
    )
    assert focal_point.post(path, together).status_code == 302


def test_the_script_saves_what_it_can(there, focal_point, inside):
    path = f"/en/rounds/updates/{there.update.pk}/save/"
    half = answer_form(there, account="Half a", **{f"answer_{there.questions[1].pk}": "1,"})
    told = focal_point.post(path, half)
    assert told.status_code == 200
    assert told.json()["revision"] == 1
    assert told.json()["words"].startswith("Saved at ")
    assert told.json()["left_out"] == [f"answer_{there.questions[1].pk}"]
    stale = focal_point.post(path, answer_form(there, account="Older"))
    assert stale.status_code == 409
    with inside():
        assert Update.objects.get(pk=there.update.pk).account == "Half a"
        rounds.close(round=there.round, by=there.people.coordinator)
    late = focal_point.post(path, answer_form(there, seen="1"))
    assert late.status_code == 409
    assert "closed" in late.json()["words"]


def test_a_session_that_ended_leads_the_script_to_the_sign_in(there, browse):
    told = browse("alef").post(f"/en/rounds/updates/{there.update.pk}/save/", {"account": "Text"})
    assert told.status_code == 302


def test_a_remark_stands_on_top_of_what_came_back(there, focal_point, inside):
    with inside():
        updates.send_back(
            update=submitted(there.update, there.people.focal_point), words="Since when?", by=there.people.coordinator
        )
    page = read(focal_point, f"/en/rounds/updates/{there.update.pk}/")
    assert page.index("Since when?") < page.index("<textarea")


def test_all_that_is_filled_is_submitted_at_once(there, focal_point, inside):
    with inside():
        fill(there.update, there.people.focal_point)
        updates.save_draft(
            update=there.justice.updates.in_request_order()[1], by=there.people.focal_point, account="Half."
        )
    path = f"/en/rounds/requests/{there.justice.pk}/submit/"
    page = focal_point.post(path, follow=True).content.decode()
    assert "1 update is submitted. 1 still lacks something and stays." in page


def test_updates_and_requests_are_passed_on_and_taken_back(there, focal_point, inside):
    with inside():
        salma = Member(
            user_id=there.people.observer.pk, name="Salma", email="salma@alef.example", role_slug="focal_point",
            body=there.bodies.Justice,
        )  # fmt: skip
        salma.save()
    for path in (f"rounds/updates/{there.update.pk}", f"rounds/requests/{there.justice.pk}"):
        assert "Salma" in read(focal_point, f"/en/{path}/pass-on/")
        assert focal_point.post(f"/en/{path}/pass-on/", {"to": "", "word": ""}).status_code == 422
        response = focal_point.post(f"/en/{path}/pass-on/", {"to": salma.pk, "word": "You know this."}, follow=True)
        assert "Take it back" in response.content.decode()
        response = focal_point.post(f"/en/{path}/take-back/", follow=True)
        assert "Take it back" not in response.content.decode()


def test_who_is_alone_cannot_pass_on(there, focal_point):
    assert "Nobody else answers for your body" in read(focal_point, f"/en/rounds/updates/{there.update.pk}/pass-on/")
    assert "pass-on" not in read(focal_point, f"/en/rounds/requests/{there.justice.pk}/")


@pytest.mark.parametrize("kind", ["requests", "updates"])
def test_another_bodys_things_are_not_there(kind, there, browse):
    other = browse("alef", "focal_point_elsewhere")
    thing = there.justice if kind == "requests" else there.update
    read(other, f"/en/rounds/{kind}/{thing.pk}/", status=404)
    read(other, f"/en/rounds/{kind}/{thing.pk}/pass-on/", status=404)
    assert other.post(f"/en/rounds/{kind}/{thing.pk}/take-back/").status_code == 404
    last = "submit" if kind == "requests" else "save"
    assert other.post(f"/en/rounds/{kind}/{thing.pk}/{last}/").status_code == 404


def test_a_neighbours_things_are_not_there(there, browse):
    """The neighbour's people, on their own host, with the keys of this institution."""
    coordinator, focal_point = browse("ba", "coordinator"), browse("ba", "focal_point")
    for path in ("", "change/", "remove/", "progress/", "extend/", "close/", "review/", "said/csv/"):
        read(coordinator, f"/en/rounds/{there.round.pk}/{path}", status=404)
    for path in (f"asked/{there.justice.pk}/", f"asked/{there.justice.pk}/extend/", f"review/{there.update.pk}/"):
        read(coordinator, f"/en/rounds/{path}", status=404)
    assert coordinator.post(f"/en/rounds/{there.round.pk}/open/").status_code == 404
    assert coordinator.post(f"/en/rounds/{there.round.pk}/review/accept/").status_code == 404
    for path in (f"requests/{there.justice.pk}/", f"updates/{there.update.pk}/"):
        read(focal_point, f"/en/rounds/{path}", status=404)


def test_the_record_shows_what_was_asked_and_accepted_to_those_whom_it_concerns(there, browse, inside):
    with inside():
        updates.accept(
            update=submitted(there.update, there.people.focal_point), by=there.people.coordinator, record=False
        )
        updates.save_draft(
            update=Update.objects.get(request=there.interior, recommendation=there.update.recommendation_id),
            by=there.people.focal_point_elsewhere,
            account="Between ourselves.",
        )
    path = f"/en/recommendations/{there.update.recommendation_id}/"
    assert {role: ACCOUNT in read(browse("alef", role), path) for role in (
        "coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"
    )} == {
        "coordinator": True, "analyst": True, "focal_point": True, "focal_point_elsewhere": False, "assessor": True,
        "observer": False,
    }  # fmt: skip
    for role in ("coordinator", "assessor", "observer", "focal_point"):
        assert "Between ourselves." not in read(browse("alef", role), path)


def test_the_overview_tells_each_what_waits(there, browse, inside):
    with inside():
        submitted(there.update, there.people.focal_point)
        updates.send_back(update=there.update, words="More", by=there.people.coordinator)
        submitted(there.elsewhere, there.people.focal_point_elsewhere)
        type(there.interior).objects.update(deadline=timezone.localdate() - timedelta(days=3))
    mine = read(browse("alef", "focal_point"), "/en/")
    assert "Updates are still to be sent" in mine
    assert "Update came back with a remark" in mine
    runs = read(browse("alef", "coordinator"), "/en/")
    assert "Update was submitted and waits for you" in runs
    assert "Bodies are late with their updates" in runs
    assert "rounds" not in read(browse("alef", "observer"), "/en/").lower().replace("grounds", "")


def test_everything_stands_in_three_languages(there, coordinator, focal_point):
    for language, words in (("ar", "جولات"), ("fr", "Cycles de collecte")):
        assert words in read(coordinator, f"/{language}/rounds/")
        read(coordinator, f"/{language}/rounds/{there.round.pk}/")
        read(focal_point, f"/{language}/rounds/updates/{there.update.pk}/")


def test_who_passed_everything_on_still_writes(there, focal_point, inside):
    with inside():
        requests.take_back(request=there.justice, by=there.people.focal_point)
    assert focal_point.post(f"/en/rounds/updates/{there.update.pk}/", answer_form(there)).status_code == 302
