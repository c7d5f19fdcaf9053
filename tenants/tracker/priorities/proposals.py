"""Marks that follow from facts. They are only proposed: a person confirms them with the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tenants.tracker.models import Criterion, Position, Recommendation, Rule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BY_POSITION = {Position.SUPPORTED: 3, Position.SUPPORTED_IN_PART: 2, Position.NOTED: 1}


@dataclass(frozen=True)
class Proposal:
    """A mark, and the fact it follows from."""

    value: int
    because: StrOrPromise


def proposal(criterion: Criterion, recommendation: Recommendation) -> Proposal | None:
    """What the facts propose: supported 3, in part 2, noted 1; chosen for follow-up 3, else 0. None without a rule."""
    if criterion.rule == Rule.POSITION:
        value = BY_POSITION.get(Position(recommendation.position)) if recommendation.position else None
        return None if value is None else Proposal(value, recommendation.get_position_display())
    if criterion.rule == Rule.FOLLOWUP:
        if recommendation.for_followup:
            return Proposal(3, _("Chosen for follow-up by the committee"))
        return Proposal(0, _("Not chosen for follow-up"))
    return None
