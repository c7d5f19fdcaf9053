"""What the calendar's tests hold in their hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from shared.taxonomy.identity import term_id
from tenants.reporting.models import Obligation


@pytest.fixture
def people(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.members)


@pytest.fixture
def bodies(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.bodies)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def owed(alef: Any) -> Callable[..., Obligation]:
    """`owed(days=3, body="CAT", **fields)`: an obligation so many days from today."""

    def make(days: int = 30, body: str = "CAT", **more: Any) -> Obligation:
        given = {"kind": "periodic_report", "due_on": timezone.localdate() + timedelta(days), **more}
        made = Obligation(body_id=term_id("body", body), **given)
        made.save()
        return made

    return make
