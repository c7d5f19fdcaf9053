"""A coordinator turns a file into a list, a cluster and a plan, and asks the bodies about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cycle.steps import (
    ACTION,
    ANSWERING,
    CLUSTER,
    HOST,
    INQUIRIES,
    PLAN,
    QUESTION,
    ROUND,
    Cycle,
    assert_lists_agree,
    figures,
    fill_date,
    lead_by,
    number_in,
    tally,
    tick,
)
from tests.journeys.files import RECOMMENDATIONS, SHELTERS, TRAFFICKING, upr_info
from tests.journeys.letters import Letters
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_file_becomes_a_list_that_two_bodies_answer_for(coordinator: Visitor, cycle: Cycle, tmp_path: Path) -> None:
    coordinator.open("import/")
    coordinator.page.set_input_files("input[name=file]", upr_info(tmp_path))
    coordinator.send("form:has(input[name=file])")
    coordinator.arrives("import/[0-9a-f-]+/match/")
    coordinator.send("form:has(select[name=text])")
    coordinator.arrives("import/[0-9a-f-]+/preview/")
    coordinator.send("form[action$='/commit/']")
    coordinator.arrives("import/[0-9a-f-]+/report/")
    lead_by(coordinator, (SHELTERS, INQUIRIES), "وزارة الداخلية")
    lead_by(coordinator, (TRAFFICKING,), "وزارة العدل")
    lead_by(coordinator, (INQUIRIES,), "وزارة العدل", "support")
    coordinator.open("recommendations/?attention=unassigned")
    assert coordinator.has(".row") == RECOMMENDATIONS - 3
    cycle.figures = figures(coordinator)
    assert_lists_agree(coordinator, cycle.figures)


def test_two_of_the_list_are_put_into_a_cluster(coordinator: Visitor, cycle: Cycle) -> None:
    coordinator.open("recommendations/")
    tick(coordinator.page, SHELTERS)
    tick(coordinator.page, INQUIRIES)
    coordinator.press("form.chosen button[value=cluster]")
    coordinator.page.fill("input[name=title]", CLUSTER)
    coordinator.send("form:has(input[name=confirm])")
    coordinator.open("recommendations/clusters/")
    coordinator.press(f"main a:has-text('{CLUSTER}')")
    coordinator.arrives("recommendations/clusters/[0-9a-f-]{36}/")
    cycle.cluster = coordinator.path
    assert SHELTERS in coordinator.reads()
    assert INQUIRIES in coordinator.reads()


def test_an_action_of_the_plan_serves_the_cluster(coordinator: Visitor, cycle: Cycle) -> None:
    coordinator.open("plan/start/")
    coordinator.page.fill("input[name=title]", PLAN)
    coordinator.send("form:has(input[name=title])")
    coordinator.open("plan/actions/add/")
    coordinator.page.fill("input[name=title_ar]", ACTION)
    coordinator.choose("lead", "وزارة الداخلية")
    fill_date(coordinator, "starts_on", 1)
    fill_date(coordinator, "ends_on", 300)
    coordinator.send("form:has(input[name=title_ar])")
    coordinator.arrives("plan/actions/[0-9a-f-]{36}/")
    cycle.action = coordinator.path
    coordinator.open(f"{cycle.action}serves/")
    coordinator.choose("cluster", CLUSTER)
    coordinator.send("form:has(select[name=cluster])")
    coordinator.open(cycle.action)
    assert CLUSTER in coordinator.reads()
    assert "وزارة الداخلية" in coordinator.reads()
    coordinator.open("plan/?by=gap")
    assert number_in(coordinator.texts("h2")[0]) == RECOMMENDATIONS - 2


def test_an_indicator_is_measured_and_drawn(coordinator: Visitor, cycle: Cycle) -> None:
    coordinator.open("plan/indicators/add/")
    coordinator.page.fill("input[name=name_ar]", "عدد دور الإيواء")
    coordinator.page.fill("input[name=baseline]", "1")
    coordinator.page.fill("input[name=target]", "6")
    fill_date(coordinator, "baseline_on", -400)
    fill_date(coordinator, "target_on", 400)
    coordinator.send("form:has(input[name=name_ar])")
    coordinator.arrives("plan/indicators/[0-9a-f-]{36}/")
    cycle.indicator = coordinator.path.removesuffix("attach/")
    coordinator.open(f"{cycle.indicator}measure/")
    coordinator.page.fill("input[name=value]", "3")
    coordinator.send("form:has(input[name=value])")
    coordinator.open(cycle.indicator)
    assert coordinator.has("main svg[role=img]") == 1


def test_a_round_about_the_filtered_list_is_looked_at_and_opened(
    coordinator: Visitor, cycle: Cycle, letters: Letters
) -> None:
    coordinator.open("recommendations/?position=supported")
    coordinator.press("a[href*='/rounds/prepare/?']")
    page = coordinator.page
    assert page.locator("input[name=about][value=query]").is_checked()
    page.fill("input[name=title]", ROUND)
    page.fill("input[name=q0-words]", QUESTION)
    page.select_option("select[name=q0-kind]", "number")
    coordinator.send("form:has(input[name=about])", "button.btn[value=save]")
    coordinator.arrives("rounds/[0-9a-f-]{36}/")
    cycle.round = coordinator.path
    assert tally(coordinator) == [2, 3, 4, 0]
    coordinator.send("form[action$='/open/']")
    page.locator("table.rows-cards").wait_for()
    coordinator.arrives("rounds/[0-9a-f-]{36}/$")
    assert tally(coordinator) == [0, 0, 4, 0]
    for who in ANSWERING:
        letter = letters.to(f"{who}@{HOST}", ROUND)
        assert letter.link.startswith(f"{coordinator.base}/ar/rounds/requests/")
        assert 'dir="rtl"' in letter.html
        assert "لجنة النهر" in letter.words
