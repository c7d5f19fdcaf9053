"""What goes into a report, as it is chosen on the page and kept with the report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Choice:
    """Nothing named in a list means all of it. `themes` are codes of the taxonomy, groups of themes among them.

    `other_accounts` lets in what was recorded of the accounts without a round, beside the accepted updates.
    """

    reviews: tuple[UUID, ...] = ()
    themes: tuple[str, ...] = ()
    clusters: tuple[UUID, ...] = ()
    positions: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    other_accounts: bool = True
    plan: bool = True
    indicators: bool = True
    evidence: bool = True

    def kept(self) -> dict[str, Any]:
        """As the report's row holds it."""
        found: dict[str, Any] = {}
        for name, value in asdict(self).items():
            if isinstance(value, tuple):
                found[name] = [str(one) for one in value]
            else:
                found[name] = value.isoformat() if isinstance(value, date) else value
        return found

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Choice:
        """From the report's row; what a later form added has its usual value."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name in ("reviews", "clusters"):
            known[name] = tuple(UUID(one) for one in known.get(name, ()))
        for name in ("themes", "positions"):
            known[name] = tuple(known.get(name, ()))
        for name in ("period_from", "period_to"):
            known[name] = date.fromisoformat(known[name]) if known.get(name) else None
        return cls(**known)
