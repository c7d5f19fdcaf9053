"""What a person does for the safety of her own account."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.journeys.place import PASSWORD
from tests.journeys.visitor import Opens

pytestmark = pytest.mark.browser

PERIOD = 30  # seconds one code holds


def code_of(secret: str) -> str:
    """What an authenticator app shows now. Near the end of a code's time it waits for the next."""
    left = PERIOD - time.time() % PERIOD
    if left < 3:
        time.sleep(left + 0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def test_an_authenticator_app_once_set_up_is_asked_for_at_the_next_sign_in(opens: Opens) -> None:
    person = opens("sahel", "observer", anew=True)
    person.open("account/second-factor/totp/activate/")
    assert "account/reauthenticate/" in person.path
    person.page.fill("input[name=password]", PASSWORD)
    person.send("form:has(input[name=password])")
    person.page.fill("input[name=code]", "000000")
    person.send("form:has(input[name=code])")
    assert person.has(".err") == 1
    secret = person.page.input_value("#authenticator_secret")
    person.page.fill("input[name=code]", code_of(secret))
    person.send("form:has(input[name=code])")
    assert "totp/activate" not in person.path

    again = opens("sahel", "observer", anew=True)
    again.arrives("account/second-factor/authenticate/")
    again.open("recommendations/")
    assert "account/" in again.path
    again.open("account/second-factor/authenticate/")
    again.page.fill("input[name=code]", code_of(secret))
    again.send("form:has(input[name=code])")
    again.open("recommendations/")
    assert again.has(".row") > 0


def test_ending_the_other_sessions_signs_another_browser_out(opens: Opens) -> None:
    here = opens("wadi", "analyst", anew=True)
    elsewhere = opens("wadi", "analyst", anew=True)
    elsewhere.open("recommendations/")
    assert elsewhere.path == "recommendations/"
    here.open("account/sessions/")
    assert here.has("tbody tr") == 2
    here.send("form[action$='/sessions/']")
    elsewhere.open("recommendations/")
    assert "account/login/" in elsewhere.path
    here.open("recommendations/")
    assert here.path == "recommendations/"
