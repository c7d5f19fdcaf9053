"""Measurements of an indicator: written down, and corrected with a reason. None is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.planning.content import written, written_figure
from tenants.planning.holding import authorise_measurement, held_indicator, past_day
from tenants.planning.measuring import SETTLED, settle
from tenants.planning.models import Indicator, Measurement
from tenants.planning.refusals import MeasuredAlready, NotAMeasurement, ReasonMissing
from tenants.records import audit


@dataclass(frozen=True)
class Reading:
    """What was found: the value and the day it speaks of, and perhaps the values of labels, a note and a source."""

    value: Decimal
    on: date
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    note: str = ""
    source: str = ""

    def fields(self) -> dict[str, Any]:
        """By the names of the measurement's fields; values of labels as texts, for JSON has no decimals."""
        return {
            "value": self.value,
            "on": self.on,
            "parts": {label: written_figure(value) for label, value in self.parts.items()},
            "note": self.note.strip(),
            "source": self.source.strip(),
        }


def _check(indicator: Indicator, reading: Reading) -> None:
    past_day(reading.on)
    if indicator.is_yes_no and reading.value not in (0, 1):
        raise NotAMeasurement(_("Answer by yes or no."))
    if any(label not in indicator.labels for label in reading.parts):
        raise NotAMeasurement(_("The indicator has no such label."))


@transaction.atomic
def measure(*, indicator: Indicator, reading: Reading, by: Member) -> Measurement:
    """Write down how the indicator stood on a day. Twice is once.

    Whoever plans may, and the focal point of the body that measures or leads. Raises Denied, BadDate for a day to
    come, NotAMeasurement, MeasuredAlready when another value stands for the day.
    """
    authorise_measurement(by, indicator)
    indicator = held_indicator(indicator, definition=False)
    if indicator.retired_at is not None:
        raise NotAMeasurement(_("The indicator is measured no longer."))
    _check(indicator, reading)
    given = reading.fields()
    standing = indicator.measurements.standing().filter(on=reading.on).first()
    if standing is not None:
        if all(getattr(standing, name) == value for name, value in given.items()):
            return standing
        raise MeasuredAlready(_("There is a measurement of this day already. Correct that one, and say why."))
    found = _written(indicator, given, by)
    audit.record("indicator_measured", indicator, by=by, after=_note(found))
    return found


@transaction.atomic
def correct(*, measurement: Measurement, reading: Reading, reason: str, by: Member) -> Measurement:
    """Put another measurement in the place of a wrong one, with the reason; both stay. The same again is once.

    Raises Denied, BadDate, NotAMeasurement, ReasonMissing, MeasuredAlready when it was corrected meanwhile or another
    measurement stands for the new day.
    """
    authorise_measurement(by, measurement.indicator)
    indicator = held_indicator(measurement.indicator, definition=False)
    _check(indicator, reading)
    if not reason.strip():
        raise ReasonMissing(_("Say why the measurement is corrected."))
    given = reading.fields()
    current = Measurement.objects.select_for_update().get(pk=measurement.pk)
    if current.replaced_at is not None:
        later = current.corrected_by
        if all(getattr(later, name) == value for name, value in given.items()) and later.reason == reason.strip():
            return later
        raise MeasuredAlready(_("Somebody corrected this measurement already. Look at it as it stands now."))
    if all(getattr(current, name) == value for name, value in given.items()):
        return current
    if indicator.measurements.standing().filter(on=reading.on).exclude(pk=current.pk).exists():
        raise MeasuredAlready(_("There is a measurement of this day already. Correct that one, and say why."))
    current.replaced_at = timezone.now()
    current.save(update_fields=["replaced_at"])
    found = _written(indicator, {**given, "corrects": current, "reason": reason.strip()}, by)
    audit.record(
        "measurement_corrected", indicator, by=by, before=_note(current), after=_note(found), reason=reason.strip()
    )
    return found


def _written(indicator: Indicator, given: Mapping[str, Any], by: Member) -> Measurement:
    found = Measurement(indicator=indicator, by_id=by.pk, by_name=by.name, **given)
    found.save(force_insert=True)
    settle(indicator)
    indicator.save(update_fields=SETTLED)
    return found


def _note(one: Measurement) -> dict[str, Any]:
    """The measurement as the log holds it."""
    return {"measured": written_figure(one.value, one.indicator.is_yes_no), "on": written(one.on)}
