"""Which texts are alike by their words: pairs first, then groups of them. Pure, and bounded for any number of texts.

A pair is only looked at when the two share one of their rarest words, and then only with the nearest that do, so the
work grows with the number of texts and not with its square.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Mapping
from itertools import count
from typing import TypeVar

Key = TypeVar("Key")
Pair = tuple[Key, Key]

# By so many of its rarest words a text is found, among the last so many texts that share each; so many are
# compared, and the nearest so many kept.
PROBES = 8
REACH = 150
COMPARED = 20
KEPT = 8
# Share of the words, weighed by how rare they are, below which two texts are not alike.
ALIKE = 0.25
FEWEST_WORDS = 3
LARGEST = 40


def alike_pairs(
    texts: Mapping[Key, Collection[str]], tell: Callable[[int], None] = lambda done: None
) -> dict[Pair[Key], float]:
    """Pairs of texts that share words (key -> its different words), with how much, ALIKE to 1. `tell` hears how far."""
    keys = [key for key, given in texts.items() if len(frozenset(given)) >= FEWEST_WORDS]
    # Texts go by their numbers: a list of numbers is walked millions of times, and keys are slow to compare.
    words = [frozenset(texts[key]) for key in keys]
    seen = Counter(word for given in words for word in given)
    rare = {word: math.log(1 + len(words) / number) for word, number in seen.items()}
    weight = [sum(map(rare.__getitem__, given)) for given in words]
    shelves: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=REACH))
    found: dict[Pair[Key], float] = {}
    for place, given in enumerate(words):
        probes = sorted((word for word in given if seen[word] > 1), key=lambda word: (seen[word], word))[:PROBES]
        near: dict[int, float] = defaultdict(float)
        for word in probes:
            worth = rare[word]
            for other in shelves[word]:
                near[other] += worth
            shelves[word].append(place)
        shares = []
        for other in heapq.nlargest(COMPARED, near, key=near.__getitem__):
            share = sum(map(rare.__getitem__, given & words[other])) / math.sqrt(weight[place] * weight[other])
            if share >= ALIKE:
                shares.append((share, other))
        for share, other in heapq.nlargest(KEPT, shares):
            found[keys[other], keys[place]] = share
        if place % 500 == 499:
            tell(place + 1)
    return found


def groups(pairs: Mapping[Pair[Key], float]) -> list[list[Key]]:
    """Groups of two and more in which most are alike with most, grown from the surest pair on; each stands in one."""
    of: dict[Key, int] = {}
    members: dict[int, list[Key]] = {}
    beside: dict[Key, set[Key]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    numbers = count()
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], str(pair))):
        for key in (one, other):
            if key not in of:
                of[key] = next(numbers)
                members[of[key]] = [key]
        left, right = of[one], of[other]
        if left == right or len(members[left]) + len(members[right]) > LARGEST:
            continue
        few, many = sorted((left, right), key=lambda group: len(members[group]))
        between = sum(1 for key in members[few] for next_to in beside[key] if of.get(next_to) == many)
        if between * 2 < len(members[few]) * len(members[many]):
            continue
        for key in members[few]:
            of[key] = many
        members[many] += members.pop(few)
    return [group for group in members.values() if len(group) > 1]
