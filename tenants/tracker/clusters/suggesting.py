"""Groups of recommendations that read alike, suggested for a person to confirm.

Words are compared within one language, as its dictionary reads them over folded letters (public.mutabaa_fold); the
pairs found are then compared letter by letter (pg_trgm) and by their themes. What stands in one cluster already, or
was decided before, does not come again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db import connection, transaction

from shared.isolation.turns import one_at_a_time
from shared.taxonomy.catalogue import catalogue
from tenants.tracker.clusters.decided import Decided
from tenants.tracker.clusters.likeness import Pair, alike_pairs, groups
from tenants.tracker.clusters.reasons import shared_words
from tenants.tracker.models import ClusterSuggestion, SuggestedMember, Tag

Tell = Callable[[int, int, str], None]
DICTIONARIES = {"ar": "arabic", "en": "english", "fr": "french"}
# What a shared word, a shared run of letters and a shared theme weigh in the certainty, of 100.
WORDS, LETTERS, THEME = 55, 35, 10
CERTAIN_ENOUGH = 33
AT_ONCE = 2_000
MOST_KEPT = 1_000
# A theme is a reason when so many of the group have it.
MOST_OF_THEM = 0.6


def suggest(tell: Tell) -> int:
    """Compute the suggestions anew and put them in the place of those still open. Returns how many there are.

    `tell(done, total, step)` hears how far it is. Running it again, or at once a second time, gives the same.
    """
    decided = Decided()
    best: dict[Pair[UUID], tuple[float, str]] = {}
    texts = {code: _lexemes(code) for code in DICTIONARIES}
    total, before = 2 * sum(len(found) for found in texts.values()) or 1, 0
    themes = _themes()
    for code, found in texts.items():
        pairs = alike_pairs(found, _from(tell, before, total, code))
        pairs = {pair: share for pair, share in pairs.items() if not decided.parts(*pair)}
        letters = _letters(code, pairs)
        for pair, share in pairs.items():
            shares_theme = bool(themes[pair[0]] & themes[pair[1]])
            score = WORDS * share + LETTERS * letters.get(pair, 0.0) + THEME * shares_theme
            if score >= CERTAIN_ENOUGH and score > best.get(pair, (0.0, ""))[0]:
                best[pair] = (score, code)
        before += 2 * len(found)
        tell(before, total, code)
    return _keep(best, themes, decided)


def _from(tell: Tell, before: int, total: int, step: str) -> Callable[[int], None]:
    """Tells on from what was done in the languages before."""
    return lambda done: tell(before + done, total, step)


def _lexemes(code: str) -> dict[UUID, list[str]]:
    """Each text of a language by its different words, as its dictionary gives them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, tsvector_to_array(to_tsvector('{DICTIONARIES[code]}', public.mutabaa_fold(text_{code})))"  # noqa: S608  constants only
            f" FROM tracker_recommendation WHERE text_{code} <> '' ORDER BY created_at, id"
        )
        return dict(cursor.fetchall())


def _themes() -> dict[UUID, set[UUID]]:
    """The standing themes of each, without the labels that sources apply by mistake."""
    known = catalogue().themes
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, term in Tag.objects.standing().filter(kind="theme").values_list("recommendation_id", "term_id"):
        if term in known and not known[term].artefact:
            found[key].add(term)
    return found


def _letters(code: str, pairs: Collection[Pair[UUID]]) -> dict[Pair[UUID], float]:
    """How much the letters of each pair are alike, 0 to 1, as pg_trgm's similarity() has it.

    The runs of three letters are asked for once a text; asking the database pair by pair takes twenty times as long.
    """
    keys = list({key for pair in pairs for key in pair})
    runs: dict[UUID, frozenset[int]] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(keys), AT_ONCE):
            cursor.execute(
                f"SELECT id, show_trgm(public.mutabaa_fold(text_{code})) FROM tracker_recommendation"  # noqa: S608
                " WHERE id = ANY(%s)",
                [keys[start : start + AT_ONCE]],
            )
            # Numbers compare faster than strings and take less room.
            runs |= {key: frozenset(map(hash, found)) for key, found in cursor.fetchall()}
    found = {}
    for one, other in pairs:
        same = len(runs[one] & runs[other])
        found[one, other] = same / (len(runs[one]) + len(runs[other]) - same or 1)
    return found


@transaction.atomic
def _keep(best: dict[Pair[UUID], tuple[float, str]], themes: dict[UUID, set[UUID]], decided: Decided) -> int:
    one_at_a_time("cluster suggestions")
    beside: dict[UUID, dict[UUID, tuple[float, str]]] = defaultdict(dict)
    for (one, other), found in best.items():
        beside[one][other] = beside[other][one] = found
    suggestions, members = [], []
    for group in groups({pair: score for pair, (score, _code) in best.items()}):
        here = set(group)
        inside = {key: [found for other, found in beside[key].items() if other in here] for key in group}
        by_member = {key: round(sum(score for score, _ in found) / len(found)) for key, found in inside.items()}
        languages = Counter(code for found in inside.values() for _, code in found)
        made = ClusterSuggestion(
            score=min(100, round(sum(by_member.values()) / len(group))),
            size=len(group),
            language=languages.most_common(1)[0][0],
            theme_ids=[str(term) for term in _of_most((themes[key] for key in group), len(group))],
            cluster_id=decided.cluster_of_most(group),
        )
        suggestions.append(made)
        members += [SuggestedMember(suggestion=made, recommendation_id=key, score=by_member[key]) for key in group]
    suggestions = sorted(suggestions, key=lambda one: (-one.score, -one.size))[:MOST_KEPT]
    kept = {one.pk for one in suggestions}
    members = [one for one in members if one.suggestion_id in kept]
    shared_words(suggestions, members)
    ClusterSuggestion.objects.open().delete()
    ClusterSuggestion.objects.bulk_create(suggestions, batch_size=500)
    SuggestedMember.objects.bulk_create(members, batch_size=1000)
    return len(suggestions)


def _of_most(sets: Iterable[set[UUID]], number: int) -> list[UUID]:
    counted = Counter(term for found in sets for term in found)
    return [term for term, times in counted.most_common(3) if times >= MOST_OF_THEM * number]
