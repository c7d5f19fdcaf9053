"""What an update is about, and how far it is, as every page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from shared.taxonomy.catalogue import catalogue
from tenants.followup.models import Update
from tenants.planning.finding import label_of
from tenants.planning.models import ActionStanding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The circle that an action's standing shares with the ladder.
ACTION_GLYPHS = {
    ActionStanding.NOT_STARTED: "not_started",
    ActionStanding.IN_PROGRESS: "in_progress",
    ActionStanding.DONE: "implemented",
    ActionStanding.ABANDONED: "not_implemented",
}


@dataclass(frozen=True)
class Value:
    """How far it is: a glyph's code and its words. A code without a glyph of its own has only words."""

    code: str
    words: StrOrPromise


def value_of(code: str) -> Value | None:
    """The words of a value that an update or a submission holds, None for none."""
    if not code:
        return None
    if code in ActionStanding.values:
        return Value(ACTION_GLYPHS[ActionStanding(code)], ActionStanding(code).label)
    found = catalogue().scale_value_by_code.get(code)
    return Value(code, found.label if found else code)


@dataclass(frozen=True)
class Line:
    """An update in a list."""

    update: Update

    @property
    def pk(self) -> UUID:
        return self.update.pk

    @cached_property
    def value(self) -> Value | None:
        return value_of(self.update.value)

    @property
    def label(self) -> str:
        one = self.update.recommendation
        return label_of(one) if one is not None else ""

    @property
    def text(self) -> str:
        about = self.update.recommendation or self.update.action
        if about is None:
            return ""
        return about.text if self.update.recommendation else about.title  # type: ignore[union-attr]

    @property
    def language(self) -> str:
        about = self.update.recommendation or self.update.action
        return about.shown_language if about is not None else ""
