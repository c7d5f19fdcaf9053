"""The invented implementation plans, made through the plan's own actions so that they keep its rules."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from mutabaa.demo import indicators
from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Rows
from tenants.planning.actions import actions, milestones, plans, serving
from tenants.planning.content import Content
from tenants.planning.models import PlanStanding


def described(slug: str) -> dict[str, Any]:
    """An institution's plan as the data file holds it: title, standing, currency and actions."""
    return json.loads((DATA / "plans.json").read_text(encoding="utf-8"))[slug]  # type: ignore[no-any-return]


def write(slug: str, rows: Rows) -> None:
    """Make the plan of an institution whose recommendations are written. Atomicity and scope are the caller's."""
    told = described(slug)
    by = rows.cast.coordinator()
    plan = plans.start(title=told["title"], by=by)
    made = []
    for entry in told["actions"]:
        action = actions.add(plan=plan, content=_content(entry, told["currency"]), by=by)
        bodies = rows.cast.bodies
        actions.assign_bodies(
            action=action,
            lead=bodies[entry["lead"]] if entry["lead"] else None,
            supporting=[bodies[code] for code in entry["supporting"]],
            by=by,
        )
        for key in entry.get("recommendations", ()):
            serving.serve(action=action, recommendation=rows.recommendations[key], by=by)
        for key in entry.get("clusters", ()):
            serving.serve(action=action, cluster=rows.clusters[key], by=by)
        for code in entry.get("sdgs", ()):
            serving.serve(action=action, sdg_code=code, by=by)
        for words, due_on, reached_on in entry["milestones"]:
            milestone = milestones.add(action=action, words=words, due_on=date.fromisoformat(due_on), by=by)
            if reached_on:
                milestones.reach(milestone=milestone, on=_come(date.fromisoformat(reached_on)), by=by)
        since = _come(date.fromisoformat(entry["since"])) if "since" in entry else None
        actions.set_standing(action=action, standing=entry["standing"], on=since, reason=entry.get("reason", ""), by=by)
        made.append(action)
    indicators.write(slug, rows, made)
    if told["standing"] == PlanStanding.ADOPTED:
        plans.adopt(plan=plan, by=by)
    else:
        plans.move(plan=plan, standing=told["standing"], by=by)


def _content(entry: dict[str, Any], currency: str) -> Content:
    amount = Decimal(entry["budget"]) if entry.get("budget") else None
    return Content(
        **{f"title_{code}": words for code, words in entry["title"].items()},
        starts_on=_day(entry["starts"]),
        ends_on=_day(entry["ends"]),
        costs_nothing=entry.get("no_cost", False),
        budget_amount=amount,
        budget_currency=currency if amount else "",
        budget_source="".join(entry.get("source", {}).values()),
        obstacles=entry.get("obstacles", ""),
        obstacles_met_by=entry.get("met", ""),
    )


def _come(day: date) -> date:
    """A day that has come, also where the clock stands before the story."""
    return min(day, timezone.localdate())


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
