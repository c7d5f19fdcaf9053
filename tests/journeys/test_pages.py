"""Every main page, narrow and wide, in each language: nothing sticks out, nothing is nameless, nothing complains."""

from __future__ import annotations

import pytest

from tests.journeys.soundness import SOUND, faults
from tests.journeys.visitor import Opens

pytestmark = pytest.mark.browser

ACCOUNT = [
    "account/email/", "account/password/change/", "account/second-factor/", "account/second-factor/totp/activate/",
    "account/sessions/", "account/preferences/",
]  # fmt: skip
INSIDE = [
    "", "recommendations/", "recommendations/?q=%D8%A7%D9%84%D8%B9%D9%86%D9%81&position=supported",
    "recommendations/?q=nothingofthekind", "import/", "people/", "people/invite/", "bodies/", "bodies/add/",
    "people/roles/", "settings/", "notices/", *ACCOUNT,
    "recommendations/clusters/", "recommendations/clusters/add/", "recommendations/clusters/suggestions/",
    "recommendations/criteria/", "recommendations/criteria/add/", "recommendations/scales/", "plan/", "plan/start/",
    "plan/indicators/", "plan/indicators/add/", "plan/national/", "rounds/", "rounds/prepare/",
    "rounds/standing-in/", "rounds/standing-in/deputies/", "evidence/", "evidence/add/", "evidence/add-link/",
    "consultations/", "consultations/add/", "calendar/",
]  # fmt: skip
RECORD = [
    "", "history/", "sheet/", "classify/", "cluster/", "link/", "assign/", "prioritise/", "position/", "edit/",
    "assess/?for=state",
]  # fmt: skip
STRANGERS = ["account/login/", "account/password/reset/", "pages/about/", "pages/help/", "pages/privacy/",
             "pages/accessibility/"]  # fmt: skip
NETWORK = ["", "members/", "places/", "desk/", "desk/roles/", *STRANGERS[2:], "pages/gallery/"]


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_pages_of_an_institution_are_sound(opens: Opens, language: str) -> None:
    visitor = opens("sahel", "coordinator", language=language)
    visitor.open("recommendations/")
    record = "recommendations/" + visitor.page.locator(".row h3 a").first.get_attribute("href").split("/")[3] + "/"
    paths = INSIDE + [record + path for path in (RECORD if language != "fr" else ["", "assess/?for=state"])]
    assert faults(visitor, paths) == []


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_what_a_stranger_sees_is_sound(opens: Opens, language: str) -> None:
    stranger = opens("sahel", language=language)
    assert faults(stranger, STRANGERS) == []
    stranger.open("account/login/")
    stranger.page.fill("input[name=login]", "nobody@sahel.example")
    stranger.page.fill("input[name=password]", "not the password")
    stranger.send("form:has(input[name=password])")
    assert stranger.has(".err, .note.bad") >= 1
    assert stranger.page.evaluate(SOUND) == []


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_pages_of_the_network_are_sound(opens: Opens, language: str) -> None:
    assert faults(opens("network", "administrator", language=language), NETWORK) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_refusals_are_sound_pages_too(opens: Opens, language: str) -> None:
    analyst = opens("sahel", "analyst", language=language)
    assert faults(analyst, ["nowhere/"], (404,)) == []
    assert faults(analyst, ["settings/"], (403,)) == []
