"""Everything the overview counts, in one statement over the institution at hand.

The conditions are the list's own, so that a figure and the list behind it never disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from tenants.tracker.listing.predicates import need

# The order of the last columns below; each is a value of the list's `attention`.
NEEDS = ("unclassified", "unassigned", "unassessed", "diverging", "past_due")


@dataclass
class Counts:
    """Recommendations by what they have in common. Status "" means that no account speaks of progress."""

    total: int = 0
    # taxonomy body -> status -> number
    by_source: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    # responsible body -> status -> number, whether it leads or supports
    by_responsible: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    past_due_by_responsible: Counter[UUID] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)
    by_position: Counter[str] = field(default_factory=Counter)
    # taxonomy theme -> number, suggested themes included as in the list
    by_theme: Counter[UUID] = field(default_factory=Counter)
    needs: Counter[str] = field(default_factory=Counter)
    # need -> taxonomy body -> number
    needs_by_source: dict[str, Counter[UUID]] = field(default_factory=lambda: defaultdict(Counter))


def statement() -> tuple[str, list[Any]]:
    """The counting statement and its parameters. Rows: what, key, status, number, then one number for each need."""
    conditions = [need(name) for name in NEEDS]
    flags = ", ".join(f"{part} AS {name}" for name, (part, _) in zip(NEEDS, conditions, strict=True))
    counted = ", ".join(f"count(*) FILTER (WHERE c.{name})" for name in NEEDS)
    nothing = ", ".join("0" for _ in NEEDS)
    past_due_only = ", ".join("count(*) FILTER (WHERE c.past_due)" if name == "past_due" else "0" for name in NEEDS)
    sql = (
        f"WITH c AS MATERIALIZED"  # noqa: S608  made of constants only; values are parameters
        f" (SELECT r.id, r.review_id, r.status, r.position, {flags} FROM tracker_recommendation r)"
        f" SELECT 'source', v.body_id::text, c.status, count(*), {counted}"
        " FROM c JOIN tracker_review v ON v.id = c.review_id GROUP BY v.body_id, c.status"
        f" UNION ALL SELECT 'position', c.position, '', count(*), {nothing} FROM c GROUP BY c.position"
        f" UNION ALL SELECT 'theme', t.term_id::text, '', count(*), {nothing} FROM tracker_tag t"
        " WHERE t.kind = 'theme' AND t.provenance <> 'refused' GROUP BY t.term_id"
        f" UNION ALL SELECT 'responsible', a.body_id::text, c.status, count(*), {past_due_only}"
        " FROM c JOIN tracker_assignment a ON a.recommendation_id = c.id GROUP BY a.body_id, c.status"
    )
    return sql, [value for _, given in conditions for value in given]


def count() -> Counts:
    """Run the statement in the institution at hand."""
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute(*statement())
        for what, key, status, number, *needs in cursor.fetchall():
            if what == "source":
                _add_source(counts, UUID(key), status, number, needs)
            elif what == "position":
                counts.by_position[key] += number
            elif what == "theme":
                counts.by_theme[UUID(key)] += number
            else:
                counts.by_responsible[UUID(key)][status] += number
                counts.past_due_by_responsible[UUID(key)] += needs[NEEDS.index("past_due")]
    return counts


def _add_source(counts: Counts, body: UUID, status: str, number: int, needs: list[int]) -> None:
    counts.total += number
    counts.by_source[body][status] += number
    counts.by_status[status] += number
    for name, wanting in zip(NEEDS, needs, strict=True):
        counts.needs[name] += wanting
        if wanting:
            counts.needs_by_source[name][body] += wanting
