"""Who sees what of a round: other bodies, neighbours, the record, the overview, three languages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.followup.actions import requests, rounds, updates
from tenants.followup.models import Update
from tenants.planning.actions import actions, plans
from tenants.planning.content import Content as ActionContent
from tests.tenants.followup.conftest import ACCOUNT, asked, opened, round_content, submitted
from tests.tenants.followup.pages import answer_form, read


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


def test_an_action_s_page_shows_what_a_round_asked_and_was_told_about_it(database, inside, browse):
    with inside() as place:
        here = asked(place)
        by = here.people.coordinator
        plan = plans.start(title="Plan", by=by)
        action = actions.add(plan=plan, content=ActionContent(title_en="Issue the regulations"), by=by)
        actions.assign_bodies(action=action, lead=here.bodies.Justice, supporting=[], by=by)
        chosen = {"plan": str(plan.pk), "ids": [str(action.pk)]}
        made = rounds.prepare(content=round_content(title="On actions", subject="actions", chosen=chosen), by=by)
        update = opened(made, by).requests.get().updates.get()
    path = f"/en/plan/actions/{action.pk}/"
    assert "On actions" in read(browse("alef", "coordinator"), path)
    assert "On actions" not in read(browse("alef", "observer"), path)
    with inside():
        updates.accept(update=submitted(update, here.people.focal_point), by=by)
    assert ACCOUNT in read(browse("alef", "coordinator"), path)
