"""Which column of a list is what: told from the words of its header, whatever the year's layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenants.intake.readers.cell_text import ARABIC, language_of
from tenants.intake.readers.thematic_list.words import COLUMNS


@dataclass(frozen=True, slots=True)
class Layout:
    """Grid columns from 0 by what they hold; `width` is how many grid columns the header reaches over."""

    columns: dict[str, int]
    width: int
    language: str

    def column(self, name: str) -> int | None:
        return self.columns.get(name)


def layout_of(cells: Sequence[tuple[int, int, str]]) -> Layout | None:
    """The layout that a row announces; None when it is no header. Cells are (grid column, span, text).

    A header names the recommendation, the position, and the themes or the assessment.
    """
    columns: dict[str, int] = {}
    for column, _span, text in cells:
        if len(text) > 120:
            return None
        name = next((name for name, words in COLUMNS if words.search(text)), None)
        if name is not None and name not in columns:
            columns[name] = column
    if not ({"recommendation", "position"} <= columns.keys() and columns.keys() & {"themes", "assessment"}):
        return None
    words = " ".join(text for _column, _span, text in cells)
    return Layout(columns, max(column + span for column, span, _text in cells), _language(words))


def _language(words: str) -> str:
    """Headers are too short for small words to tell; a few of their own do."""
    if ARABIC.search(words):
        return "ar"
    lowered = words.lower()
    if "recommandation" in lowered or "thème" in lowered:
        return "fr"
    if "recomendaci" in lowered:
        return "es"
    return "en" if "recommendation" in lowered else language_of(words)
