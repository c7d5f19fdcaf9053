"""Which of a review's recommendations a row of a list is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tenants.intake.readers.cell_text import comparable
from tenants.intake.readers.neutral import NeutralRow
from tenants.tracker.models import Recommendation

LANGUAGES = ("ar", "en", "fr")


class Pairing:
    """Pairs by paragraph and text; by text alone, or by paragraph alone, where that names only one."""

    def __init__(self, recommendations: Iterable[Recommendation]) -> None:
        self.exact: dict[tuple[str, str], Recommendation] = {}
        self.by_text: defaultdict[str, set[Recommendation]] = defaultdict(set)
        self.by_paragraph: defaultdict[str, set[Recommendation]] = defaultdict(set)
        for one in recommendations:
            self.by_paragraph[one.paragraph].add(one)
            for text in {comparable(one.text_in(code)) for code in LANGUAGES} - {""}:
                self.exact[one.paragraph, text] = one
                self.by_text[text].add(one)

    def find(self, row: NeutralRow) -> Recommendation | None:
        """The recommendation the row prints, or None."""
        text = comparable(row.text)
        if (row.paragraph, text) in self.exact:
            return self.exact[row.paragraph, text]
        for candidates in (self.by_text.get(text), self.by_paragraph.get(row.paragraph) if row.paragraph else None):
            if candidates is not None and len(candidates) == 1:
                return next(iter(candidates))
        return None
