"""The words, time and money of an action, as a person writes them down."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.planning.models import Action

LANGUAGES = ("ar", "en", "fr")


@dataclass(frozen=True)
class Content:
    """Everything about an action but its bodies, what it serves, its milestones and its standing."""

    title_ar: str = ""
    title_en: str = ""
    title_fr: str = ""
    description: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    costs_nothing: bool = False
    budget_amount: Decimal | None = None
    budget_currency: str = ""
    budget_source: str = ""
    obstacles: str = ""
    obstacles_met_by: str = ""

    @classmethod
    def of(cls, action: Action) -> Content:
        return cls(**{name: getattr(action, name) for name in cls.__dataclass_fields__})

    @property
    def has_title(self) -> bool:
        return any(self.fields()[f"title_{code}"] for code in LANGUAGES)

    def fields(self) -> dict[str, Any]:
        """By the names of the action's fields, texts without white space around them."""
        return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()}


def written(value: Any) -> Any:
    """A value as the log and the snapshot hold it: days as 2026-11-21, amounts as 120000.00."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value


def written_figure(value: Decimal | None, is_yes_no: bool = False) -> str | None:
    """A measured figure as the log and the snapshot hold it: 12.5 or 1200, no more decimals than it has; yes or no."""
    if value is None:
        return None
    if is_yes_no:
        return "yes" if value else "no"
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
