"""A browser, the running server and the institutions, for as long as this folder's tests run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.place import Town, made_towns
from tests.journeys.server import served
from tests.journeys.visitor import Opens, Visitor
from tests.world import World

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 15_000  # milliseconds


@pytest.fixture(scope="package")
def browser_program() -> str:
    """Where a browser stands on this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"The journeys need a browser: none of {', '.join(BROWSERS)} is installed.")
    return found


@pytest.fixture(scope="package")
def towns(browser_program: str, standing_world: World, django_db_blocker: Any) -> Iterator[dict[str, Town]]:
    """The institutions of the journeys, by slug."""
    with django_db_blocker.unblock(), made_towns() as made:
        yield made


@pytest.fixture(scope="package")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the server keeps mails and files."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="package")
def port(towns: dict[str, Town], server_home: Path) -> Iterator[int]:
    with served(server_home) as number:
        yield number


# Playwright keeps an event loop running, under which Django refuses its database: towns come and go outside of it.
@pytest.fixture(scope="package")
def browser(browser_program: str, port: int) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_program, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="package")
def signed_in_before() -> dict[tuple[str, str], Any]:
    """The cookies of those who have signed in, by place and role: a password is slow to check, as it should be."""
    return {}


@pytest.fixture
def opens(browser: Browser, port: int, signed_in_before: dict[tuple[str, str], Any]) -> Iterator[Opens]:
    """`opens("wadi")` is a new visitor on that institution's host, `opens("network")` on the network's.

    With `signed_in="coordinator"` she is one of its people, with the session of an earlier test where there is one and
    `anew` does not forbid it; `scripts=False` is a browser without JavaScript. After the test no browser may have
    complained.
    """
    visitors: list[Visitor] = []

    def opened(
        place: str, signed_in: str = "", *, language: str = "en", scripts: bool = True, anew: bool = False
    ) -> Visitor:
        host = "localhost" if place == "network" else f"{place}.localhost"
        before = None if anew else signed_in_before.get((place, signed_in))
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 1440, "height": 900}, storage_state=before
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context, context.new_page(), f"http://{host}:{port}", language)
        visitor.listen()
        visitors.append(visitor)
        if signed_in and before is None:
            who = "journeys" if place == "network" else place
            visitor.sign_in(f"{signed_in}@{who}.example")
            if not anew:
                signed_in_before[place, signed_in] = context.storage_state()
        return visitor

    yield opened
    for visitor in visitors:
        visitor.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []
