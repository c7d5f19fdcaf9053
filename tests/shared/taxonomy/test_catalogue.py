"""The catalogue in memory asks the database as rarely as it may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.taxonomy import catalogue as held
from shared.taxonomy.catalogue import SECONDS_BEFORE_LOOKING_AGAIN, catalogue
from shared.taxonomy.loader import load
from shared.taxonomy.models import Release, Sdg

pytestmark = pytest.mark.usefixtures("network", "fresh_catalogue")


def five_minutes_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    now = held.time.monotonic()
    monkeypatch.setattr(held.time, "monotonic", lambda: now + SECONDS_BEFORE_LOOKING_AGAIN)


def test_a_second_reader_asks_nothing() -> None:
    load()
    catalogue()
    with CaptureQueriesContext(connection) as queries:
        catalogue()
    assert len(queries) == 0


def test_after_five_minutes_it_asks_only_for_the_newest_release(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    before = catalogue()
    five_minutes_pass(monkeypatch)
    with CaptureQueriesContext(connection) as queries:
        assert catalogue() is before
    assert len([one for one in queries if "taxonomy_" in one["sql"]]) == 1


def test_a_newer_release_replaces_it(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    catalogue()
    Sdg.objects.filter(code="3.a").update(label_en="Less tobacco")
    Release.objects.create(version="next", fingerprint="0" * 64)
    assert catalogue().sdg_by_code["3.a"].label_en == "Tobacco control"
    five_minutes_pass(monkeypatch)
    assert catalogue().sdg_by_code["3.a"].label_en == "Less tobacco"


def test_an_empty_catalogue_is_never_kept() -> None:
    Release.objects.all().delete()
    assert catalogue() is not catalogue()
