"""Actions under each theme of what they serve, by itself or through a cluster; the largest theme first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.planning.counting import rows_about
from tenants.planning.models.action import ActionQuerySet
from tenants.tracker.models import TagKind
from tenants.tracker.models.classification import Provenance

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAIRS = """,
s AS (
    SELECT l.action_id, l.recommendation_id FROM planning_actionserves l JOIN a ON a.id = l.action_id
    WHERE l.recommendation_id IS NOT NULL
    UNION SELECT l.action_id, m.recommendation_id FROM planning_actionserves l JOIN a ON a.id = l.action_id
    JOIN tracker_clustermembership m ON m.cluster_id = l.cluster_id),
p AS MATERIALIZED (
    SELECT DISTINCT s.action_id, t.term_id FROM s JOIN tracker_tag t ON t.recommendation_id = s.recommendation_id
    WHERE t.kind = %s AND t.provenance IN (%s, %s) AND t.term_id = ANY(%s))
"""
NUMBERS = """
SELECT term_id, count(*) FROM p GROUP BY term_id
UNION ALL SELECT NULL, count(*) FROM a WHERE a.id NOT IN (SELECT action_id FROM p)
"""
A_PAGE = """
SELECT x.term_id, x.id FROM (
    SELECT p.term_id, a.id, a.created_at, o.place FROM p JOIN a ON a.id = p.action_id
    JOIN unnest(%s::uuid[]) WITH ORDINALITY o(term_id, place) ON o.term_id = p.term_id
    UNION ALL SELECT NULL, a.id, a.created_at, NULL FROM a WHERE a.id NOT IN (SELECT action_id FROM p)) x
ORDER BY x.place NULLS LAST, x.created_at, x.id LIMIT %s OFFSET %s
"""


class UnderThemes:
    """The actions under their themes, one place for each pair, as a paginator asks for them.

    `headings` holds each theme's name and number in order, under None what has no theme. One query here, one a page.
    """

    def __init__(self, actions: ActionQuerySet) -> None:
        self._actions = actions
        themes = catalogue().themes
        self._known = (TagKind.THEME, Provenance.SOURCE, Provenance.CONFIRMED, list(themes))
        numbers = dict(rows_about(actions, NUMBERS, self._known, before=PAIRS))
        untold = numbers.pop(None, 0)
        ordered = sorted(numbers, key=lambda term: (-numbers[term], str(themes[term].label)))
        self.headings: dict[UUID | None, tuple[StrOrPromise, int]] = {
            term: (themes[term].label, numbers[term]) for term in ordered
        }
        self.headings[None] = (_("No theme yet"), untold)

    def __len__(self) -> int:
        return sum(number for _label, number in self.headings.values())

    def __getitem__(self, part: slice) -> list[tuple[UUID | None, UUID]]:
        """Theme and action of the places from `part.start` to `part.stop`."""
        order = [term for term in self.headings if term is not None]
        window = (order, part.stop - part.start, part.start)
        return rows_about(self._actions, A_PAGE, (*self._known, *window), before=PAIRS)
