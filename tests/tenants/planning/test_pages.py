"""The pages of the plan: what they show, to whom, in which language and at what price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.planning.actions import actions, plans, serving
from tenants.planning.content import Content
from tenants.planning.models import Action, Plan, PlanVersion
from tenants.tracker.actions import clusters

LANGUAGES = ["ar", "en", "fr"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Issue the regulations of the act", "Ministry of Justice", "SMART check", "lacks:", "Drafting"]),
        ("fr", ["Publier le règlement", "Ministère de la justice", "Contrôle SMART", "manque :", "Rédaction"]),
        ("ar", ["إصدار اللائحة", "وزارة العدل", "فحص معايير SMART", "ينقصه:", "صياغة"]),
    ],
)
def test_the_plan_speaks_the_readers_language(there, reads, language, words):
    text = reads("observer", "plan/", language)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Draft sent", "140.1", "5.2 ", "12,000.00 USD", "State budget", "A monthly meeting.", "Milestone set"]),
        ("fr", ["Publier le règlement", "12\u202f000,00 USD", "Étape fixée", "Entités d’appui"]),
        ("ar", ["إصدار اللائحة", "حُددت مرحلة رئيسية", "الجهات المساندة"]),
    ],
)
def test_an_action_tells_everything_about_itself(there, reads, language, words):
    text = reads("observer", f"plan/actions/{there.whole.pk}/", language)
    assert [word for word in words if word not in text] == []


def test_the_action_says_what_is_missing(there, reads):
    text = reads("observer", f"plan/actions/{there.bare.pk}/")
    assert "Name the body that leads it." in text
    assert "Say when it begins." in text


def test_without_a_plan_only_planners_are_led_on(browse, reads, database):
    assert "/en/plan/start/" in reads("analyst", "plan/")
    assert "/en/plan/start/" not in reads("observer", "plan/")
    assert browse("alef", "analyst").get("/en/plan/actions/add/").status_code == 404


def test_the_navigation_leads_to_the_plan_between_list_and_import(there, reads):
    text = reads("coordinator", "plan/")
    assert (
        text.index('href="/en/recommendations/"') < text.index('href="/en/plan/" aria-current') < text.index("/import/")
    )


def test_by_body_and_by_theme_group_the_actions(there, reads):
    by_body = reads("observer", "plan/?by=body")
    assert by_body.index("Ministry of Justice") < by_body.index("No body leads them")
    assert "Violence against women" in reads("observer", "plan/?by=theme")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gaps_lead_to_the_list_that_holds_as_many(there, reads, inside, language):
    with inside():
        by = there.people.analyst
        cluster = clusters.create_cluster(title="Shelters", by=by)
        clusters.add_to_cluster(cluster=cluster, recommendation=there.recommendations[2], by=by)
        serving.serve(action=there.bare, cluster=cluster, by=by)
    text = reads("analyst", "plan/?by=gap", language)
    assert f'href="/{language}/recommendations/?attention=unplanned"' in text
    assert str(there.recommendations[1].pk) in text
    assert str(there.recommendations[2].pk) not in text
    listed = reads("analyst", "recommendations/?attention=unplanned", language)
    shown = [one for one in there.recommendations if f"/recommendations/{one.pk}/" in listed]
    assert [one.paragraph for one in shown] == ["140.2", "140.4", "140.5", "24 (b)", "24 (d)"]


BUTTONS = {
    "coordinator": {"edit", "serves", "standing", "milestones/add", "reach", "move", "remove"},
    "analyst": {"edit", "serves", "standing", "milestones/add", "reach", "move", "remove"},
    "focal_point": {"standing", "reach"},
    "focal_point_elsewhere": set(),
    "assessor": set(),
    "observer": set(),
}


@pytest.mark.parametrize("role", BUTTONS)
def test_buttons_stand_only_where_they_lead_somewhere(there, reads, browse, role):
    text = reads(role, f"plan/actions/{there.whole.pk}/")
    names = BUTTONS["coordinator"]
    assert {name for name in names if f'/{name}/"' in text} == BUTTONS[role]
    for name in names:
        path = (
            f"plan/milestones/{there.milestone.pk}"
            if name in {"reach", "move", "remove"}
            else f"plan/actions/{there.whole.pk}"
        )
        status = browse("alef", role).get(f"/en/{path}/{name}/").status_code
        assert status == (200 if name in BUTTONS[role] else 403), name


def test_an_adopted_plan_offers_no_change_of_its_contents(there, reads, inside):
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
    text = reads("coordinator", f"plan/actions/{there.whole.pk}/")
    assert "/edit/" not in text
    assert "/standing/" in text
    assert "Open it for revision" in reads("coordinator", "plan/")


def statements(client, path):
    """How many statements a page takes, once what is kept in memory is there."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([one for one in captured if "set_config" not in one["sql"]])


# Institution, session, person, member; then the page's own.
VISIT = 4


@pytest.mark.parametrize(
    ("view", "own"),
    [("", 8), ("?by=body", 9), ("?by=time", 10), ("?by=theme", 10), ("?by=gap", 8)],
    ids=["table", "body", "time", "theme", "gap"],
)
@pytest.mark.parametrize("more", [0, 40])
def test_the_plan_takes_as_many_statements_however_long_it_is(there, browse, inside, view, own, more):
    with inside():
        for number in range(more):
            one = actions.add(plan=there.plan, content=Content(title_en=f"Train {number}"), by=there.people.analyst)
            serving.serve(action=one, recommendation=there.recommendations[1], by=there.people.analyst)
    assert statements(browse("alef", "observer"), f"/en/plan/{view}") == VISIT + own


def test_an_action_takes_nine_statements_of_its_own(there, browse):
    assert statements(browse("alef", "observer"), f"/en/plan/actions/{there.whole.pk}/") == VISIT + 9


def test_the_neighbours_plan_is_not_there(browse, inside, world):
    from tests.tenants.planning.conftest import planned

    with inside("ba") as place:
        theirs = planned(place)
        version = plans.adopt(plan=theirs.plan, by=theirs.people.coordinator)
    client = browse("alef", "coordinator")
    for path in (
        f"actions/{theirs.whole.pk}/", f"actions/{theirs.whole.pk}/edit/", f"actions/{theirs.whole.pk}/serves/",
        f"actions/{theirs.whole.pk}/standing/", f"actions/{theirs.whole.pk}/milestones/add/",
        f"milestones/{theirs.milestone.pk}/reach/", f"milestones/{theirs.milestone.pk}/move/",
        f"milestones/{theirs.milestone.pk}/remove/", f"versions/{version.pk}/", f"versions/{version.pk}/since/",
        f"versions/{version.pk}/since/{version.pk}/", f"indicators/{theirs.indicator.pk}/",
        f"indicators/{theirs.indicator.pk}/edit/", f"indicators/{theirs.indicator.pk}/attach/",
        f"indicators/{theirs.indicator.pk}/retire/", f"indicators/{theirs.indicator.pk}/measure/",
        f"measurements/{theirs.measurement.pk}/correct/", f"national/{theirs.item.pk}/edit/",
        f"indicators/add/?action={theirs.whole.pk}",
        f"indicators/add/?recommendation={theirs.recommendations[0].pk}",
    ):  # fmt: skip
        assert client.get(f"/en/plan/{path}").status_code == 404, path
    for path in (
        f"indicators/{theirs.indicator.pk}/restore/", f"national/{theirs.item.pk}/retire/",
        f"national/{theirs.item.pk}/restore/",
    ):  # fmt: skip
        assert client.post(f"/en/plan/{path}").status_code == 404, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_versions_are_read_and_compared(there, reads, browse, inside, language):
    with inside():
        first = plans.adopt(plan=there.plan, by=there.people.coordinator)
        plans.move(plan=there.plan, standing="drafting", by=there.people.coordinator)
        actions.add(plan=there.plan, content=Content(title_ar="تدريب القضاة"), by=there.people.analyst)
        second = plans.adopt(plan=there.plan, by=there.people.coordinator)
        assert PlanVersion.objects.count() == 2
    assert "Plan 2025-2027" in reads("observer", f"plan/versions/{first.pk}/", language)
    assert "تدريب القضاة" not in reads("observer", f"plan/versions/{first.pk}/", language)
    assert "تدريب القضاة" in reads("observer", f"plan/versions/{first.pk}/since/", language)
    assert "تدريب القضاة" in reads("observer", f"plan/versions/{second.pk}/since/{first.pk}/", language)
    backwards = browse("alef", "observer").get(f"/{language}/plan/versions/{first.pk}/since/{second.pk}/")
    assert backwards.status_code == 404


def test_the_forms_act_in_a_row(browse, inside, database):
    client = browse("alef", "analyst")
    assert client.post("/en/plan/start/", {"title": "Plan"}).status_code == 302
    with inside() as place:
        justice = place.bodies["Justice"].pk
        from tenants.tracker.models import Recommendation

        one = Recommendation.objects.get(paragraph="140.3")
    data = {
        "title_en": "Open shelters", "lead": justice, "starts_on": "2025-01-01", "ends_on": "2025-12-31",
        "cost": "budget", "budget_amount": "10", "budget_currency": "usd",
    }  # fmt: skip
    assert client.post(f"/en/plan/actions/add/?for={one.pk}", data).status_code == 302
    with inside():
        action = Action.objects.get()
        assert (action.budget_currency, action.serves.get().recommendation) == ("USD", one)
    here = f"/en/plan/actions/{action.pk}/"
    assert client.post(f"{here}milestones/add/", {"words": "Two are open", "due_on": "2025-06-30"}).status_code == 302
    assert client.post(f"{here}serves/", {"sdg": "5.2"}).status_code == 302
    found = client.get(f"{here}serves/?q=judges").context["found"]
    assert [one.paragraph for one, _words in found] == ["140.2"]
    assert client.post(f"{here}serves/?q=judges", {"recommendation": found[0][0].pk}).status_code == 302
    with inside():
        milestone = action.milestones.get()
        line = action.serves.get(sdg_code="5.2")
        assert action.serves.count() == 3
    assert client.post(f"{here}serves/", {"act": "remove", "line": line.pk}).status_code == 302
    assert client.post(f"/en/plan/milestones/{milestone.pk}/reach/", {"on": "2025-06-01"}).status_code == 302
    assert client.post("/en/plan/move/", {"standing": "consultation"}).status_code == 302
    assert client.post("/en/plan/adopt/").status_code == 302
    with inside():
        assert action.milestones.get().reached_on.isoformat() == "2025-06-01"
        assert Plan.objects.get().standing == "adopted"
        assert PlanVersion.objects.get().snapshot["actions"][0]["title_en"] == "Open shelters"
    refused = client.post(f"{here}edit/", {**data, "title_en": "Other"})
    assert refused.status_code == 409
    assert "Open it for revision first" in refused.content.decode()


def test_a_form_filled_in_wrongly_says_so(there, browse):
    client = browse("alef", "analyst")
    answer = client.post("/en/plan/actions/add/", {"title_en": "X y", "cost": "nothing", "budget_amount": "5"})
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()


def test_a_form_that_is_too_old_is_refused(there, browse, inside):
    client = browse("alef", "analyst")
    address = f"/en/plan/actions/{there.bare.pk}/edit/"
    seen = client.get(address).context["form"]["seen"].value()
    with inside():
        actions.change(action=there.bare, content=Content(title_en="Hers"), by=there.people.coordinator)
    answer = client.post(address, {"seen": seen, "title_en": "His"})
    assert answer.status_code == 409
    assert "Somebody changed this action" in answer.content.decode()


def test_a_focal_point_says_how_far_her_bodys_action_is(there, browse, inside):
    client = browse("alef", "focal_point")
    address = f"/en/plan/actions/{there.whole.pk}/standing/"
    assert client.post(address, {"standing": "in_progress", "on": "2025-03-01"}).status_code == 302
    with inside():
        assert Action.objects.get(pk=there.whole.pk).standing == "in_progress"
