"""The pages on which submissions are read and decided on, and closed rounds kept."""

from tenants.followup.actions import rounds, updates
from tenants.followup.models import Update
from tests.tenants.followup.conftest import ACCOUNT, opened, round_content, submitted
from tests.tenants.followup.pages import answer_form, read


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
