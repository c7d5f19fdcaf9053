"""Apps announce what they know; the page asks them in order."""

from __future__ import annotations

import pytest

from tenants.members.models import Member
from tenants.tracker.overview import needs
from tenants.tracker.overview.counting import Counts
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need, need, needs_of

pytestmark = pytest.mark.usefixtures("alef", "on_an_institutions_host")


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "_sources", {})


def _says(words: str, count: int = 1) -> needs.Source:
    return lambda member, figures: Need(count, words, "/somewhere/")


def _words() -> list[str]:
    return [found.words for found in needs_of(Member(role_slug="observer"), Figures(Counts()))]


def test_lower_orders_stand_first() -> None:
    need(20, _says("second"))
    need(10, _says("first"))
    assert _words() == ["first", "second"]


def test_what_counts_nothing_is_not_shown() -> None:
    need(10, _says("nothing", count=0))
    need(20, lambda member, figures: None)
    assert _words() == []


def test_announcing_twice_is_announcing_once() -> None:
    source = _says("once")
    need(10, source)
    need(10, source)
    assert _words() == ["once"]
