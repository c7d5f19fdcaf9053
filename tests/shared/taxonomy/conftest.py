"""The shipped lists, read once; a folder with a copy of them that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.taxonomy import catalogue as held
from shared.taxonomy.catalogue import Catalogue, catalogue_from_files
from shared.taxonomy.lists import DATA
from shared.taxonomy.reading import ReferenceData, read


@pytest.fixture(scope="session")
def shipped() -> ReferenceData:
    return read(DATA)


@pytest.fixture(scope="session")
def lists() -> Catalogue:
    return catalogue_from_files()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "lists"
    shutil.copytree(DATA, copy)
    return copy


@pytest.fixture
def fresh_catalogue() -> Iterator[None]:
    """What a test loads is rolled back; no later reader may see it in memory."""
    held.clear()
    yield
    held.clear()
