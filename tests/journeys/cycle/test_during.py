"""Two focal points answer, the coordinator reviews, both sides assess, and the overview says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import workbooks
from tests.journeys.cycle.steps import (
    A_PDF,
    BY_EXCEL,
    FINDING,
    HERS,
    HOST,
    INQUIRIES,
    REMARK,
    ROUND,
    SENDS_WORDS,
    SHORT,
    WHOLE,
    Cycle,
    assert_lists_agree,
    figures,
    first_link,
    record_of,
    tally,
)
from tests.journeys.files import SHELTERS, TRAFFICKING
from tests.journeys.letters import Letters
from tests.journeys.place import PASSWORD
from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser


def test_one_focal_point_follows_her_mail_and_answers_on_the_page(opens: Opens, letters: Letters, cycle: Cycle) -> None:
    hers = opens("nahr", language="ar")
    page = hers.page
    link = letters.to(f"justice@{HOST}", ROUND).link
    page.goto(link)
    assert "account/login/" in page.url
    page.fill("input[name=login]", f"justice@{HOST}")
    page.fill("input[name=password]", PASSWORD)
    hers.send("form:has(input[name=password])")
    assert page.url == link
    cycle.request = hers.path
    assert TRAFFICKING in hers.reads()
    assert SHELTERS not in hers.reads()

    hers.press(f"li:has-text('{TRAFFICKING[:30]}') a[href*='/rounds/updates/']")
    with page.expect_response("**/save/") as saved:
        page.fill("textarea[name=account]", HERS)
    assert saved.value.ok
    page.reload()
    assert page.input_value("textarea[name=account]") == HERS

    hers.press("a[href*='/evidence/attach/']")
    hers.press("a[href*='way=file']")
    page.set_input_files("input[name=file]", {"name": "قانون.pdf", "mimeType": "application/pdf", "buffer": A_PDF})
    page.fill("input[name=title_ar]", "مشروع القانون")
    hers.send("form:has(input[name=file])")
    hers.arrives("rounds/updates/")
    assert "مشروع القانون" in hers.texts(".files")[0]
    cycle.piece = first_link(hers, ".files a")
    assert page.input_value("textarea[name=account]") == HERS
    page.check("input[name=value][value$=in_progress]")
    page.fill("input[name^=answer_]", "3")
    hers.send("form[data-autosave]", "button[value=submit]")
    # The next thing asked of her comes by itself.
    assert INQUIRIES in hers.reads()
    page.check("input[name=value][value$=in_progress]")
    page.fill("textarea[name=account]", SHORT)
    hers.send("form[data-autosave]", "button[value=submit]")
    hers.arrives("rounds/requests/")
    assert hers.has("form textarea") == 0
    hers.open(f"{cycle.request}?show=submitted")
    assert hers.has("main .hit") == 2


def test_another_answers_in_a_workbook_that_libreoffice_saved_again(
    opens: Opens, letters: Letters, cycle: Cycle, tmp_path: Path
) -> None:
    hers = opens("nahr", "interior", language="ar")
    page = hers.page
    page.goto(letters.to(f"interior@{HOST}", ROUND).link)
    hers.press("main a[href$='/workbook/']")
    with page.expect_download() as download:
        page.locator("form[action$='/workbook/file/'] button").click()
    assert page.input_value("select[name=language]") == "ar"
    file = tmp_path / "answers.xlsx"
    download.value.save_as(file)
    assert workbooks.reads_from_the_right(file)
    value = "قيد التنفيذ"
    answers = {words: {"value": value, "account": account, "q": 2} for words, account in BY_EXCEL.items()}
    assert workbooks.fill(file, answers) == 6
    page.set_input_files("input[name=file]", workbooks.resaved(file, tmp_path))
    hers.send("form:has(input[name=file])")
    hers.arrives("rounds/workbooks/[0-9a-f-]{36}/")
    cycle.upload = hers.path
    page.locator("#rows").wait_for()
    assert hers.has("#rows fieldset") == 2
    new = hers.texts("#rows ins")
    assert sorted(new) == sorted([*BY_EXCEL.values(), value, value, "2", "2"])
    for row in page.locator("#rows fieldset").all():
        words = next(words for words in BY_EXCEL if words in row.inner_text())
        assert BY_EXCEL[words] in row.inner_text()
    page.check("input[name=submitting]")
    hers.press("button[name=accept]")
    page.locator("main .note.ok").wait_for()
    page.goto(letters.to(f"interior@{HOST}", ROUND).link)
    hers.open(f"{hers.path}?show=submitted")
    assert hers.has("main .hit") == 2


def test_one_answer_is_returned_corrected_and_sent_again(
    coordinator: Visitor, opens: Opens, letters: Letters, cycle: Cycle
) -> None:
    coordinator.open("")
    coordinator.press(".needs a[href*='/rounds/']")
    assert coordinator.path.startswith(cycle.round)
    coordinator.open(f"{cycle.round}review/")
    assert coordinator.has("li.hit") == 4
    coordinator.press(f"li.hit:has-text('{SHELTERS}') a[href*='/rounds/review/']")
    assert BY_EXCEL["Open shelters"] in coordinator.reads()
    coordinator.press("button[value=accept]")
    coordinator.open(f"{cycle.round}review/")
    coordinator.press(f"li.hit:has-text('{SHORT}') a[href*='/rounds/review/']")
    coordinator.page.fill("textarea[name=words]", REMARK)
    coordinator.press("button[value=return]")

    letter = letters.to(f"justice@{HOST}", "أُعيد")
    assert REMARK in letter.words
    hers = opens("nahr", "justice", language="ar")
    hers.page.goto(letter.link)
    assert REMARK in hers.reads()
    assert hers.page.input_value("textarea[name=account]") == SHORT
    hers.page.fill("textarea[name=account]", WHOLE)
    hers.send("form[data-autosave]", "button[value=submit]")

    coordinator.open(f"{cycle.round}review/")
    assert coordinator.has("li.hit") == 3
    assert WHOLE in coordinator.reads()
    coordinator.page.check("input[data-ticks=chosen]")
    coordinator.send("form[action$='/review/accept/']", "button.btn")
    coordinator.open(cycle.round)
    assert tally(coordinator) == [4, 0, 0, 0]


def test_the_states_account_and_the_nhris_stand_side_by_side(coordinator: Visitor, opens: Opens) -> None:
    shelters, trafficking = record_of(coordinator, SHELTERS[:30]), record_of(coordinator, TRAFFICKING[:20])
    coordinator.open(f"{trafficking}assess/?for=state")
    coordinator.page.check("input[name=value][value$=implemented]")
    coordinator.page.fill("textarea[name=account_ar]", "صدر القانون.")
    coordinator.send("form:has(input[name=value])")
    council = opens("nahr", "council", language="ar")
    council.open(f"{shelters}assess/")
    council.page.locator("input[name=value]").last.check()
    council.page.fill("textarea[name=account_ar]", FINDING)
    council.send("form:has(input[name=value])")
    coordinator.open(shelters)
    accounts = coordinator.texts(".accounts > li")
    state = next(one for one in accounts if BY_EXCEL["Open shelters"] in one)
    nhri = next(one for one in accounts if FINDING in one)
    assert state != nhri
    assert "وزارة الداخلية" in state
    assert "المجلس الوطني لحقوق الإنسان" in nhri
    # Nobody else gives or changes the council's account.
    coordinator.open(f"{shelters}assess/")
    assert "المجلس الوطني" not in coordinator.reads()


def test_the_overview_has_other_figures_and_each_is_a_list(coordinator: Visitor, cycle: Cycle) -> None:
    now = figures(coordinator)
    assert now != cycle.figures
    assert now["recommendations/?status=in_progress"] == 2
    assert "recommendations/?status=in_progress" not in cycle.figures
    assert_lists_agree(coordinator, now)
    coordinator.open("")
    assert coordinator.has(".needs a[href*='/rounds/']") == 0


def test_a_closed_round_keeps_what_was_said(coordinator: Visitor, opens: Opens, cycle: Cycle) -> None:
    coordinator.open(f"{cycle.round}close/")
    coordinator.send("main form", "button.btn")
    coordinator.open(cycle.round)
    assert tally(coordinator) == [4, 0, 0, 0]
    with coordinator.page.expect_download() as download:
        coordinator.page.locator("a[href*='/said/csv/']").click()
    said = Path(download.value.path()).read_text("utf-8-sig")
    for words in (HERS, WHOLE, *BY_EXCEL.values()):
        assert words in said
    hers = opens("nahr", "justice", language="ar")
    hers.open(cycle.request)
    hers.press(f"li:has-text('{TRAFFICKING[:30]}') a[href*='/rounds/updates/']")
    assert HERS in hers.reads()
    assert hers.has("main textarea") == 0
    update = hers.path.partition("?")[0]
    token = hers.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    status = hers.page.evaluate(SENDS_WORDS, [f"/ar/{update}save/", token])
    assert status == 409
    hers.page.reload()
    assert HERS in hers.reads()
