"""Every facet's counts in one pass over the table.

A facet is counted over the rows that pass all the others, so that a second value can be chosen in it. A row that
fails in two facets counts nowhere and is dropped at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from shared.taxonomy.catalogue import catalogue
from tenants.tracker.listing.predicates import NEEDS, REVIEW_FACETS, ReviewLine, always, conditions, need
from tenants.tracker.listing.query import ListQuery

COLUMNS = ("position", "status", "priority")


@dataclass
class Counts:
    """How many recommendations pass, how many there are at all, and how many each value of each facet would give."""

    passing: int = 0
    of_all: int = 0
    by_facet: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def statement(query: ListQuery, known: dict[UUID, ReviewLine]) -> tuple[str, list[Any], list[str]]:
    """The counting statement, its parameters, and the names of the facets in which something is chosen."""
    chosen = conditions(query, known)
    names = list(chosen)
    given: list[Any] = []
    flags = []
    for position, name in enumerate(names):
        part, values = chosen[name]
        flags.append(f"({part}) AS p{position}")
        given += values
    extra, extra_given = always(query)
    needs = []
    needs_given: list[Any] = []
    for name in NEEDS:
        part, values = need(name)
        needs.append(f"count(*) FILTER (WHERE {part})")
        needs_given += values
    failing = " + ".join(f"(NOT p{position})::int" for position in range(len(names))) or "0"
    lateral = f" CROSS JOIN LATERAL (SELECT {', '.join(flags)}) AS chosen" if flags else ""

    def passing(*but: str) -> str:
        rest = [f"h.p{position}" for position, name in enumerate(names) if name not in but]
        return " AND ".join(rest) or "true"

    own = ", ".join(f"p{position}" for position in range(len(names)))
    hits = (
        "SELECT r.id, r.review_id, r.position, r.status, r.priority, r.accounts_diverge, r.due_on, r.for_followup"
        f"{', ' + own if own else ''} FROM tracker_recommendation r{lateral} WHERE {extra} AND ({failing}) <= 1"
    )
    parts = [
        f"SELECT 'passing', NULL, count(*), NULL::int[] FROM hits h WHERE {passing()}",
        "SELECT 'all', NULL, count(*), NULL FROM tracker_recommendation",
        # Reviews carry four facets; which of their conditions a review passes is worked out beside the database.
        f"SELECT 'review', review_id::text, count(*), NULL FROM hits h WHERE {passing(*REVIEW_FACETS)} GROUP BY 2",
    ]
    parts += [
        f"SELECT '{name}', {name}, count(*), NULL FROM hits h WHERE {passing(name)} GROUP BY 2" for name in COLUMNS
    ]
    tags = ("theme", "group", "sdg")
    same = len({passing(name) for name in tags}) == 1
    for name in ("*",) if same else tags:
        kind = "" if same else f" AND t.kind = '{name}'"
        parts.append(
            "SELECT t.kind, t.term_id::text, count(*), NULL"
            " FROM hits h JOIN tracker_tag t ON t.recommendation_id = h.id"
            f" WHERE {passing(*(() if same else (name,)))} AND t.provenance <> 'refused'{kind} GROUP BY 1, 2"
        )
    parts += [
        "SELECT 'provenance', t.provenance, count(DISTINCT t.recommendation_id), NULL FROM hits h"
        f" JOIN tracker_tag t ON t.recommendation_id = h.id WHERE {passing('provenance')}"
        " AND t.provenance <> 'refused' GROUP BY 2",
        "SELECT 'responsible', a.body_id::text, count(*), NULL FROM hits h"
        f" JOIN tracker_assignment a ON a.recommendation_id = h.id WHERE {passing('responsible')} GROUP BY 2",
        "SELECT 'assessed_by', s.assessor_kind, count(DISTINCT s.recommendation_id), NULL FROM hits h"
        " JOIN tracker_assessment s ON s.recommendation_id = h.id AND s.is_current"
        f" WHERE {passing('assessed_by')} GROUP BY 2",
        f"SELECT 'attention', NULL, 0, ARRAY[{', '.join(needs)}]::int[] FROM hits r"
        f" WHERE {passing('attention').replace('h.', 'r.')}",
    ]
    sql = f"WITH hits AS MATERIALIZED ({hits}) " + " UNION ALL ".join(parts)
    return sql, [*given, *extra_given, *needs_given], names


def count(query: ListQuery, known: dict[UUID, ReviewLine]) -> Counts:
    """Run the statement in the institution at hand."""
    sql, given, names = statement(query, known)
    counts = Counts()
    by_review: dict[UUID, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for facet, value, number, needs in cursor.fetchall():
            if facet == "passing":
                counts.passing = number
            elif facet == "all":
                counts.of_all = number
            elif facet == "review":
                by_review[UUID(value)] = number
            elif facet == "attention":
                counts.by_facet[facet].update(dict(zip(NEEDS, needs, strict=True)))
            else:
                counts.by_facet[facet][value or "none"] += number
    _spread_reviews(counts, by_review, known, query, [name for name in names if name in REVIEW_FACETS])
    return counts


def _spread_reviews(
    counts: Counts, by_review: dict[UUID, int], known: dict[UUID, ReviewLine], query: ListQuery, chosen: list[str]
) -> None:
    terms = catalogue()
    for key, number in by_review.items():
        line = known[key]
        values = {facet: line.value_of(facet, terms) for facet in REVIEW_FACETS}
        for facet in REVIEW_FACETS:
            others = (name for name in chosen if name != facet)
            if values[facet] and all(values[name] in query.chosen[name] for name in others):
                counts.by_facet[facet][values[facet]] += number
