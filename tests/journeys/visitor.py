"""A person at a browser: what she opens, fills in and sends, without knowing the words on the buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, Response, TimeoutError

from tests.journeys.place import PASSWORD

# The button that sends a form: not one drawn as text, not one of another form.
SENDS = "button.btn:not(.text, [form], [type=button])"


@dataclass
class Visitor:
    """One browser with cookies of its own, standing on one host."""

    context: BrowserContext
    page: Page
    base: str
    language: str
    troubles: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Keep what the browser complains about: scripts that fail and things that the policy stops."""
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message) -> None:
        # A page that answers 403, 404 or 422 is itself reported as a failed resource.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> Response:
        """Go to a path below the language: `recommendations/`."""
        answer = self.page.goto(f"{self.base}/{self.language}/{path}")
        assert answer is not None
        return answer

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.open("account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.send("form:has(input[name=password])")

    def send(self, form: str, button: str = SENDS) -> None:
        """Press the form's own button and wait for the page that answers."""
        self.press(f"{form} {button}")

    def press(self, selector: str) -> None:
        """Click what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def choose(self, field: str, words: str) -> None:
        """Choose the option of a select that contains these words."""
        value = self.page.locator(f"select[name={field}] option", has_text=words).first.get_attribute("value")
        self.page.select_option(f"select[name={field}]", value)

    def has(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def reads(self) -> str:
        """All words of the page's main part."""
        return self.page.locator("main").inner_text()

    def arrives(self, path: str) -> None:
        """Wait until the address is one of those: a pattern below the language."""
        wanted = re.compile(rf"{re.escape(self.base)}/{self.language}/{path}")
        try:
            self.page.wait_for_url(wanted)
        except TimeoutError:
            pytest.fail(f"She waited for {wanted.pattern} and stands at {self.page.url}:\n{self.reads()}")

    @property
    def path(self) -> str:
        """Where she stands, below the language."""
        return self.page.url.removeprefix(f"{self.base}/{self.language}/")


Opens = Callable[..., Visitor]
