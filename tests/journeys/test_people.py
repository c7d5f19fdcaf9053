"""An invitation from the coordinator's form to the invited person's first page; and one that was taken back."""

from __future__ import annotations

import email
import re
import time
from email import policy
from pathlib import Path

import pytest

from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser

NEW_PASSWORD = "quiet lanterns at the harbour"


def mailed_link(folder: Path, address: str) -> str:
    """The link of the newest mail to this address, once the worker has written it."""
    limit = time.monotonic() + 15
    while time.monotonic() < limit:
        for path in sorted((folder / "mail").glob("*.log"), key=lambda one: one.stat().st_mtime, reverse=True):
            for text in re.split(r"(?m)^-{79}$", path.read_text("utf-8")):
                message = email.message_from_string(text.lstrip(), policy=policy.default)
                plain = message.get_body(("plain",))
                found = re.search(r"http\S+/invitation/\S+", plain.get_content()) if plain else None
                if address in str(message["To"]) and found:
                    return found.group()
        time.sleep(0.2)
    pytest.fail(f"No mail with an invitation came to {address}.")


def invite(coordinator: Visitor, address: str, role: str, body: str = "") -> None:
    coordinator.open("people/invite/")
    page = coordinator.page
    page.fill("input[name=email]", address)
    page.select_option("select[name=language]", coordinator.language)
    page.check(f"input[name=role][value={role}]")
    if body:
        coordinator.choose("body", body)
    coordinator.send("form:has(input[name=email])")
    coordinator.arrives("people/$")
    assert address in coordinator.reads()


def test_an_invited_focal_point_signs_in_and_meets_her_body_first(opens: Opens, server_home: Path) -> None:
    coordinator = opens("sahel", "coordinator")
    invite(coordinator, "samar@justice.example", "focal_point", "Justice")

    samar = opens("sahel")
    samar.page.goto(mailed_link(server_home, "samar@justice.example"))
    samar.page.fill("input[name=name]", "Samar")
    samar.page.fill("input[name=password]", NEW_PASSWORD)
    samar.page.fill("input[name=password_again]", NEW_PASSWORD)
    samar.send("form:has(input[name=password_again])")

    again = opens("sahel")
    again.sign_in("samar@justice.example", NEW_PASSWORD)
    again.open("")
    assert again.has("a[href*='responsible=']") > 0
    answer = again.open("import/")
    assert answer.status == 403
    assert len(again.reads().split()) > 5
    assert again.has(".nav a[href$='/import/'], main a[href$='/import/']") == 0


def test_a_used_link_opens_nothing_a_second_time(opens: Opens, server_home: Path) -> None:
    link = mailed_link(server_home, "samar@justice.example")
    answer = opens("sahel").page.goto(link)
    assert answer.status in {404, 409, 410}


def test_a_revoked_link_is_refused(opens: Opens, server_home: Path) -> None:
    coordinator = opens("sahel", "coordinator")
    invite(coordinator, "late@interior.example", "observer")
    link = mailed_link(server_home, "late@interior.example")
    coordinator.open("people/")
    coordinator.press("tr:has-text('late@interior.example') a[href$='/revoke/']")
    coordinator.send("main form", "button.btn")
    coordinator.arrives("people/$")
    assert coordinator.has("tr:has-text('late@interior.example')") == 0

    late = opens("sahel")
    answer = late.page.goto(link)
    assert answer.status in {404, 409, 410}
    assert late.has("input[name=password]") == 0
