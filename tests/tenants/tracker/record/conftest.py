from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from shared.isolation.scope import in_institution
from tenants.tracker.models import Recommendation


@pytest.fixture
def inside(database, world) -> Callable[..., Any]:
    """`with inside() as alef:` stands in the institution for a moment; `alef` holds people and recommendations."""

    @contextmanager
    def standing(slug: str = "alef") -> Iterator[SimpleNamespace]:
        place = getattr(world, slug)
        with in_institution(place.institution):
            found = list(Recommendation.objects.order_by("created_at", "id"))
            yield SimpleNamespace(
                people=SimpleNamespace(**place.members),
                bodies=SimpleNamespace(**place.bodies),
                recommendations=found,
                first=found[0],
                bare=found[1],
            )

    return standing


@pytest.fixture
def page(browse, inside) -> Callable[..., Any]:
    """`page("analyst", "edit")` is the client and the address of one of 140.1's pages, or of another's."""

    def opened(role: str, name: str = "", *, which: int = 0, language: str = "en", slug: str = "alef") -> Any:
        with inside(slug) as place:
            key = place.recommendations[which].pk
        url = f"/{language}/recommendations/{key}/" + (f"{name}/" if name else "")
        return browse("alef", role), url

    return opened


@pytest.fixture
def reads(page) -> Callable[..., str]:
    """`reads("observer")` is the text of the page, with status 200."""

    def text(role: str, name: str = "", **more: Any) -> str:
        client, url = page(role, name, **more)
        response = client.get(url)
        assert response.status_code == 200, url
        return response.content.decode()

    return text
