"""The pages of those who answer, without a script."""

from tenants.followup.actions import rounds, updates
from tenants.followup.models import Round, Update
from tenants.members.models import Member
from tests.tenants.followup.conftest import ACCOUNT, fill, submitted
from tests.tenants.followup.pages import answer_form, read


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
