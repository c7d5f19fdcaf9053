"""A coordinator's whole job in Arabic, from a file to an account found again; and what her neighbour sees of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.journeys.files import BROKEN, RECOMMENDATIONS, SHELTERS, TRAFFICKING, upr_info
from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser

ARABIC = "فتح دور إيواء للنساء وأطفالهن في كل مقاطعة."
ACCOUNT = "فُتحت أربع دور إيواء، والخامسة قيد الإنشاء."


def upload(visitor: Visitor, file: Path) -> None:
    """Send the file, as far as the page that matches its columns."""
    visitor.open("import/")
    visitor.page.set_input_files("input[name=file]", file)
    visitor.send("form:has(input[name=file])")
    visitor.arrives("import/[0-9a-f-]+/match/")


def figures(visitor: Visitor) -> dict[str, int]:
    """The tally of a preview or report, by its places."""
    numbers = [int(text) for text in visitor.texts(".tally dd")]
    return dict(zip(("new", "changed", "unchanged", "invalid"), numbers, strict=True))


def test_a_coordinator_carries_her_file_from_upload_to_an_assessed_list(opens: Opens, tmp_path: Path) -> None:
    hers = opens("wadi", "coordinator", language="ar", anew=True)
    page = hers.page

    upload(hers, upr_info(tmp_path))
    assert "1252" in hers.reads()
    assert page.locator("select[name=text]").input_value() != ""
    hers.send("form:has(select[name=text])")
    hers.arrives("import/[0-9a-f-]+/(state|preview)/")
    if "/state/" in hers.path:
        hers.send("form:has(input[name=state])")
    assert figures(hers) == {"new": RECOMMENDATIONS, "changed": 0, "unchanged": 0, "invalid": BROKEN}
    hers.send("form[action$='/commit/']")
    hers.arrives("import/[0-9a-f-]+/report/")
    assert figures(hers)["new"] == RECOMMENDATIONS

    hers.open("recommendations/")
    assert hers.has(".row") == RECOMMENDATIONS
    page.locator("input[name=position][value=noted]").check()
    page.wait_for_url("**position=noted*")
    page.locator(".row").nth(2).wait_for(state="detached")
    assert hers.has(".row") == 2

    hers.open("recommendations/")
    hers.press(f".row a:has-text('{SHELTERS[:30]}')")
    record = page.url
    key = record.split("/recommendations/")[1].split("/")[0]
    here = f"recommendations/{key}"

    hers.open(f"{here}/classify/")
    unconfirmed = hers.has("button[value=confirm]")
    hers.send("form:has(input[name=tag])", "button[value=confirm]")
    assert hers.has("button[value=confirm]") == unconfirmed - 1

    hers.open(f"{here}/edit/")
    page.fill("textarea[name=text_ar]", ARABIC)
    page.select_option("select[name=translation_ar]", index=1)
    hers.send("form:has(textarea[name=text_ar])")
    assert ARABIC in hers.reads()

    hers.open(f"{here}/assign/")
    hers.choose("body", "وزارة العدل")
    page.check("input[name=part][value=lead]")
    hers.send("form:has(select[name=body])")
    hers.open(f"{here}/")
    assert "وزارة العدل" in page.locator("aside .facts").inner_text()

    hers.open(f"{here}/assess/?for=state")
    page.check("input[name=value][value$=in_progress]")
    page.fill("textarea[name=account_ar]", ACCOUNT)
    hers.send("form:has(input[name=value])")
    assert ACCOUNT in hers.reads()

    # Without the hamza and with a diacritic: as people type, not as the text is written.
    hers.open("recommendations/")
    page.fill("input[name=q]", "دُور ايواء")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**q=*")
    page.locator(".row").nth(1).wait_for(state="detached")
    assert ARABIC in hers.texts(".row h3")[0]

    hers.open("recommendations/?status=in_progress")
    assert hers.has(".row") == 1

    hers.open("recommendations/")
    hers.press(".row h3 a")
    first = hers.path.partition("?")[0]
    hers.press("a[rel=next]")
    assert hers.path.partition("?")[0] != first
    hers.press("a[rel=prev]")
    assert hers.path.partition("?")[0] == first

    hers.open("recommendations/?position=noted")
    with page.expect_download() as download:
        page.locator("a[href*='/export/csv/']").first.click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 1 + 2
    assert any("torture" in cell for cell in rows[1] + rows[2])

    hers.open("recommendations/")
    with page.expect_download() as download:
        page.locator("a[href*='/export/csv/']").first.click()
    everything = Path(download.value.path()).read_text("utf-8-sig")
    assert TRAFFICKING in everything
    assert ARABIC in everything

    theirs = opens("sahel", "coordinator", language="ar")
    theirs.open("recommendations/")
    assert SHELTERS not in theirs.reads()
    answer = theirs.open(f"{here}/")
    assert answer.status == 404
    theirs.open("import/")
    assert "upr-info-veldara" not in theirs.reads()
    stranger = opens("wadi")
    stranger.context.add_cookies([{**cookie, "domain": "wadi.localhost"} for cookie in theirs.context.cookies()])
    stranger.open(f"{here}/")
    assert "account/login/" in stranger.path
