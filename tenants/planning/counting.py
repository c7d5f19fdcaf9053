"""The figures over the plan, counted by the database: standings, what the SMART check misses, and the money.

The rules of the check are those of `tenants.planning.smart`; a test holds the two together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tenants.planning.content import LANGUAGES
from tenants.planning.models.action import ActionQuerySet
from tenants.planning.smart import Quality
from tenants.planning.verbs import begins_with_a_verb

COLUMNS = (
    "id", "created_at", "title_ar", "title_en", "title_fr", "standing", "lead_id", "starts_on", "ends_on",
    "costs_nothing", "budget_amount",
)  # fmt: skip
# Of a title no more is read than says whether it begins with a deed: its first word, and that another follows.
OPENINGS = ", ".join(
    f"coalesce(substring(a.title_{code} from '^\\s*\\S+\\s+\\S'), a.title_{code})" for code in LANGUAGES
)
COUNTED = f"""
SELECT {OPENINGS}, a.standing,
    coalesce(p.has_purpose, false), coalesce(i.is_whole, false), a.lead_id IS NOT NULL,
    a.costs_nothing OR a.budget_amount IS NOT NULL,
    a.starts_on IS NOT NULL AND a.ends_on IS NOT NULL
        AND coalesce(m.first_due >= a.starts_on, true) AND coalesce(m.last_due <= a.ends_on, true),
    count(*)
FROM a
LEFT JOIN (SELECT action_id, bool_or(recommendation_id IS NOT NULL OR cluster_id IS NOT NULL) AS has_purpose
    FROM planning_actionserves GROUP BY action_id) p ON p.action_id = a.id
LEFT JOIN (SELECT action_id, min(due_on) AS first_due, max(due_on) AS last_due
    FROM planning_milestone GROUP BY action_id) m ON m.action_id = a.id
LEFT JOIN (SELECT l.action_id, bool_or((n.unit <> '' OR n.is_yes_no) AND n.baseline IS NOT NULL
        AND n.target IS NOT NULL) AS is_whole
    FROM planning_indicatorof l JOIN planning_indicator n ON n.id = l.indicator_id AND n.retired_at IS NULL
    WHERE l.action_id IS NOT NULL GROUP BY l.action_id) i ON i.action_id = a.id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""  # noqa: S608  made of constants only


@dataclass
class Counted:
    """How many actions there are, by standing, how many lack each quality, and how many lack none."""

    total: int = 0
    standings: Counter[str] = field(default_factory=Counter)
    lacking: Counter[Quality] = field(default_factory=Counter)
    whole: int = 0


def counted(actions: ActionQuerySet) -> Counted:
    """One query, over any number of actions."""
    found = Counted()
    for ar, en, fr, standing, has_purpose, *others, number in rows_about(actions, COUNTED):
        says_a_deed = any(begins_with_a_verb(words, code) for code, words in (("ar", ar), ("en", en), ("fr", fr)))
        met = (says_a_deed and has_purpose, *others)
        found.total += number
        found.standings[standing] += number
        for quality, is_met in zip(Quality, met, strict=True):
            found.lacking[quality] += 0 if is_met else number
        found.whole += number if all(met) else 0
    return found


def rows_about(actions: ActionQuerySet, statement: str, given: tuple[Any, ...] = (), before: str = "") -> list[Any]:
    """Run a statement over `a`, which holds COLUMNS of the actions; `before` may name further tables beside it."""
    chosen, values = actions.order_by().values(*COLUMNS).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"WITH a AS MATERIALIZED ({chosen}){before} {statement}", [*values, *given])
        return cursor.fetchall()
