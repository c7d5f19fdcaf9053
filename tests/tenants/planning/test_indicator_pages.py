"""The pages of indicators, of national plans and of carrying over: what they show, to whom, and at what price."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from tenants.planning.actions import actions, carrying, indicators, measurements, plans, serving
from tenants.planning.actions.measurements import Reading
from tenants.planning.content import Content
from tenants.planning.models import Action, Indicator, NationalPlanItem
from tests.tenants.planning.conftest import TRAINED
from tests.tenants.planning.test_indicators import LAW
from tests.tenants.planning.test_pages import VISIT, statements

ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Judges trained", "Process", "Behind", "women", "Half-yearly", "straight way from baseline", "Register"],
        ),
        ("fr", ["Juges formés", "De processus", "En retard", "Semestrielle", "Entité chargée du relevé"]),
        ("ar", ["عدد القضاة المدرَّبين", "مؤشر عملية", "نصف سنوي", "خط الأساس", "القيمة المستهدفة"]),
    ],
)
def test_an_indicator_tells_everything_about_itself(there, reads, language, words):
    text = reads("observer", f"plan/indicators/{there.indicator.pk}/", language)
    assert [word for word in words if word not in text] == []


def test_a_correction_shows_what_stood_before_and_why(there, reads, inside):
    with inside():
        measurements.correct(
            measurement=there.measurement, reading=Reading(Decimal(31), date(2025, 7, 1)), reason="One was left out",
            by=there.people.analyst,
        )  # fmt: skip
    text = reads("observer", f"plan/indicators/{there.indicator.pk}/")
    assert "One was left out" in text
    assert '<del><bdi dir="ltr" class="num">30</bdi>' in text


def test_it_stands_on_the_pages_of_its_action_and_its_recommendation(there, reads):
    link = f"/plan/indicators/{there.indicator.pk}/"
    assert link in reads("observer", f"plan/actions/{there.whole.pk}/")
    assert link in reads("observer", f"recommendations/{there.recommendations[0].pk}/")
    assert "/plan/indicators/" not in reads("observer", f"recommendations/{there.recommendations[2].pk}/")
    led_on = f"/plan/indicators/add/?recommendation={there.recommendations[2].pk}"
    assert led_on in reads("analyst", f"recommendations/{there.recommendations[2].pk}/")


BUTTONS = {
    "coordinator": {"edit", "attach", "retire", "measure", "correct"},
    "analyst": {"edit", "attach", "retire", "measure", "correct"},
    "focal_point": {"measure", "correct"},
    "focal_point_elsewhere": set(),
    "assessor": set(),
    "observer": set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_buttons_stand_only_where_they_lead_somewhere(there, reads, browse, role):
    text = reads(role, f"plan/indicators/{there.indicator.pk}/")
    names = BUTTONS["coordinator"]
    assert {name for name in names if f'/{name}/"' in text} == BUTTONS[role]
    for name in names:
        path = f"measurements/{there.measurement.pk}" if name == "correct" else f"indicators/{there.indicator.pk}"
        status = browse("alef", role).get(f"/en/plan/{path}/{name}/").status_code
        assert status == (200 if name in BUTTONS[role] else 403), name


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", ["rename/", "carry/", "indicators/add/", "national/add/"])
def test_only_planners_open_what_changes_the_plan(there, browse, role, path):
    status = browse("alef", role).get(f"/en/plan/{path}").status_code
    assert status == (200 if role in {"coordinator", "analyst"} else 403)


def test_while_the_plan_rests_it_is_measured_and_not_changed(there, reads, inside):
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
    text = reads("coordinator", f"plan/indicators/{there.indicator.pk}/")
    assert "/edit/" not in text
    assert "/measure/" in text
    assert "Open the plan for revision" in text


def listed(reads, query, role="observer"):
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        text = reads(role, f"plan/indicators/{query}")
    return [name for name in ("Judges trained", "The act is in force", "Cases heard") if name in text]


def test_the_list_is_narrowed_to_what_is_due_behind_or_of_a_kind(there, reads, inside):
    with inside():
        by = there.people.analyst
        indicators.add(definition=LAW, body=there.bodies.Interior, by=by)
        indicators.retire(
            indicator=indicators.add(definition=replace(TRAINED, name_en="Cases heard"), body=None, by=by), by=by
        )
    assert listed(reads, "") == ["Judges trained", "The act is in force"]
    assert listed(reads, "?show=due") == ["Judges trained", "The act is in force"]
    assert listed(reads, "?show=mine", "focal_point") == ["Judges trained"]
    assert listed(reads, "?show=mine") == []
    assert listed(reads, "?show=behind") == ["Judges trained"]
    assert listed(reads, "?kind=structural") == ["The act is in force"]
    assert listed(reads, "?show=retired") == ["Cases heard"]
    assert listed(reads, "?show=nonsense&kind=x") == ["Judges trained", "The act is in force"]


def test_it_is_written_measured_corrected_and_tied_through_the_forms(there, browse, inside):
    client = browse("alef", "analyst")
    data = {
        "name_en": "Complaints answered", "kind": "outcome", "wanted": "higher", "frequency": "quarterly", "unit": "%",
        "baseline": "40", "baseline_on": "2025-01-01", "target": "90", "target_on": "2027-01-01",
        "labels": "women\n men \nwomen\n", "body": there.bodies.Interior.pk,
    }  # fmt: skip
    answer = client.post(f"/en/plan/indicators/add/?action={there.bare.pk}", data)
    assert answer.status_code == 302
    with inside():
        one = Indicator.objects.get(name_en="Complaints answered")
        assert (one.labels, one.lines.get().action) == (["women", "men"], there.bare)
    here = f"/en/plan/indicators/{one.pk}/"
    assert answer.url == here
    answer = client.post(f"{here}measure/", {"value": "55.5", "on": "2025-06-30", "part_0": "60", "note": "Half"})
    assert answer.status_code == 302
    with inside():
        found = one.measurements.get()
        assert (found.value, found.parts) == (Decimal("55.5"), {"women": "60"})
    correct = f"/en/plan/measurements/{found.pk}/correct/"
    assert client.get(correct).context["form"].initial["part_0"] == "60"
    assert client.post(correct, {"value": "56", "on": "2025-06-30"}).status_code == 422
    assert client.post(correct, {"value": "56", "on": "2025-06-30", "reason": "Slip"}).status_code == 302
    assert client.post(f"{here}measure/", {"value": "9", "on": "2025-06-30"}).status_code == 409
    page = client.get(f"{here}attach/?q=judges")
    assert [key.paragraph for key, _words in page.context["form"].fields["recommendation"].queryset.none()] == []
    assert client.post(f"{here}attach/", {"recommendation": there.recommendations[0].pk}).status_code == 302
    with inside():
        line = one.lines.get(recommendation__isnull=False)
    assert client.post(f"{here}attach/", {"act": "remove", "line": line.pk}).status_code == 302
    assert client.post(f"{here}retire/").status_code == 302
    assert client.post(f"{here}restore/").status_code == 302
    seen = client.get(f"{here}edit/").context["form"]["seen"].value()
    assert client.post(f"{here}edit/", {**data, "seen": seen, "unit": "percent"}).status_code == 302
    with inside():
        one.refresh_from_db()
        assert (one.last_value, one.unit, one.lines.count(), one.retired_at) == (56, "percent", 1, None)


def test_a_law_is_written_and_answered_by_yes_or_no(there, browse, reads, inside):
    client = browse("alef", "analyst")
    data = {
        "name_fr": "La loi est en vigueur", "wanted": "higher", "frequency": "yearly", "baseline": "0",
        "baseline_on": "2025-01-01", "target": "1", "target_on": "2026-12-31",
    }  # fmt: skip
    assert client.post("/en/plan/indicators/add/?values=yes_no", data).status_code == 302
    with inside():
        one = Indicator.objects.get(is_yes_no=True)
        assert (one.kind, one.target) == ("structural", 1)
    assert client.post(f"/en/plan/indicators/{one.pk}/measure/", {"value": "2", "on": "2025-06-30"}).status_code == 422
    assert client.post(f"/en/plan/indicators/{one.pk}/measure/", {"value": "1", "on": "2025-06-30"}).status_code == 302
    assert "<bdi>oui</bdi>" in reads("observer", f"plan/indicators/{one.pk}/", "fr")
    assert client.get(f"/en/plan/indicators/{one.pk}/edit/").context["form"].initial["baseline"] == "0"


def test_what_does_not_hold_together_is_said_over_the_form(there, browse):
    data = {"name_en": "X", "kind": "process", "wanted": "lower", "frequency": "once"}
    answer = browse("alef", "analyst").post("/en/plan/indicators/add/", data)
    assert answer.status_code == 409
    assert "needs the day of its target" in answer.content.decode()


def test_actions_are_narrowed_to_those_that_serve_an_item(there, reads, inside):
    with inside():
        serving.serve(action=there.bare, national_item=there.item, by=there.people.analyst)
    text = reads("observer", f"plan/?national={there.item.pk}")
    assert "Shelters" in text
    assert "Issue the regulations" not in text
    assert "Fair courts" in reads("observer", f"plan/actions/{there.bare.pk}/")
    assert f"/plan/?national={there.item.pk}" in reads("observer", "plan/national/")


@pytest.mark.parametrize(
    ("query", "shown"), [("standing=done", False), ("standing=not_started", True), ("lead=nonsense", True)]
)
def test_the_table_is_narrowed_by_standing_and_body(there, reads, query, shown):
    assert ("Issue the regulations" in reads("observer", f"plan/?{query}")) == shown
    narrowed = reads("observer", f"plan/?by=body&lead={there.bodies.Justice.pk}")
    assert "Shelters" not in narrowed


def test_items_are_written_changed_and_retired_through_the_forms(there, browse, inside):
    client = browse("alef", "analyst")
    data = {"plan_name": "Strategy", "code": "1", "title_en": "Prisons"}
    assert client.post("/en/plan/national/add/", data).status_code == 302
    with inside():
        item = NationalPlanItem.objects.get(code="1")
    here = f"/en/plan/national/{item.pk}/"
    assert client.post(f"{here}edit/", {**data, "code": "3.2", "plan_name": "National Strategy"}).status_code == 409
    assert client.post(f"{here}edit/", {**data, "code": "2"}).status_code == 302
    assert client.post(f"{here}retire/").status_code == 302
    with inside():
        item.refresh_from_db()
        assert (item.code, item.retired_at is None) == ("2", False)
    assert client.post(f"{here}restore/").status_code == 302


def test_the_plan_is_renamed_through_its_form(there, browse, reads, inside):
    assert browse("alef", "analyst").post("/en/plan/rename/", {"title": "Plan B"}).status_code == 302
    assert "Plan B" in reads("observer", "plan/")
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
    assert browse("alef", "analyst").post("/en/plan/rename/", {"title": "Plan C"}).status_code == 409


def test_a_new_plan_leads_to_what_is_left_of_the_former(there, browse, reads, inside):
    client = browse("alef", "analyst")
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
    assert client.post("/en/plan/start/", {"title": "Next"}).url == "/en/plan/carry/"
    assert "Shelters" in reads("analyst", "plan/carry/")
    assert client.post("/en/plan/carry/", {"action": [there.whole.pk, "x"]}).url == "/en/plan/carry/"
    with inside():
        new = Action.objects.get(carried_from=there.whole)
    assert f"/plan/actions/{there.whole.pk}/" in reads("observer", f"plan/actions/{new.pk}/")
    assert f"/plan/actions/{new.pk}/" in reads("observer", f"plan/actions/{there.whole.pk}/")
    assert client.post("/en/plan/carry/", {"all": "1"}).url == "/en/plan/"
    assert "Nothing is left" in reads("analyst", "plan/carry/")
    assert "/plan/carry/" not in reads("analyst", "plan/")


def test_money_is_added_up_by_currency_and_source(there, reads, inside):
    with inside():
        for title, amount in (("Train a", 500), ("Train b", 250)):
            content = Content(
                title_en=title, budget_amount=Decimal(amount), budget_currency="USD", budget_source="Grant"
            )
            actions.add(plan=there.plan, content=content, by=there.people.analyst)
    text = reads("observer", "plan/")
    assert "12,750.00 USD" in text
    assert "750.00</bdi>" in text
    assert "1 action has no budget yet" in text


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("view", ["", "body", "time", "theme", "gap"])
def test_a_long_plan_is_shown_in_pages(there, browse, inside, language, view):
    with inside():
        Action.objects.bulk_create(
            Action(plan=there.plan, title_en=f"Train {n:03}", lead=there.bodies.Justice, starts_on=date(2026, 1, 1))
            for n in range(60)
        )
    page = browse("alef", "observer").get(f"/{language}/plan/?by={view}")
    assert page.content.decode().count("Train 0") <= 25 * (2 if view == "time" else 1)
    if view != "gap":
        last = browse("alef", "observer").get(f"/{language}/plan/?by={view}&page=3")
        assert last.context["page"].paginator.count >= 62


@pytest.mark.parametrize("more", [0, 30])
@pytest.mark.parametrize(
    ("path", "own"), [("indicators/", 2), ("indicators/?show=mine", 2), ("national/", 2), ("carry/", 4)]
)
def test_lists_take_as_many_statements_however_long_they_are(there, browse, inside, path, own, more):
    with inside():
        by = there.people.analyst
        for number in range(more + 1):
            indicators.add(definition=replace(TRAINED, name_en=f"I {number}"), body=there.bodies.Justice, by=by)
        NationalPlanItem.objects.bulk_create(
            NationalPlanItem(plan_name="S", code=str(number), title_en="X") for number in range(more)
        )
        Action.objects.bulk_create(
            Action(plan=there.plan, title_en=f"A {n}", lead=there.bodies.Justice) for n in range(more)
        )
        plans.adopt(plan=there.plan, by=by)
        plans.start(title="Next", by=by)
        assert carrying.carry(plan=there.plan.__class__.objects.current().get(), actions=[], by=by) == []
    assert statements(browse("alef", "analyst"), f"/en/plan/{path}") == VISIT + own


@pytest.mark.parametrize("more", [0, 40])
def test_an_indicators_page_takes_as_many_statements_however_often_it_was_measured(there, browse, inside, more):
    with inside():
        for number in range(more):
            reading = Reading(Decimal(number), date(2022 + number // 12, number % 12 + 1, 1))
            measurements.measure(indicator=there.indicator, reading=reading, by=there.people.analyst)
    client = browse("alef", "focal_point")
    assert statements(client, f"/en/plan/indicators/{there.indicator.pk}/") == VISIT + 6
