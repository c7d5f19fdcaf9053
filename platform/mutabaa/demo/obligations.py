"""The invented institutions' calendars. Days are counted from the day of seeding, so no demonstration ages."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Cast, moment
from shared.taxonomy.identity import term_id
from tenants.records.audit import entry_for
from tenants.records.models import AuditEntry
from tenants.reporting.counting import DAYS_FOR_A_COMMUNICATION, sixty_days_after
from tenants.reporting.models import Obligation, Rule, Slip, Standing


@cache
def _calendars() -> dict[str, list[dict[str, Any]]]:
    return json.loads((DATA / "obligations.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def told(slug: str) -> list[dict[str, Any]]:
    """What the data file says of an institution; days as numbers from the day of seeding."""
    return _calendars()[slug]


def fill_calendar(slug: str, cast: Cast, *, language: str, at: datetime, today: date) -> None:
    """Write an institution's obligations with their slips and what the log says of them. Institution scope."""
    by = cast.coordinator()
    made: list[Obligation] = []
    slips: list[Slip] = []
    log: list[AuditEntry] = []
    for entry in told(slug):
        one = _obligation(entry, cast, at, today)
        made.append(one)
        log.append(entry_for("obligation_added", one, by=by, after={"due_on": one.due_on.isoformat()}))
        for slipped in entry.get("slips", []):
            slip = Slip(
                obligation=one,
                due_from=today + timedelta(slipped["from"]),
                due_to=today + timedelta(slipped["to"]),
                reason=slipped["reason"][language],
                by_id=by.pk,
                by_name=by.name,
                at=moment(today + timedelta(slipped["at"])),
            )
            slips.append(slip)
    for line in log:
        line.at = at
    Obligation.objects.bulk_create(made)
    Slip.objects.bulk_create(slips)
    AuditEntry.objects.bulk_create(log)


def _obligation(entry: dict[str, Any], cast: Cast, at: datetime, today: date) -> Obligation:
    one = Obligation(
        body_id=term_id("body", entry["body"]),
        kind=entry["kind"],
        reference=entry.get("reference", ""),
        owner=cast.bodies[entry["owner"]],
        created_at=at,
        changed_at=at,
        **{f"title_{code}": text for code, text in entry.get("title", {}).items()},
    )
    if "received_in_days" in entry:
        one.computed, one.rule, one.span = True, Rule.SIXTY_DAYS, DAYS_FOR_A_COMMUNICATION
        one.counted_from = today + timedelta(entry["received_in_days"])
        one.due_on = sixty_days_after(one.counted_from)
    else:
        one.due_on = today + timedelta(entry["in_days"])
    if "done_in_days" in entry:
        one.standing, one.done_on = Standing.DONE, today + timedelta(entry["done_in_days"])
    return one
