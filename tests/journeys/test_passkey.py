"""A passkey, made and used by the browser's own virtual authenticator."""

from __future__ import annotations

import pytest

from tests.journeys.place import PASSWORD
from tests.journeys.visitor import Opens

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_once_made_signs_in_without_a_password(opens: Opens) -> None:
    person = opens("wadi", "observer", anew=True)
    browser = person.page.context.new_cdp_session(person.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    person.open("account/second-factor/webauthn/add/")
    person.page.fill("input[name=password]", PASSWORD)
    person.send("form:has(input[name=password])")
    person.page.fill("input[name=name]", "Test key")
    person.page.check("input[name=passwordless]")
    person.page.click("main form:has(input[name=credential]) button")
    person.page.wait_for_url("**/recovery-codes/")

    person.page.context.clear_cookies()
    person.open("account/login/")
    person.page.click("#passkey_login")
    person.page.wait_for_url("**/en/")
    person.open("recommendations/")
    assert person.path == "recommendations/"
