"""Whether an action is specific, measurable, assigned, realistic and bound in time, and what it lacks.

The check advises; it keeps nobody from saving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tenants.planning.content import LANGUAGES
from tenants.planning.models import Action
from tenants.planning.verbs import begins_with_a_verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Quality(StrEnum):
    """The five qualities, in the order of their letters."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ASSIGNED = "assigned"
    REALISTIC = "realistic"
    TIME_BOUND = "time_bound"

    @property
    def label(self) -> StrOrPromise:
        return LABELS[self]


LABELS: dict[Quality, StrOrPromise] = {
    Quality.SPECIFIC: _("Specific"),
    Quality.MEASURABLE: _("Measurable"),
    Quality.ASSIGNED: _("Assigned"),
    Quality.REALISTIC: _("Realistic"),
    Quality.TIME_BOUND: _("Time-bound"),
}


@dataclass(frozen=True)
class Check:
    """One quality, and in whole sentences what is missing for it; nothing where it is met."""

    quality: Quality
    missing: list[StrOrPromise]

    @property
    def is_met(self) -> bool:
        return not self.missing


def smart(action: Action) -> list[Check]:
    """The five checks of an action read with `with_figures()` or `whole()`; no query."""
    return [
        Check(Quality.SPECIFIC, _specific(action)),
        Check(Quality.MEASURABLE, _measurable(action)),
        Check(Quality.ASSIGNED, _assigned(action)),
        Check(Quality.REALISTIC, _realistic(action)),
        Check(Quality.TIME_BOUND, _time_bound(action)),
    ]


def missing_by_quality(actions: Iterable[Action]) -> dict[Quality, int]:
    """For each quality, how many of the actions lack it."""
    return lacking(smart(action) for action in actions)


def lacking(checked: Iterable[Iterable[Check]]) -> dict[Quality, int]:
    """The same, of actions that were checked already."""
    counted: Counter[Quality] = Counter(check.quality for checks in checked for check in checks if not check.is_met)
    return {quality: counted[quality] for quality in Quality}


def _specific(action: Action) -> list[StrOrPromise]:
    found: list[StrOrPromise] = []
    titles = {code: getattr(action, f"title_{code}") for code in LANGUAGES}
    if not any(begins_with_a_verb(title, code) for code, title in titles.items() if title):
        found.append(_("Begin the title with what is done, such as “Issue”, “Train” or “Open”."))
    if not action.has_purpose:
        found.append(_("Name at least one recommendation or cluster that it serves."))
    return found


def _measurable(action: Action) -> list[StrOrPromise]:
    if action.has_whole_indicator:
        return []
    if not action.has_indicator:
        if action.first_due is None:
            return [_("Give it an indicator with baseline, target and unit.")]
        return [_("Milestones stand: they show that it moves, not what it changes. Give it an indicator as well.")]
    found: list[StrOrPromise] = []
    if not action.has_baseline:
        found.append(_("Give an indicator its baseline, with its day."))
    if not action.has_target:
        found.append(_("Give an indicator its target, with its day."))
    if not action.has_unit:
        found.append(_("Say in which unit an indicator is counted."))
    return found or [_("No indicator has baseline, target and unit together.")]


def _assigned(action: Action) -> list[StrOrPromise]:
    return [] if action.lead_id else [_("Name the body that leads it.")]


def _realistic(action: Action) -> list[StrOrPromise]:
    if action.costs_nothing or action.budget_amount is not None:
        return []
    return [_("Give its budget, or say that it needs no money of its own.")]


def _time_bound(action: Action) -> list[StrOrPromise]:
    found: list[StrOrPromise] = []
    if action.starts_on is None:
        found.append(_("Say when it begins."))
    if action.ends_on is None:
        found.append(_("Say when it ends."))
    first, last = action.first_due, action.last_due
    early = first is not None and action.starts_on is not None and first < action.starts_on
    late = last is not None and action.ends_on is not None and last > action.ends_on
    if early or late:
        found.append(_("A milestone lies outside the time of the action."))
    return found
