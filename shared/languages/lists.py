"""Several names in one sentence."""

from collections.abc import Sequence
from itertools import pairwise

from shared.languages.direction import active_language, language_of

_ARABIC_LETTERS = range(0x0621, 0x06D4)


def _and(following: str) -> str:
    """The Arabic conjunction is written on the word; before a figure or a foreign name it stands by itself."""
    opening = next((sign for sign in following if sign.isalnum()), " ")
    return "و" if ord(opening) in _ARABIC_LETTERS and not opening.isdigit() else "و\u00a0"


def joints(items: Sequence[str], language: str | None = None) -> list[str]:
    """What stands between each item and the next (one fewer than the items): commas, then the language's "and"."""
    chosen = language_of(language) if language else active_language()
    if chosen == "ar":
        comma = "، " if len(items) > 2 else " "
        return [comma + _and(following) for _before, following in pairwise(items)]
    last = " et " if chosen == "fr" else " and "
    return [", "] * (len(items) - 2) + [last] * (len(items) > 1)


def written_list(items: Sequence[str], language: str | None = None) -> str:
    """The items as one phrase: "a, b and c", "a, b et c", "أ، وب، وج"."""
    between = [*joints(items, language), ""]
    return "".join(item + joint for item, joint in zip(items, between, strict=False))
