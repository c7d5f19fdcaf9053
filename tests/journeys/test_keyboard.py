"""The pages by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return {
    tag: at.tagName, hash: at.hash || '',
    place: [...document.querySelectorAll('*')].indexOf(at),
    part: at.closest('#filters') ? 'filters' : at.closest('.row') ? 'rows' : at.name === 'q' ? 'search' : '',
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, visible: at.getClientRects().length > 0,
  };
}"""


def walk(visitor: Visitor, steps: int) -> list[dict[str, Any]]:
    """What has the focus after each press of Tab."""
    seen = []
    for _step in range(steps):
        visitor.page.keyboard.press("Tab")
        seen.append(visitor.page.evaluate(FOCUSED))
    return seen


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_tab_offers_to_skip_to_the_content(opens: Opens, language: str) -> None:
    visitor = opens("sahel", "coordinator", language=language)
    visitor.open("recommendations/")
    first = walk(visitor, 1)[0]
    assert first["hash"] == "#main"
    box = visitor.page.locator("a.skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    visitor.page.keyboard.press("Enter")
    following = walk(visitor, 1)[0]
    assert visitor.page.evaluate("() => document.getElementById('main').contains(document.activeElement)")
    assert following["ring"]


def test_the_focus_runs_through_the_list_in_the_order_of_its_parts_and_is_always_seen(opens: Opens) -> None:
    visitor = opens("sahel", "coordinator", language="ar")
    visitor.open("recommendations/")
    stations = visitor.page.locator("a[href], button, input:not([type=hidden]), select, summary").count()
    seen = walk(visitor, stations)
    # After the last station the browser begins anew, by way of the page itself.
    end = next((at for at, one in enumerate(seen) if one["tag"] == "BODY"), len(seen))
    once = seen[:end]
    assert [one for one in once if not one["ring"] or not one["visible"]] == []
    places = [one["place"] for one in once]
    assert places == sorted(set(places))
    parts = [one["part"] for one in once]
    assert parts.index("filters") < parts.index("search") < parts.index("rows")


def test_a_recommendation_is_found_opened_and_left_by_keys(opens: Opens) -> None:
    visitor = opens("sahel", "coordinator")
    visitor.open("recommendations/")
    visitor.page.focus("input[name=q]")
    visitor.page.keyboard.type("shelters")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**q=shelters*")
    visitor.page.locator(".row").nth(1).wait_for(state="detached")
    visitor.page.locator(".row h3 a").focus()
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    assert visitor.page.locator("main h1").count() == 1
    visitor.page.locator("details.menu > summary").focus()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.locator("details.menu[open]").count() == 1
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator("details.menu[open]").count() == 0
