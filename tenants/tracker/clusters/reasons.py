"""The words that a suggestion's recommendations share, as the texts write them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from tenants.tracker.models import ClusterSuggestion, Recommendation, SuggestedMember

MOST_WORDS = 6
SHORTEST = 3
AT_ONCE = 5_000
DICTIONARIES = {"ar": "arabic", "en": "english", "fr": "french"}
WORD = re.compile(r"[^\W\d_]+(?:[ً-ْ][^\W\d_]*)*")


def shared_words(suggestions: Sequence[ClusterSuggestion], members: Iterable[SuggestedMember]) -> None:
    """Write into each suggestion up to six words that most of its texts share, the rarest of all first."""
    groups: dict[UUID, list[UUID]] = defaultdict(list)
    for one in members:
        groups[one.suggestion_id].append(one.recommendation_id)
    by_language: dict[str, list[ClusterSuggestion]] = defaultdict(list)
    for suggestion in suggestions:
        by_language[suggestion.language].append(suggestion)
    for code, those in by_language.items():
        keys = {key for suggestion in those for key in groups[suggestion.pk]}
        rows = Recommendation.objects.filter(pk__in=keys).values_list("pk", f"text_{code}")
        words = {key: {word for word in WORD.findall(text) if len(word) >= SHORTEST} for key, text in rows}
        stems = _stems(code, {word for given in words.values() for word in given})
        everywhere = Counter(stem for given in words.values() for stem in {stems.get(word, "") for word in given})
        for suggestion in those:
            suggestion.words = _shared([words[key] for key in groups[suggestion.pk]], stems, everywhere)


def _shared(texts: list[set[str]], stems: dict[str, str], everywhere: Counter[str]) -> list[str]:
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for given in texts:
        for word in given:
            if stems.get(word):
                written[stems[word]][word] += 1
    most = [stem for stem, found in written.items() if found.total() * 5 >= len(texts) * 3]
    most.sort(key=lambda stem: (-written[stem].total(), everywhere[stem], stem))
    return [written[stem].most_common(1)[0][0] for stem in most[:MOST_WORDS]]


def _stems(code: str, words: set[str]) -> dict[str, str]:
    """Each word as the dictionary reads it; words that say nothing are left out."""
    found: dict[str, str] = {}
    ordered = sorted(words)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), AT_ONCE):
            cursor.execute(
                f"SELECT word, (tsvector_to_array(to_tsvector('{DICTIONARIES[code]}', public.mutabaa_fold(word))))[1]"  # noqa: S608
                " FROM unnest(%s::text[]) AS word",
                [ordered[start : start + AT_ONCE]],
            )
            found |= {word: stem for word, stem in cursor.fetchall() if stem}
    return found
