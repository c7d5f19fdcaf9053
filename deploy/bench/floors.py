"""SQL written by hand for the content of the measured pages: what they cannot be faster than."""

from __future__ import annotations

from typing import Any
from uuid import UUID

LIST_FACETS = """
WITH h AS MATERIALIZED (
    SELECT r.id, r.review_id, r.position, r.status, r.priority, r.accounts_diverge, r.due_on,
           r.review_id = ANY(%(reviews)s) AS pm, r.position = 'supported' AS pp
    FROM tracker_recommendation r
    WHERE (r.review_id = ANY(%(reviews)s)) OR (r.position = 'supported'))
SELECT 'n', NULL, count(*) FROM h WHERE pm AND pp
UNION ALL SELECT 'all', NULL, count(*) FROM tracker_recommendation
UNION ALL SELECT 'review', review_id::text, count(*) FROM h WHERE pp GROUP BY 2
UNION ALL SELECT 'position', position, count(*) FROM h WHERE pm GROUP BY 2
UNION ALL SELECT 'status', status, count(*) FROM h WHERE pm AND pp GROUP BY 2
UNION ALL SELECT 'priority', priority, count(*) FROM h WHERE pm AND pp GROUP BY 2
UNION ALL SELECT t.kind, t.term_id::text, count(*) FROM h JOIN tracker_tag t ON t.recommendation_id = h.id
    WHERE pm AND pp AND t.provenance <> 'refused' GROUP BY 1, 2
UNION ALL SELECT 'provenance', t.provenance, count(DISTINCT t.recommendation_id) FROM h
    JOIN tracker_tag t ON t.recommendation_id = h.id WHERE pm AND pp AND t.provenance <> 'refused' GROUP BY 2
UNION ALL SELECT 'body', a.body_id::text, count(*) FROM h JOIN tracker_assignment a ON a.recommendation_id = h.id
    WHERE pm AND pp GROUP BY 2
UNION ALL SELECT 'by', s.assessor_kind, count(DISTINCT s.recommendation_id) FROM h
    JOIN tracker_assessment s ON s.recommendation_id = h.id AND s.is_current WHERE pm AND pp GROUP BY 2
UNION ALL SELECT 'needs', NULL, count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM tracker_tag t
        WHERE t.recommendation_id = h.id AND t.kind = 'theme' AND t.provenance IN ('source', 'confirmed')))
    + count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM tracker_assignment a WHERE a.recommendation_id = h.id))
    + count(*) FILTER (WHERE status = '') + count(*) FILTER (WHERE accounts_diverge)
    + count(*) FILTER (WHERE due_on < current_date AND status <> 'implemented') FROM h WHERE pm AND pp
"""

LIST_ROWS = """
SELECT r.id, r.paragraph, r.text_ar, r.text_en, r.text_fr, r.source_language, r.position, r.status, r.due_on, d.symbol
FROM tracker_recommendation r JOIN tracker_review v ON v.id = r.review_id
    LEFT JOIN tracker_document d ON d.id = r.document_id
WHERE r.review_id = ANY(%(reviews)s) AND r.position = 'supported'
ORDER BY v.held_on DESC NULLS LAST, r.review_id, r."order", r.id LIMIT 25
"""

SEARCH_ROWS = """
SELECT r.id, r.paragraph, r.text_ar, r.text_en, r.text_fr, r.source_language, r.position, r.status, r.due_on, d.symbol
FROM (SELECT websearch_to_tsquery('arabic', public.mutabaa_fold(%(words)s))
        || websearch_to_tsquery('english', public.mutabaa_fold(%(words)s))
        || websearch_to_tsquery('french', public.mutabaa_fold(%(words)s)) AS q) w,
     tracker_recommendation r LEFT JOIN tracker_document d ON d.id = r.document_id
WHERE r.search @@ w.q ORDER BY ts_rank_cd(r.search, w.q, 1) DESC, r.review_id, r."order", r.id LIMIT 25
"""

SEARCH_FACETS = LIST_FACETS.replace(
    "WHERE (r.review_id = ANY(%(reviews)s)) OR (r.position = 'supported'))",
    "WHERE r.search @@ (websearch_to_tsquery('arabic', public.mutabaa_fold(%(words)s))"
    " || websearch_to_tsquery('english', public.mutabaa_fold(%(words)s))"
    " || websearch_to_tsquery('french', public.mutabaa_fold(%(words)s))))",
).replace("r.review_id = ANY(%(reviews)s) AS pm, r.position = 'supported' AS pp", "true AS pm, true AS pp")

OF_ROWS = (
    "SELECT recommendation_id, kind, term_id, provenance FROM tracker_tag WHERE recommendation_id = ANY(%(ids)s)",
    "SELECT recommendation_id, body_id, lead FROM tracker_assignment WHERE recommendation_id = ANY(%(ids)s)",
    "SELECT recommendation_id, assessor_kind, progress FROM tracker_assessment"
    " WHERE recommendation_id = ANY(%(ids)s) AND is_current",
)

OVERVIEW = """
WITH c AS MATERIALIZED (SELECT r.id, r.review_id, r.status, r.position,
    NOT EXISTS (SELECT 1 FROM tracker_tag t WHERE t.recommendation_id = r.id AND t.kind = 'theme'
        AND t.provenance IN ('source', 'confirmed')) AS unclassified,
    NOT EXISTS (SELECT 1 FROM tracker_assignment a WHERE a.recommendation_id = r.id) AS unassigned,
    r.accounts_diverge AS diverging, (r.due_on < current_date AND r.status <> 'implemented') AS past_due
    FROM tracker_recommendation r)
SELECT 'source', v.body_id::text, c.status, count(*), count(*) FILTER (WHERE unclassified),
    count(*) FILTER (WHERE unassigned), count(*) FILTER (WHERE diverging), count(*) FILTER (WHERE past_due)
    FROM c JOIN tracker_review v ON v.id = c.review_id GROUP BY v.body_id, c.status
UNION ALL SELECT 'position', c.position, '', count(*), 0, 0, 0, 0 FROM c GROUP BY c.position
UNION ALL SELECT 'theme', t.term_id::text, '', count(*), 0, 0, 0, 0 FROM tracker_tag t
    WHERE t.kind = 'theme' AND t.provenance <> 'refused' GROUP BY t.term_id
UNION ALL SELECT 'responsible', a.body_id::text, c.status, count(*), 0, 0, 0, count(*) FILTER (WHERE past_due)
    FROM c JOIN tracker_assignment a ON a.recommendation_id = c.id GROUP BY a.body_id, c.status
UNION ALL SELECT 'moved', m.before, c.status, count(*), 0, 0, 0, 0 FROM (
    SELECT DISTINCT ON (s.recommendation_id) s.recommendation_id, s.before FROM tracker_statuschange s
    WHERE s.at >= current_date - 30 ORDER BY s.recommendation_id, s.at, s.id) m
    JOIN c ON c.id = m.recommendation_id GROUP BY m.before, c.status
"""


PLAN_FIGURES = """
SELECT a.standing, a.budget_currency, count(*), sum(a.budget_amount),
    count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM planning_actionserves s WHERE s.action_id = a.id
        AND (s.recommendation_id IS NOT NULL OR s.cluster_id IS NOT NULL))),
    count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM planning_indicatorof o JOIN planning_indicator i
        ON i.id = o.indicator_id WHERE o.action_id = a.id AND i.retired_at IS NULL)),
    count(*) FILTER (WHERE a.lead_id IS NULL),
    count(*) FILTER (WHERE a.budget_amount IS NULL AND NOT a.costs_nothing),
    count(*) FILTER (WHERE a.starts_on IS NULL OR a.ends_on IS NULL OR EXISTS (SELECT 1 FROM planning_milestone m
        WHERE m.action_id = a.id AND (m.due_on < a.starts_on OR m.due_on > a.ends_on)))
FROM planning_action a JOIN planning_plan p ON p.id = a.plan_id AND p.is_current GROUP BY 1, 2
"""

PLAN_ROWS = """
SELECT a.id, a.title_ar, a.title_en, a.title_fr, a.standing, a.starts_on, a.ends_on, b.name_ar, b.name_en,
    (SELECT count(*) FROM planning_actionserves s WHERE s.action_id = a.id)
FROM planning_action a JOIN planning_plan p ON p.id = a.plan_id AND p.is_current
    LEFT JOIN members_responsiblebody b ON b.id = a.lead_id
ORDER BY a.created_at, a.id LIMIT 25
"""

PLAN_IN_TIME = """
SELECT x.*, m.words, m.due_on, m.reached_on FROM (
    SELECT a.id, a.title_ar, a.standing, a.starts_on, a.ends_on, b.name_ar FROM planning_action a
    JOIN planning_plan p ON p.id = a.plan_id AND p.is_current LEFT JOIN members_responsiblebody b ON b.id = a.lead_id
    ORDER BY b.name_ar, a.starts_on, a.ends_on, a.created_at, a.id LIMIT 25) x
LEFT JOIN planning_milestone m ON m.action_id = x.id
"""


def read(cursor: Any, statements: tuple[str, ...]) -> None:
    """Run the statements one after another and fetch what they give."""
    for statement in statements:
        cursor.execute(statement)
        cursor.fetchall()


def page_of(cursor: Any, statements: tuple[str, ...], given: dict[str, Any]) -> list[UUID]:
    """Run the facets and the rows, then what belongs to the rows; returns the rows' keys."""
    for statement in statements:
        cursor.execute(statement, given)
        rows = cursor.fetchall()
    ids = [row[0] for row in rows]
    for statement in OF_ROWS:
        cursor.execute(statement, {"ids": ids})
        cursor.fetchall()
    return ids
