"""The pages of those who run rounds: prepare, preview, open, the board."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.followup.actions import rounds
from tenants.followup.models import Round
from tenants.members.models import Member
from tests.tenants.followup.conftest import fill, opened, round_content, submitted
from tests.tenants.followup.pages import ahead, read, round_form


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
