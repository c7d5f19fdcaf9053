"""What a person writes down to prepare a consultation."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tenants.consultation.models import Consultation


@dataclass(frozen=True)
class Content:
    """Everything that may change until a consultation is opened."""

    opens_on: date
    closes_on: date
    subject_kind: str
    titles: dict[str, str]
    introductions: dict[str, str] = field(default_factory=dict)
    plan_id: UUID | None = None
    version_id: UUID | None = None
    cluster_id: UUID | None = None
    draft_text: str = ""
    draft_language: str = ""
    shows_budgets: bool = False

    def fields(self) -> dict[str, Any]:
        """By the names of the model's fields."""
        given = asdict(self)
        titles, introductions = given.pop("titles"), given.pop("introductions")
        given |= {f"title_{code}": text.strip() for code, text in titles.items()}
        given |= {f"introduction_{code}": text.strip() for code, text in introductions.items()}
        return given

    def put_into(self, consultation: Consultation) -> None:
        for name, value in self.fields().items():
            setattr(consultation, name, value)
