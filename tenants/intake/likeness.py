"""Which new items of a file are probably recommendations the institution has from another source.

The report itself, UPR Info and UHRI print the same recommendation with other brackets, numbers and endings, or in
another language. What is found here is only proposed: a person says whether the two are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from rapidfuzz import fuzz, process

from shared.taxonomy.catalogue import catalogue
from tenants.intake.origins import Origins, brought_for_others, origin_of
from tenants.intake.readers.cell_text import comparable
from tenants.tracker.models import Recommendation, RecommendingState

LANGUAGES = ("ar", "en", "fr")
# Measured as rapidfuzz's ratio, 0 to 100.
ALIKE, ALIKE_BY_THE_SAME_STATES, SAME_PARAGRAPH = 90, 80, 60
PLACE, WORDS = "place", "words"

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Candidate:
    """A recommendation of the list that an item is probably the same as: how it was found, and how alike the words
    are, 0 to 100; None where the two are in different languages."""

    id: UUID
    how: str
    score: int | None

    def as_json(self) -> dict[str, Any]:
        return {"id": str(self.id), "how": self.how, "score": self.score}


@dataclass
class _Held:
    """A recommendation of the list."""

    id: UUID
    paragraph: str
    texts: dict[str, str]
    states: set[UUID] = field(default_factory=set)


def candidates(wanted: Mapping[str, Said], taken: Iterable[UUID] = ()) -> dict[str, Candidate]:
    """The probable others of items the list does not know, by key. `taken` are recommendations other items are."""
    origins = Origins(origin_of(said) for said in wanted.values())
    by_review: dict[UUID, dict[str, Said]] = defaultdict(dict)
    for key, said in wanted.items():
        review = origins.review_of(origin_of(said))
        if review is not None:
            by_review[review.pk][key] = said
    free = _held(by_review.keys(), set(taken), {said["state"] for said in wanted.values() if said.get("state")})
    found: dict[str, Candidate] = {}
    for pk, items in by_review.items():
        found |= _within_one_review(items, free.get(pk, []))
    return found


def _held(reviews: Iterable[UUID], taken: set[UUID], states: set[str]) -> dict[UUID, list[_Held]]:
    """What could be meant, by review: nothing that an import brought for another State than these."""
    rows = Recommendation.objects.filter(review__in=list(reviews)).exclude(pk__in=taken)
    if states:
        rows = rows.filter(Q(batch_id=None) | ~Q(batch_id__in=brought_for_others(states)))
    by_review: dict[UUID, list[_Held]] = defaultdict(list)
    by_id: dict[UUID, _Held] = {}
    for pk, review, paragraph, *texts in rows.values_list(
        "pk", "review_id", "paragraph", "text_ar", "text_en", "text_fr"
    ).order_by("order", "pk"):
        said = {code: comparable(text) for code, text in zip(LANGUAGES, texts, strict=True) if text}
        by_id[pk] = _Held(pk, paragraph, said)
        by_review[review].append(by_id[pk])
    named = RecommendingState.objects.filter(recommendation__in=list(by_id))
    for pk, state in named.values_list("recommendation_id", "state_id"):
        by_id[pk].states.add(state)
    return by_review


def _within_one_review(items: Mapping[str, Said], held: list[_Held]) -> dict[str, Candidate]:
    """Each of the list's recommendations is proposed once, to the item it is most like."""
    by_paragraph: dict[str, list[_Held]] = defaultdict(list)
    for one in held:
        if one.paragraph:
            by_paragraph[one.paragraph].append(one)
    proposed: list[tuple[int, int, str, Candidate]] = []
    for order, (key, said) in enumerate(items.items()):
        text, states = comparable(said["text"]), _states(said)
        there = by_paragraph.get(said["paragraph"], []) if said["paragraph"] else []
        for placed in _in_its_paragraph(text, said["language"], states, there):
            proposed.append((200 + (placed.score or 100), -order, key, placed))
        for alike in _with_its_words(text, said["language"], states, held):
            proposed.append((alike.score or 0, -order, key, alike))
    found: dict[str, Candidate] = {}
    gone: set[UUID] = set()
    for _rank, _order, key, candidate in sorted(proposed, key=lambda one: one[:2], reverse=True):
        if key not in found and candidate.id not in gone:
            found[key] = candidate
            gone.add(candidate.id)
    return found


def _states(said: Said) -> set[UUID]:
    known = catalogue().state_by_code
    return {known[code].id for code in said["states"]}


def _in_its_paragraph(text: str, language: str, states: set[UUID], there: list[_Held]) -> list[Candidate]:
    """Those of the same paragraph that say the same, or that stand in another language only."""
    found = []
    for one in there:
        mine = one.texts.get(language)
        if mine is not None:
            score = round(fuzz.ratio(text, mine))
            if score >= SAME_PARAGRAPH:
                found.append(Candidate(one.id, PLACE, score))
        elif len(there) == 1 or (states and states == one.states):
            found.append(Candidate(one.id, PLACE, None))
    return found


def _with_its_words(text: str, language: str, states: set[UUID], held: list[_Held]) -> list[Candidate]:
    texts = {place: one.texts[language] for place, one in enumerate(held) if language in one.texts}
    best = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=ALIKE_BY_THE_SAME_STATES, limit=3)
    return [
        Candidate(held[place].id, WORDS, round(score))
        for _text, score, place in best
        if score >= ALIKE or (states and states & held[place].states)
    ]
