"""One page of the list, and the places before and after a recommendation in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from tenants.tracker.listing.predicates import TSQUERY, ReviewLine, always, conditions
from tenants.tracker.listing.query import PAGE_SIZE, ListQuery
from tenants.tracker.models import Assessment, Assignment, Recommendation, Tag

ORDERS: dict[str, str] = {
    "document": 'v.held_on DESC NULLS LAST, r.review_id, r."order", r.id',
    "due": 'r.due_on ASC NULLS LAST, r.review_id, r."order", r.id',
    "priority": (
        "array_position(ARRAY['high','medium','low'], r.priority::text) NULLS LAST, r.review_id, r.\"order\", r.id"
    ),
    "score": 'r.priority_score DESC NULLS LAST, r.review_id, r."order", r.id',
    "changed": "r.changed_at DESC, r.id",
}


# How often a row was received, since which year, and how later ones stand to it: read with the row, over any number
# of repeats and in whatever direction. A circle ends, for UNION drops what was found before.
SAID_AGAIN = """
(WITH RECURSIVE family(id) AS (
    SELECT r.id
    UNION
    SELECT n.id FROM family f CROSS JOIN LATERAL (
        SELECT earlier_id AS id FROM tracker_link WHERE later_id = f.id AND kind = 'repeats'
        UNION ALL SELECT later_id FROM tracker_link WHERE earlier_id = f.id AND kind = 'repeats'
    ) n
) SELECT json_build_array(count(*), min(extract(year FROM w.held_on)::int)) FROM family
    JOIN tracker_recommendation m ON m.id = family.id JOIN tracker_review w ON w.id = m.review_id) AS received,
(SELECT array_agg(DISTINCT kind) FROM tracker_link WHERE earlier_id = r.id) AS later_kinds
"""
COLUMNS = ", ".join(
    f'r."{column.column}"' for column in Recommendation._meta.concrete_fields if column.name != "search"
)
WHAT_A_ROW_SHOWS = (
    Prefetch("tags", Tag.objects.shown()),
    Prefetch("assignments", Assignment.objects.order_by("-lead", "since")),
    Prefetch("assessments", Assessment.objects.current()),
)


def ordered_ids(
    query: ListQuery, known: dict[UUID, ReviewLine], *, limit: int | None, offset: int = 0
) -> tuple[str, list[Any]]:
    """A statement that gives the keys of the list in its order."""
    extra, given = always(query)
    parts = [extra]
    for part, values in conditions(query, known).values():
        parts.append(part)
        given += values
    if query.sorting == "relevance":
        order = f'ts_rank_cd(r.search, {TSQUERY}, 1) DESC, r.review_id, r."order", r.id'
        given += [query.words] * 4
    else:
        order = ORDERS[query.sorting]
    join = " JOIN tracker_review v ON v.id = r.review_id" if query.sorting == "document" else ""
    sql = f"SELECT r.id FROM tracker_recommendation r{join} WHERE {' AND '.join(parts)} ORDER BY {order}"
    if limit is not None:
        sql += " LIMIT %s OFFSET %s"
        given += [limit, offset]
    return sql, given


def all_ids(query: ListQuery, known: dict[UUID, ReviewLine]) -> list[UUID]:
    """The keys of the whole list in its order."""
    sql, given = ordered_ids(query, known, limit=None)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [row[0] for row in cursor.fetchall()]


def page(query: ListQuery, known: dict[UUID, ReviewLine]) -> list[Recommendation]:
    """The rows of the asked page, with what a row shows, in order."""
    sql, given = ordered_ids(query, known, limit=PAGE_SIZE, offset=(query.page - 1) * PAGE_SIZE)
    found = list(
        Recommendation.objects.raw(
            f"SELECT {COLUMNS}, d.symbol AS document_symbol, {SAID_AGAIN}"
            f" FROM (SELECT id, row_number() OVER () AS place FROM ({sql}) AS listed) AS page"
            " JOIN tracker_recommendation r ON r.id = page.id"
            " LEFT JOIN tracker_document d ON d.id = r.document_id ORDER BY page.place",
            given,
        )
    )
    prefetch_related_objects(found, *WHAT_A_ROW_SHOWS)
    return found


def with_what_a_row_shows(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Document, tags, bodies and current accounts in a fixed number of queries."""
    return found.select_related("document").prefetch_related(*WHAT_A_ROW_SHOWS)


@dataclass(frozen=True)
class Neighbours:
    """Where a recommendation stands in a list. `position` counts from 1."""

    previous_id: UUID | None
    next_id: UUID | None
    position: int
    total: int


def neighbours(query: ListQuery, known: dict[UUID, ReviewLine], pk: UUID) -> Neighbours | None:
    """The places beside a recommendation in a list, None when it is not in it. One query, few rows back."""
    sql, given = ordered_ids(query, known, limit=None)
    before_order, order = sql.rsplit(" ORDER BY ", 1)
    numbered = before_order.replace(
        "SELECT r.id FROM",
        "SELECT r.id, row_number() OVER w AS n, lag(r.id) OVER w AS before, lead(r.id) OVER w AS after,"
        " count(*) OVER () AS total FROM",
        1,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT before, after, n, total FROM ({numbered} WINDOW w AS (ORDER BY {order})) AS list WHERE id = %s",
            [*given, pk],
        )
        row = cursor.fetchone()
    return Neighbours(*row) if row else None
