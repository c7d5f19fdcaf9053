"""System checks of the project: every address has its row in the access table, and the row says what the view does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver

from mutabaa.access_table import INSTITUTION, NETWORK, Access, Who
from shared.isolation.checks import walk_urls


def disagreements(urlconf: str, rows: Mapping[str, Access]) -> Iterator[CheckMessage]:
    """What an URL configuration and its rows say differently."""
    found: set[str] = set()
    for route, name, view in walk_urls(get_resolver(urlconf).url_patterns):
        found.add(name)
        row = rows.get(name)
        if row is None:
            yield Error(f"{urlconf}: {route} ({name or 'unnamed'}) has no row in the access table.", id="mutabaa.E001")
            continue
        required = getattr(view, "required_permission", None)
        said = None if isinstance(row, Who) else row
        if required != said:
            yield Error(
                f"{urlconf}: {name} requires {required or 'no permission'}, its row says {said or 'none'}.",
                id="mutabaa.E002",
            )
    for name in sorted(set(rows) - found):
        yield Error(f"{urlconf}: the access table has a row for {name}, which is no address.", id="mutabaa.E003")


@register("access")
def every_address_has_its_row(**kwargs: Any) -> list[CheckMessage]:
    return [
        *disagreements(settings.INSTITUTION_URLCONF, INSTITUTION),
        *disagreements(settings.NETWORK_URLCONF, NETWORK),
    ]
