"""An alternate answers for a colleague; people outside comment."""

from __future__ import annotations

import pytest

from tests.journeys.cycle.steps import (
    BY_ALTERNATE,
    COMMENT,
    CONSULTATION,
    DRAFT,
    HOST,
    REPLY,
    SECOND_ROUND,
    Cycle,
    fill_date,
)
from tests.journeys.files import SHELTERS
from tests.journeys.letters import Letters
from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser


def test_an_alternate_answers_for_a_colleague_who_is_away(coordinator: Visitor, opens: Opens, letters: Letters) -> None:
    coordinator.open("rounds/standing-in/")
    coordinator.press("tr:has-text('Interior') a[href$='/absence/']")
    fill_date(coordinator, "begins_on", 0)
    fill_date(coordinator, "ends_on", 10)
    coordinator.choose("alternate", "Alternate")
    coordinator.send("form:has(select[name=alternate])")
    coordinator.arrives("rounds/standing-in/")
    letter = letters.to(f"alternate@{HOST}", "Interior")
    assert letter.link.startswith(f"{coordinator.base}/ar/rounds/")

    coordinator.open("rounds/prepare/")
    coordinator.page.fill("input[name=title]", SECOND_ROUND)
    coordinator.page.check("input[name=about][value=led]")
    coordinator.page.check("input[name=lead_only]")
    coordinator.send("form:has(input[name=about])", "button.btn[value=save]")
    coordinator.send("form[action$='/open/']")
    coordinator.page.locator("table.rows-cards").wait_for()
    hers = opens("nahr", "alternate", language="ar")
    hers.page.goto(letter.link)
    assert "Interior" in hers.reads()
    hers.page.goto(letters.to(f"alternate@{HOST}", SECOND_ROUND).link)
    hers.press(f"li:has-text('{SHELTERS[:30]}') a[href*='/rounds/updates/']")
    hers.page.check("input[name=value][value$=in_progress]")
    hers.page.fill("textarea[name=account]", BY_ALTERNATE)
    hers.send("form[data-autosave]", "button[value=submit]")
    coordinator.open("rounds/")
    coordinator.press(f"a:has-text('{SECOND_ROUND}')")
    coordinator.press("a[href$='/review/']")
    assert BY_ALTERNATE in coordinator.reads()


def test_a_guest_comments_by_her_link_and_reads_the_reply(
    coordinator: Visitor, opens: Opens, letters: Letters, cycle: Cycle
) -> None:
    coordinator.open("consultations/add/")
    page = coordinator.page
    page.fill("input[name=title_ar]", CONSULTATION)
    page.fill("textarea[name=introduction_ar]", "نسألكم رأيكم.")
    page.select_option("select[name=subject]", "draft")
    page.select_option("select[name=draft_language]", "ar")
    page.fill("textarea[name=draft_text]", DRAFT)
    fill_date(coordinator, "opens_on", 0)
    fill_date(coordinator, "closes_on", 14)
    coordinator.send("form:has(input[name=title_ar])")
    coordinator.arrives("consultations/[0-9a-f-]{36}/")
    cycle.consultation = coordinator.path
    coordinator.open(f"{cycle.consultation}open/")
    coordinator.send("main form", "button.btn")
    coordinator.open(f"{cycle.consultation}invite/")
    page.fill("textarea[name=people]", "أمل <amal@guests.example>")
    page.select_option("select[name=language]", "ar")
    coordinator.send("form:has(textarea[name=people])")

    letter = letters.to("amal@guests.example", CONSULTATION)
    assert letter.link.startswith(f"{coordinator.base}/ar/comment/")
    guest = opens("nahr", language="ar")
    guest.page.goto(letter.link)
    cycle.guest = guest.path
    guest.press("a[href*='/on/']")
    guest.page.fill("textarea[name=words]", COMMENT)
    guest.send("form:has(textarea[name=words])")
    assert COMMENT in guest.reads()
    assert [cookie["name"] for cookie in guest.context.cookies() if "session" in cookie["name"]] == []

    coordinator.open(f"{cycle.consultation}comments/")
    assert COMMENT in coordinator.reads()
    coordinator.press("button[name=accept]")
    coordinator.open(f"{cycle.consultation}comments/?show=all")
    coordinator.press("a[href*='/answer/?comment=']")
    page.locator("input[name=taken]").first.check()
    page.fill("textarea[name=words]", REPLY)
    coordinator.send("form:has(textarea[name=words])")
    for step in ("close", "publish"):
        coordinator.open(f"{cycle.consultation}{step}/")
        coordinator.send("main form", "button.btn")
    guest.open(cycle.guest)
    assert REPLY in guest.reads()
    guest.press("a[href$='/heard/']")
    assert COMMENT in guest.reads()
    assert REPLY in guest.reads()
