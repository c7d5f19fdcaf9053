"""Each facet's condition in SQL. `r` is the recommendation; every value is a parameter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from shared.taxonomy.catalogue import Catalogue, catalogue
from tenants.tracker.listing import since
from tenants.tracker.listing.query import ListQuery, uuids
from tenants.tracker.models import AssessorKind, Position, Priority, Progress, Provenance, Review
from tenants.tracker.once import COUNTED

Condition = tuple[str, list[Any]]

NONE = "none"
REVIEW_FACETS = ("mechanism", "body", "cycle", "session")


@dataclass(frozen=True)
class ReviewLine:
    """One review as the facets need it; an institution has few hundred at most."""

    id: UUID
    body_id: UUID
    cycle: int | None
    session: int | None
    held_on: date | None

    def value_of(self, facet: str, terms: Catalogue) -> str:
        """This review's value in a review facet; empty where it has none."""
        body = terms.bodies.get(self.body_id)
        if facet == "mechanism":
            mechanism = terms.mechanisms.get(body.mechanism_id) if body else None
            return mechanism.code if mechanism else ""
        if facet == "body":
            return body.code if body else ""
        value = self.cycle if facet == "cycle" else self.session
        # Only the UPR's cycles and sessions are numbered across states.
        return str(value) if value is not None and body is not None and body.code == "UPR" else ""


def reviews() -> dict[UUID, ReviewLine]:
    rows = Review.objects.values_list("id", "body_id", "cycle", "session", "held_on")
    return {row[0]: ReviewLine(*row) for row in rows}


def _column(name: str, known: Sequence[str]) -> Callable[[Sequence[str]], Condition]:
    def condition(values: Sequence[str]) -> Condition:
        wanted = ["" if value == NONE else value for value in values if value == NONE or value in known]
        return f"r.{name} = ANY(%s)", [wanted]

    return condition


def _tagged(kind: str, term_ids: Callable[[Sequence[str]], list[UUID]]) -> Callable[[Sequence[str]], Condition]:
    def condition(values: Sequence[str]) -> Condition:
        return (
            "EXISTS (SELECT 1 FROM tracker_tag t WHERE t.recommendation_id = r.id AND t.kind = %s"
            " AND t.term_id = ANY(%s) AND t.provenance <> 'refused')",
            [kind, term_ids(values)],
        )

    return condition


def _themes(values: Sequence[str]) -> list[UUID]:
    terms = catalogue()
    return [terms.theme_by_code[value].id for value in values if value in terms.theme_by_code]


def _groups(values: Sequence[str]) -> list[UUID]:
    terms = catalogue()
    return [terms.group_by_code[value].id for value in values if value in terms.group_by_code]


def _sdgs(values: Sequence[str]) -> list[UUID]:
    """A goal stands for itself and all its targets."""
    terms = catalogue()
    found: list[UUID] = []
    for value in values:
        entry = terms.sdg_by_code.get(value)
        if entry:
            found += [entry.id, *(target.id for target in terms.narrower(entry))]
    return found


def _responsible(values: Sequence[str]) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM tracker_assignment a WHERE a.recommendation_id = r.id AND a.body_id = ANY(%s))",
        [uuids(values)],
    )


def _assessed_by(values: Sequence[str]) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM tracker_assessment s WHERE s.recommendation_id = r.id AND s.is_current"
        " AND s.assessor_kind = ANY(%s))",
        [[value for value in values if value in AssessorKind.values]],
    )


def _provenance(values: Sequence[str]) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM tracker_tag t WHERE t.recommendation_id = r.id AND t.provenance = ANY(%s))",
        [[value for value in values if value in Provenance.values and value != Provenance.REFUSED]],
    )


NEEDS: dict[str, str] = {
    "unclassified": "NOT EXISTS (SELECT 1 FROM tracker_tag t WHERE t.recommendation_id = r.id AND t.kind = 'theme'"
    " AND t.provenance IN ('source', 'confirmed'))",
    "unassigned": "NOT EXISTS (SELECT 1 FROM tracker_assignment a WHERE a.recommendation_id = r.id)",
    "unassessed": "r.status = ''",
    "diverging": "r.accounts_diverge",
    "past_due": "(r.due_on < %s AND r.status <> 'implemented')",
    "for_followup": "r.for_followup",
}


def need(name: str) -> Condition:
    """The condition of one thing that wants attention."""
    return NEEDS[name], [timezone.localdate()] if name == "past_due" else []


def _attention(values: Sequence[str]) -> Condition:
    parts = [need(value) for value in values if value in NEEDS]
    if not parts:
        return "false", []
    return "(" + " OR ".join(part for part, _ in parts) + ")", [one for _, given in parts for one in given]


CONDITIONS: dict[str, Callable[[Sequence[str]], Condition]] = {
    "position": _column("position", Position.values),
    "status": _column("status", Progress.values),
    "priority": _column("priority", Priority.values),
    "theme": _tagged("theme", _themes),
    "group": _tagged("group", _groups),
    "sdg": _tagged("sdg", _sdgs),
    "responsible": _responsible,
    "assessed_by": _assessed_by,
    "provenance": _provenance,
    "attention": _attention,
}


def conditions(query: ListQuery, known: dict[UUID, ReviewLine]) -> dict[str, Condition]:
    """The condition of every facet in which something is chosen."""
    found = {name: CONDITIONS[name](query.chosen[name]) for name in CONDITIONS if name in query.chosen}
    terms = catalogue()
    for name in REVIEW_FACETS:
        if name in query.chosen:
            wanted = set(query.chosen[name])
            ids = [line.id for line in known.values() if line.value_of(name, terms) in wanted]
            found[name] = ("r.review_id = ANY(%s)", [ids])
    return found


def always(query: ListQuery) -> Condition:
    """What holds for every row whichever facet is counted: the words, and the restrictions of the address."""
    changed = since.conditions(query)
    parts: list[str] = [part for part, _ in changed]
    given: list[Any] = [one for _, values in changed for one in values]
    if query.words:
        part, values = words_condition(query.words)
        parts.append(part)
        given += values
    if "batch" in query.chosen:
        parts.append("r.batch_id = ANY(%s)")
        given.append(uuids(query.chosen["batch"]))
    if "silent" in query.chosen:
        # Those of which an assessing body has not spoken yet.
        parts.append(
            "NOT EXISTS (SELECT 1 FROM tracker_assessment s WHERE s.recommendation_id = r.id AND s.is_current"
            " AND s.body_id = ANY(%s))"
        )
        given.append(uuids(query.chosen["silent"]))
    if "ids" in query.chosen:
        parts.append("r.id = ANY(%s)")
        given.append(uuids(query.chosen["ids"]))
    if "cluster" in query.chosen:
        parts.append(
            "EXISTS (SELECT 1 FROM tracker_clustermembership c WHERE c.recommendation_id = r.id"
            " AND c.cluster_id = ANY(%s))"
        )
        given.append(uuids(query.chosen["cluster"]))
    if query.counts_once:
        parts.append(COUNTED)
    return " AND ".join(parts) or "true", given


# The words read by each language's dictionary, folded as the search vector is.
TSQUERY = (
    "(websearch_to_tsquery('arabic', public.mutabaa_fold(%s))"
    " || websearch_to_tsquery('english', public.mutabaa_fold(%s))"
    " || websearch_to_tsquery('french', public.mutabaa_fold(%s)) || plainto_tsquery('simple', %s))"
)


def words_condition(words: str) -> Condition:
    """Rows that hold the words, or whose document has them as its symbol."""
    return (
        f"(r.search @@ {TSQUERY} OR r.document_id IN"
        " (SELECT d.id FROM tracker_document d WHERE d.symbol <> '' AND upper(d.symbol) LIKE upper(%s)))",
        [words, words, words, words, words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"],
    )
