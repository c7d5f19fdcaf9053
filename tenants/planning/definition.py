"""The definition of an indicator, as a person writes it down, and whether it holds together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.planning.content import LANGUAGES
from tenants.planning.models import Frequency, Indicator, IndicatorKind, Wanted
from tenants.planning.refusals import NotAnIndicator

MOST_LABELS = 20
LONGEST_LABEL = 40


@dataclass(frozen=True)
class Definition:
    """Everything about an indicator but the body that measures it and what it speaks of."""

    name_ar: str = ""
    name_en: str = ""
    name_fr: str = ""
    kind: str = IndicatorKind.PROCESS
    is_yes_no: bool = False
    wanted: str = Wanted.HIGHER
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    unit: str = ""
    source: str = ""
    labels: tuple[str, ...] = ()
    frequency: str = Frequency.YEARLY

    @classmethod
    def of(cls, indicator: Indicator) -> Definition:
        given = {name: getattr(indicator, name) for name in cls.__dataclass_fields__}
        return cls(**{**given, "labels": tuple(indicator.labels)})

    def fields(self) -> dict[str, Any]:
        """By the names of the indicator's fields, texts without white space around them, each label once."""
        given = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()}
        return {**given, "labels": labels_in(self.labels)}


def labels_in(words: Iterable[str]) -> list[str]:
    """Each label once and in its order, without white space around it and without the empty ones."""
    return list(dict.fromkeys(label for one in words if (label := " ".join(one.split()))))


def check_definition(definition: Definition) -> None:
    """Raises NotAnIndicator when the words, figures and days do not hold together."""
    given = definition.fields()
    if not any(given[f"name_{code}"] for code in LANGUAGES):
        raise NotAnIndicator(_("Give the indicator a name in at least one language."))
    for name, choices in (("kind", IndicatorKind), ("wanted", Wanted), ("frequency", Frequency)):
        if given[name] not in choices.values:
            raise NotAnIndicator(_("Choose its kind, its direction and its frequency."))
    for figure, day in ((given["baseline"], given["baseline_on"]), (given["target"], given["target_on"])):
        if (figure is None) != (day is None):
            raise NotAnIndicator(_("A baseline or a target needs its value and its day."))
    if definition.is_yes_no:
        _check_yes_no(given)
    if definition.baseline_on and definition.target_on and definition.target_on <= definition.baseline_on:
        raise NotAnIndicator(_("The target comes after the baseline."))
    if definition.baseline is not None and definition.target is not None:
        ahead = definition.target - definition.baseline
        if ahead < 0 if definition.wanted == Wanted.HIGHER else ahead > 0:
            raise NotAnIndicator(_("The target lies on the worse side of the baseline. Look at the direction."))
    if definition.frequency == Frequency.ONCE and definition.target_on is None:
        raise NotAnIndicator(_("What is measured once needs the day of its target, for it is measured then."))
    if len(given["labels"]) > MOST_LABELS or any(len(label) > LONGEST_LABEL for label in given["labels"]):
        raise NotAnIndicator(_("An indicator has at most 20 labels, and each is short."))


def _check_yes_no(given: dict[str, Any]) -> None:
    if given["kind"] != IndicatorKind.STRUCTURAL:
        raise NotAnIndicator(_("Only a structural indicator is answered by yes or no."))
    if given["unit"] or given["labels"]:
        raise NotAnIndicator(_("An answer of yes or no has no unit and no labels."))
    if any(given[name] not in (None, 0, 1) for name in ("baseline", "target")):
        raise NotAnIndicator(_("Answer by yes or no."))
