"""Two texts laid over each other."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest

from tenants.intake.facing import Piece, difference


def laid_over(before: str, after: str) -> list[list[Piece]]:
    """Two texts laid over each other: paragraph against paragraph, and word by word inside those that changed."""
    old, new = before.split("\n\n"), after.split("\n\n")
    found: list[list[Piece]] = []
    for how, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found += [[Piece("same", words)] for words in old[i:j]]
        else:
            found += [difference(*pair) for pair in zip_longest(old[i:j], new[k:m], fillvalue="")]
    return [pieces for pieces in found if pieces]
