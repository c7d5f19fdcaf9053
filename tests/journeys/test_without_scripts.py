"""The same work in a browser that runs no JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.files import BROKEN, RECOMMENDATIONS, upr_info
from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser

BULK = "form.chosen"


def test_a_list_is_filtered_by_its_button(opens: Opens) -> None:
    reader = opens("sahel", "analyst", scripts=False)
    reader.open("recommendations/")
    everything = reader.has(".row")
    reader.page.check("#filters input[name=position][value=noted]")
    assert reader.has(".row") == everything
    reader.send("#filters")
    assert "position=noted" in reader.page.url
    assert reader.has(".row") == 1


def test_two_recommendations_are_assigned_at_once_and_the_change_is_undone(opens: Opens) -> None:
    reader = opens("sahel", "analyst", scripts=False)
    reader.open("recommendations/?attention=unassigned")
    without = reader.has(".row")
    for number in (0, 1):
        reader.page.locator(".row input[name=chosen]").nth(number).check()
    reader.press(f"{BULK} button[value=assign]")
    reader.choose("body", "Justice")
    reader.page.select_option("select[name=lead]", "lead")
    reader.send("form:has(input[name=confirm])")
    assert "done=" in reader.page.url
    assert reader.has(".row") == without - 2
    reader.send("form[action$='/undo/']")
    reader.open("recommendations/?attention=unassigned")
    assert reader.has(".row") == without


def test_a_file_goes_from_upload_to_its_report_and_back_out(opens: Opens, tmp_path: Path) -> None:
    reader = opens("sahel", "coordinator", scripts=False, anew=True)
    before = listed(reader)
    reader.open("import/")
    reader.page.set_input_files("input[name=file]", upr_info(tmp_path))
    reader.send("form:has(input[name=file])")
    reader.arrives("import/[0-9a-f-]+/match/")
    reader.send("form:has(select[name=text])")
    if "/state/" in reader.path:
        reader.page.locator("input[name=state]").first.check()
        reader.send("form:has(input[name=state])")
    reader.arrives("import/[0-9a-f-]+/preview/")
    assert [int(text) for text in reader.texts(".tally dd")] == [RECOMMENDATIONS, 0, 0, BROKEN]
    reader.send("form[action$='/commit/']")
    reader.arrives("import/[0-9a-f-]+/report/")
    report = reader.path
    assert listed(reader) == before + RECOMMENDATIONS

    reader.open(report)
    reader.press("a[href$='/undo/']")
    reader.send("main form", "button.btn")
    reader.arrives("import/[0-9a-f-]+/report/")
    assert listed(reader) == before


def listed(reader: Visitor) -> int:
    """How many recommendations the list shows; here they fit on one page."""
    reader.open("recommendations/")
    return reader.has(".row")
