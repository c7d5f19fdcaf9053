"""The facts of a notice in the words of its reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from shared.languages.dates import written_day, written_moment
from shared.languages.numbers import written_number


def shown(facts: Mapping[str, Any], zone: ZoneInfo) -> dict[str, str]:
    """Each fact as text in the active language; names ending _on are ISO days, _at ISO instants put on `zone`."""
    with timezone.override(zone):
        return {name: _written(name, value) for name, value in facts.items()}


def _written(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_on"):
        return written_day(date.fromisoformat(value)) if value else ""
    if name.endswith("_at"):
        return written_moment(datetime.fromisoformat(value)) if value else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return written_number(value)
    return str(value)
