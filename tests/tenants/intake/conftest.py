from pathlib import Path

import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kept files go to a folder that is gone after the test; the bell rings nowhere."""
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path / "kept"), raising=False)
    for cached in ("base_location", "location"):
        storages["private"].__dict__.pop(cached, None)
    monkeypatch.setattr("tenants.records.jobs.ring", lambda job_id: None)
    yield tmp_path / "kept"
    for cached in ("base_location", "location"):
        storages["private"].__dict__.pop(cached, None)
