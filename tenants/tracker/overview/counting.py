"""Everything the overview counts, in one statement over the institution at hand.

The conditions are the list's own, so that a figure and the list behind it never disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from shared.taxonomy.catalogue import catalogue
from tenants.tracker.listing import since
from tenants.tracker.listing.predicates import NEEDS as LIST_NEEDS
from tenants.tracker.listing.predicates import need
from tenants.tracker.listing.query import MOVES
from tenants.tracker.once import COUNTED

# Values of the list's `attention` that name something missing or waiting; the apps above add to them.
NEEDS = ["unclassified", "unassigned", "unassessed", "diverging", "past_due"]
# By what the chart of implementation may be read, beside mechanism and responsible body, which are always counted.
TAG_OF = {"theme": "theme", "group": "group", "sdg": "sdg"}
OWN = "EXISTS (SELECT 1 FROM tracker_assignment o WHERE o.recommendation_id = r.id AND o.body_id = %s)"


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
    # theme, group or goal -> status -> number, where the chart asks for it
    by_term: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    needs: Counter[str] = field(default_factory=Counter)
    # need -> taxonomy body -> number
    needs_by_source: dict[str, Counter[UUID]] = field(default_factory=lambda: defaultdict(Counter))
    # how statuses moved since a day (query.MOVES), and "added"
    changes: Counter[str] = field(default_factory=Counter)


def statement(by: str, body: UUID | None, since_day: date, *, once: bool = False) -> tuple[str, list[Any]]:
    """The counting statement and its parameters. Rows: what, key, status, number, then one number for each need.

    `by` may name a key of TAG_OF; with `body` only what that body leads or supports is counted. `once`
    leaves out what a later recommendation stands for (tenants.tracker.once).
    """
    conditions = [need(name) for name in NEEDS]
    moves = [since.moved(way, since_day) for way in MOVES]
    flags = ", ".join(f"{part} AS {name}" for name, (part, _) in zip(NEEDS, conditions, strict=True))
    counted = ", ".join(f"count(*) FILTER (WHERE c.{name})" for name in NEEDS)
    nothing = ", ".join("0" for _ in NEEDS)
    past_due_only = ", ".join("count(*) FILTER (WHERE c.past_due)" if name == "past_due" else "0" for name in NEEDS)
    narrowed = [
        *([OWN] if body else []),
        *([COUNTED] if once else []),
    ]
    where = f" WHERE {' AND '.join(narrowed)}" if narrowed else ""
    sql = (
        f"WITH c AS MATERIALIZED"  # noqa: S608  made of constants only; values are parameters
        f" (SELECT r.id, r.review_id, r.status, r.position, r.created_at, {flags} FROM tracker_recommendation r{where})"
        f" SELECT 'source', v.body_id::text, c.status, count(*), {counted}"
        " FROM c JOIN tracker_review v ON v.id = c.review_id GROUP BY v.body_id, c.status"
        f" UNION ALL SELECT 'position', c.position, '', count(*), {nothing} FROM c GROUP BY c.position"
        f" UNION ALL SELECT 'theme', t.term_id::text, '', count(*), {nothing} FROM tracker_tag t"
        " JOIN c ON c.id = t.recommendation_id"
        " WHERE t.kind = 'theme' AND t.provenance <> 'refused' GROUP BY t.term_id"
        f" UNION ALL SELECT 'responsible', a.body_id::text, c.status, count(*), {past_due_only}"
        " FROM c JOIN tracker_assignment a ON a.recommendation_id = c.id GROUP BY a.body_id, c.status"
        f" UNION ALL SELECT 'change', 'added', '', count(*), {nothing} FROM c WHERE c.created_at >= %s"
        # Few rows moved in a month: begin with them.
        f" UNION ALL SELECT 'change', w.way, '', count(*), {nothing} FROM c r"
        " JOIN (SELECT DISTINCT recommendation_id FROM tracker_statuschange WHERE at >= %s) s"
        " ON s.recommendation_id = r.id"
        f" CROSS JOIN LATERAL (VALUES {', '.join(f'(%s, {part})' for part, _ in moves)}) w(way, holds)"
        " WHERE w.holds GROUP BY w.way"
    )
    given: list[Any] = [value for _, values in conditions for value in values]
    given += [body] if body else []
    given += [since.begins(since_day), since.begins(since_day)]
    for way, (_, values) in zip(MOVES, moves, strict=True):
        given += [way, *values]
    if by in TAG_OF:
        sql += (
            f" UNION ALL SELECT 'term', g.shown::text, c.status, count(DISTINCT c.id), {nothing} FROM tracker_tag t"
            " JOIN c ON c.id = t.recommendation_id"
            " JOIN unnest(%s::uuid[], %s::uuid[]) g(term, shown) ON g.term = t.term_id"
            " WHERE t.kind = %s AND t.provenance <> 'refused' GROUP BY g.shown, c.status"
        )
        terms, shown = _shown_terms(by)
        given += [terms, shown, TAG_OF[by]]
    return sql, given


def _shown_terms(by: str) -> tuple[list[UUID], list[UUID]]:
    """Each term and the one under which it is shown: a goal holds its targets, the others hold themselves."""
    terms = catalogue()
    if by == "sdg":
        pairs = [(one.id, goal.id) for goal in terms.sdgs.values() if goal.parent_id is None for one in _under(goal)]
    else:
        known: Iterable[Any] = terms.themes.values() if by == "theme" else terms.groups.values()
        pairs = [(one.id, one.id) for one in known if not getattr(one, "artefact", False)]
    return [term for term, _ in pairs], [shown for _, shown in pairs]


def _under(goal: Any) -> list[Any]:
    """The goal and all that stands under it, as the list's facet takes it."""
    return [goal, *catalogue().narrower(goal)]


def count(*, since_day: date, by: str = "", body: UUID | None = None, once: bool = False) -> Counts:
    """Run the statement in the institution at hand."""
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute(*statement(by, body, since_day, once=once))
        for what, key, status, number, *needs in cursor.fetchall():
            if what == "source":
                _add_source(counts, UUID(key), status, number, needs)
            elif what == "position":
                counts.by_position[key] += number
            elif what == "theme":
                counts.by_theme[UUID(key)] += number
            elif what == "term":
                counts.by_term[UUID(key)][status] += number
            elif what == "change":
                counts.changes[key] += number
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


def also_missing(name: str) -> None:
    """Count one more value of the list's `attention`, which an upper app has added there, among what is missing."""
    if name not in LIST_NEEDS:
        raise LookupError(name)
    if name not in NEEDS:
        NEEDS.append(name)
