"""What the invented institutions did with their clusters: titles, notes, links, sheets, and one search for more."""

from __future__ import annotations

import json
from typing import Any

from mutabaa.demo.fiction import DATA, Words
from mutabaa.demo.rows import Rows
from tenants.members.models import Member
from tenants.tracker.actions import clusters, followup, links, priorities
from tenants.tracker.clusters.suggesting import suggest
from tenants.tracker.priorities.criteria import DEFAULTS


def gather(slug: str, rows: Rows, titles: dict[str, Words]) -> None:
    """Describe the clusters, link a chain of repeats, choose some for follow-up, fill in sheets. Institution scope."""
    by = rows.cast.analyst()
    told: dict[str, Any] = json.loads((DATA / "grouping.json").read_text(encoding="utf-8")).get(slug, {})
    for key, cluster in rows.clusters.items():
        clusters.describe_cluster(cluster=cluster, titles=titles[key], note=told.get("notes", {}).get(key, ""), by=by)
    for kind, later, earlier in told.get("links", ()):
        links.link(later=rows.recommendations[later], earlier=rows.recommendations[earlier], kind=kind, by=by)
    for key in told.get("followup", ()):
        followup.choose_for_followup(recommendation=rows.recommendations[key], chosen=True, by=by)
    for sheet in told.get("sheets", ()):
        _score(rows, sheet, by)
    suggest(lambda done, total, step: None)


def _score(rows: Rows, sheet: dict[str, Any], by: Member) -> None:
    """One sheet: marks in the order of the criteria an institution starts from, and perhaps another priority."""
    one = rows.recommendations[sheet["of"]]
    marks = {criterion.key: value for criterion, value in zip(DEFAULTS, sheet["marks"], strict=True)}
    one = priorities.mark(recommendation=one, marks=marks, by=by)
    if "by_hand" in sheet:
        priorities.prioritise(
            recommendation=one, priority=sheet["by_hand"], due_on=one.due_on, reason=sheet["reason"], by=by
        )
