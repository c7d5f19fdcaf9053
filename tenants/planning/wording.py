"""What the fields of an action are called, and how their values read, in the history and between two versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.planning.models import ActionStanding, Frequency, IndicatorKind, PlanStanding, Wanted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES: dict[str, StrOrPromise] = {
    "title": gettext_lazy("Title"),
    "title_ar": gettext_lazy("Title in Arabic"),
    "title_en": gettext_lazy("Title in English"),
    "title_fr": gettext_lazy("Title in French"),
    "description": gettext_lazy("Description"),
    "lead": gettext_lazy("Lead body"),
    "supporting": gettext_lazy("Supporting bodies"),
    "starts_on": gettext_lazy("Begins"),
    "ends_on": gettext_lazy("Ends"),
    "costs_nothing": gettext_lazy("Needs no money of its own"),
    "budget_amount": gettext_lazy("Budget"),
    "budget_currency": gettext_lazy("Currency"),
    "budget_source": gettext_lazy("Source of the money"),
    "obstacles": gettext_lazy("Obstacles"),
    "obstacles_met_by": gettext_lazy("How they are met"),
    "standing": gettext_lazy("Standing"),
    "standing_on": gettext_lazy("Since"),
    "serves": gettext_lazy("Serves"),
    "recommendation": gettext_lazy("Recommendation"),
    "cluster": gettext_lazy("Cluster"),
    "sdg": gettext_lazy("SDG target"),
    "milestone": gettext_lazy("Milestone"),
    "milestones": gettext_lazy("Milestones"),
    "due_on": gettext_lazy("Due"),
    "reached_on": gettext_lazy("Reached"),
    "version": gettext_lazy("Version"),
    "national": gettext_lazy("Item of a national plan"),
    "carried_from": gettext_lazy("Carried from"),
    "indicator": gettext_lazy("Indicator"),
    "indicators": gettext_lazy("Indicators"),
    "name_ar": gettext_lazy("Name in Arabic"),
    "name_en": gettext_lazy("Name in English"),
    "name_fr": gettext_lazy("Name in French"),
    "kind": gettext_lazy("Kind"),
    "is_yes_no": gettext_lazy("Answered by yes or no"),
    "wanted": gettext_lazy("Direction"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_on": gettext_lazy("Day of the baseline"),
    "target": gettext_lazy("Target value"),
    "target_on": gettext_lazy("Day of the target"),
    "unit": gettext_lazy("Unit"),
    "source": gettext_lazy("Source"),
    "labels": gettext_lazy("Broken down by"),
    "frequency": gettext_lazy("Frequency"),
    "body": gettext_lazy("Body that measures"),
    "action": gettext_lazy("Action"),
    "measured": gettext_lazy("Value"),
    "on": gettext_lazy("Day it speaks of"),
}
DAYS = {"starts_on", "ends_on", "standing_on", "due_on", "reached_on", "baseline_on", "target_on", "on"}
FIGURES = {"baseline", "target", "measured"}
CHOICES = {"kind": IndicatorKind, "wanted": Wanted, "frequency": Frequency}


@dataclass(frozen=True)
class Names:
    """What the log's keys stand for, read once for all its lines."""

    bodies: Mapping[UUID, str] = field(default_factory=dict)
    recommendations: Mapping[UUID, str] = field(default_factory=dict)


def target_name(code: str) -> str:
    """An SDG target as its number and short title."""
    entry = catalogue().sdg_by_code.get(code)
    return f"{code} {entry.label}" if entry else code


def said_figure(value: str) -> str:
    """A figure as the log holds it, for a reader: yes, no, or the number as her language writes it."""
    if value in {"yes", "no"}:
        return _("yes") if value == "yes" else _("no")
    return written_number(Decimal(value), len(value.partition(".")[2]))


def said(name: str, value: Any, names: Names | None = None) -> StrOrPromise:
    """A field's value, as the log and the snapshot hold it, for a reader. Nothing for an empty one."""
    if value in (None, "", [], False):
        return ""
    names = names or Names()
    if name in DAYS:
        return written_day(date.fromisoformat(value))
    if name == "standing":
        return {**dict(PlanStanding.choices), **dict(ActionStanding.choices)}.get(value, value)
    if name in {"costs_nothing", "is_yes_no"}:
        return _("yes")
    if name in FIGURES:
        return said_figure(value)
    if name in CHOICES:
        return dict(CHOICES[name].choices).get(value, value)
    if name == "labels":
        return written_list(value)
    if name == "budget_amount":
        return written_number(Decimal(value), 2)
    if name in {"lead", "supporting", "body"}:
        keys = [UUID(one) for one in (value if isinstance(value, list) else [value])]
        return written_list([names.bodies[key] for key in keys if key in names.bodies])
    if name == "recommendation":
        return names.recommendations.get(UUID(value), "")
    if name == "sdg":
        return target_name(value)
    return str(value)
