"""The invented indicators and items of national plans. Days are counted from the day of seeding, so none ages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Rows
from tenants.members.models import Member
from tenants.planning.actions import indicators, measurements, national, serving
from tenants.planning.actions.measurements import Reading
from tenants.planning.definition import Definition
from tenants.planning.models import Action


def described(slug: str) -> dict[str, Any]:
    """An institution's items and indicators as the data file holds them; days as numbers from the day of seeding."""
    return json.loads((DATA / "indicators.json").read_text(encoding="utf-8"))[slug]  # type: ignore[no-any-return]


def write(slug: str, rows: Rows, actions: Sequence[Action]) -> None:
    """Write them for the plan's actions, in the order of its file. The plan is open; scope is the caller's."""
    told, by, today = described(slug), rows.cast.coordinator(), timezone.localdate()
    for entry in told["national"]:
        item = national.add(plan_name=entry["plan"], code=entry["code"], titles=entry["title"], by=by)
        for place in entry["actions"]:
            serving.serve(action=actions[place], national_item=item, by=by)
    for entry in told["indicators"]:
        _indicator(entry, rows, actions, by, today)


def _indicator(entry: dict[str, Any], rows: Rows, actions: Sequence[Action], by: Member, today: date) -> None:
    made = indicators.add(definition=_definition(entry, today), body=rows.cast.bodies[entry["body"]], by=by)
    for place in entry["actions"]:
        indicators.attach(indicator=made, action=actions[place], by=by)
    for key in entry.get("recommendations", ()):
        indicators.attach(indicator=made, recommendation=rows.recommendations[key], by=by)
    for key in entry.get("clusters", ()):
        indicators.attach(indicator=made, cluster=rows.clusters[key], by=by)
    # An assessing body has no focal point; the coordinator writes its figures down.
    focal_points = rows.cast.people.get("focal_point", [])
    measuring = next((one for one in focal_points if one.body_id == made.body_id), by)
    for days, value, parts in entry["measurements"]:
        reading = Reading(
            Decimal(value),
            today + timedelta(days),
            {label: Decimal(text) for label, text in parts.items()},
            source=entry["source"],
        )
        measurements.measure(indicator=made, reading=reading, by=measuring)


def _definition(entry: dict[str, Any], today: date) -> Definition:
    ends: dict[str, Any] = {}
    for name in ("baseline", "target"):
        if name in entry:
            value, days = entry[name]
            ends |= {name: Decimal(value), f"{name}_on": today + timedelta(days)}
    return Definition(
        **{f"name_{code}": words for code, words in entry["name"].items()},
        kind=entry["kind"],
        is_yes_no=entry.get("yes_no", False),
        wanted=entry.get("wanted", "higher"),
        unit=entry.get("unit", ""),
        source=entry["source"],
        labels=tuple(entry.get("labels", ())),
        frequency=entry["frequency"],
        **ends,
    )
