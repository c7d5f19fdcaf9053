"""What the tests of the cycle share. They follow each other, each going on where the one before stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cycle.steps import Cycle
from tests.journeys.letters import Letters
from tests.journeys.visitor import Opens, Visitor


@pytest.fixture(scope="package")
def cycle() -> Cycle:
    return Cycle()


@pytest.fixture
def letters(server_home: Path) -> Letters:
    return Letters(server_home)


@pytest.fixture
def coordinator(opens: Opens) -> Visitor:
    return opens("nahr", "coordinator", language="ar")
