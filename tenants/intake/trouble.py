"""A file's refusal as JSON, and as words in whatever language the page is read."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from tenants.intake.readers import Place, Unreadable, unreadable

REFUSALS: dict[str, type[Unreadable]] = {
    kind.code: kind for kind in vars(unreadable).values() if isinstance(kind, type) and issubclass(kind, Unreadable)
}


def as_json(refusal: Unreadable) -> dict[str, Any]:
    """Code, facts and place. What shows only while rows are read has numbers as its facts, which need no language."""
    with override("en"):
        facts = {name: str(fact) if isinstance(fact, Promise) else fact for name, fact in refusal.facts.items()}
    place = refusal.place
    return {
        "code": refusal.code,
        "facts": facts,
        "place": {"sheet": place.sheet, "row": place.row, "column": place.column},
    }


def words(kept: dict[str, Any]) -> str:
    """The reason in the active language."""
    kind = REFUSALS.get(kept.get("code", ""), Unreadable)
    return kind(Place(**kept.get("place", {})), **kept.get("facts", {})).message
