"""What the tests of reports hold in their hands."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tenants.reporting.dossiers.actions import dossiers
from tenants.reporting.models import Dossier, DossierSection


@pytest.fixture
def people(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.members)


@pytest.fixture
def bodies(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.bodies)


def begun(by: Any, **more: Any) -> Dossier:
    """A mid-term report in English, begun by `by` and drawn."""
    given = {"kind": "mid_term", "title": "Mid-term report", "language": "en", "arranged": "theme", **more}
    made = dossiers.begin(**given, by=by)
    made.refresh_from_db()
    return made


@pytest.fixture
def report(people: SimpleNamespace) -> Callable[..., Dossier]:
    """`report()`, `report(by=people.assessor, kind="annual_report")`: a report with its first draft."""
    return lambda by=None, **more: begun(by or people.coordinator, **more)


def section_of(dossier: Dossier, key: str = "theme:women-violence") -> DossierSection:
    """One of its sections, by its key."""
    return dossier.sections.select_related("dossier").get(key=key)
