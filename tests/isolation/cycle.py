"""Two institutions in the middle of a round, furnished alike, for those who attack one from the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from shared.isolation.scope import in_institution
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.followup.actions import updates
from tests.tenants.followup.conftest import asked, fill

SECRET = "Testimony of the eleventh witness"


@pytest.fixture
def own_folder(settings: Any, tmp_path: Any) -> None:
    """Files of a test go where they vanish with it."""
    private = {"BACKEND": "shared.isolation.files.PrivateFileStorage", "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.CLAMD_ADDRESS = None


def furnished(place: Any) -> SimpleNamespace:
    """An open round; Justice has submitted its first update, citing a piece that only its focal point knows of."""
    here = asked(place)
    by = here.people.focal_point
    here.secret = pieces.add_link(
        link="https://example.org/testimony", content=Content(title_en=SECRET), confidentiality="restricted", by=by
    )
    here.citation = citations.cite(piece=here.secret, noun="update", subject_id=here.update.pk, by=by)
    updates.submit(update=fill(here.update, by), by=by)
    return here


@pytest.fixture
def both(database: None, world: Any, own_folder: None) -> SimpleNamespace:
    """`both.alef` and `both.ba` are furnished alike."""
    found = SimpleNamespace()
    for slug in ("alef", "ba"):
        place = getattr(world, slug)
        with in_institution(place.institution):
            setattr(found, slug, furnished(place))
    return found


def path(name: str, *args: Any) -> str:
    return reverse(name, args=args, urlconf=configured.INSTITUTION_URLCONF)
