"""A resolver's answers, each asked for once: a file of 40,000 rows holds some 300 different names."""

from __future__ import annotations

from collections.abc import Callable

from tenants.intake.readers.cell_text import listed
from tenants.intake.readers.neutral import Term


class Remembered:
    """One kind of names, such as States."""

    def __init__(self, find: Callable[[str], Term | None]) -> None:
        self.find = find
        self.codes: dict[str, str | None] = {}
        self.lists: dict[str, tuple[tuple[str, str | None], ...]] = {}

    def code(self, text: str) -> str | None:
        """The code of the term of this name; None when there is none."""
        if text not in self.codes:
            term = self.find(text)
            self.codes[text] = None if term is None else term.code
        return self.codes[text]

    def entries(self, text: str) -> tuple[tuple[str, str | None], ...]:
        """The names in a comma list with their codes. A name that itself holds a comma is kept whole."""
        if text not in self.lists:
            self.lists[text] = tuple(listed(text, self.code))
        return self.lists[text]
