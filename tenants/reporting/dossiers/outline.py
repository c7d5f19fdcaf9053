"""The report as an outline: its sections with their words, and which of them stand on a page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Value, When
from django.db.models.fields import BooleanField

from tenants.reporting.models import Dossier, DossierSection, DossierStanding

# So many words stand on one page of the paper; a single section is never parted.
WORDS_ON_A_PAGE = 4000
FIELDS = ("pk", "key", "heading", "level", "words", "word_limit", "standing", "behind", "edited")


@dataclass
class Line:
    """A section in the outline."""

    pk: UUID
    key: str
    heading: str
    level: int
    words: int
    word_limit: int | None
    standing: str
    behind: bool
    edited: bool
    page: int = 1

    @property
    def is_over(self) -> bool:
        return self.word_limit is not None and self.words > self.word_limit


@dataclass
class Outline:
    """All sections of a report in order, with the figures of the whole."""

    lines: list[Line]
    limit: int | None

    @property
    def words(self) -> int:
        return sum(line.words for line in self.lines)

    @property
    def over(self) -> int:
        """Words too many; 0 where there are none or no limit."""
        return max(0, self.words - self.limit) if self.limit else 0

    @property
    def left(self) -> int:
        return max(0, self.limit - self.words) if self.limit else 0

    @property
    def pages(self) -> int:
        return self.lines[-1].page if self.lines else 1

    @property
    def signed(self) -> int:
        return sum(line.standing == DossierStanding.SIGNED for line in self.lines)

    @property
    def behind(self) -> int:
        return sum(line.behind for line in self.lines)

    def on_page(self, number: int) -> list[UUID]:
        return [line.pk for line in self.lines if line.page == number]

    def page_of(self, key: UUID) -> int:
        return next((line.page for line in self.lines if line.pk == key), 1)

    def beside(self, key: UUID) -> tuple[Line | None, Line | None]:
        """The section before and the one after."""
        at = next((at for at, line in enumerate(self.lines) if line.pk == key), 0)
        return (self.lines[at - 1] if at else None), (self.lines[at + 1] if at + 1 < len(self.lines) else None)


def outline_of(dossier: Dossier) -> Outline:
    """One query, without a text."""
    edited = Case(When(text=F("drawn"), then=Value(False)), default=Value(True), output_field=BooleanField())
    rows = DossierSection.objects.filter(dossier=dossier).annotate(edited=edited).values_list(*FIELDS)
    lines = [Line(*row) for row in rows]
    page, words = 1, 0
    for line in lines:
        if words and words + line.words > WORDS_ON_A_PAGE:
            page, words = page + 1, 0
        words += line.words
        line.page = page
    return Outline(lines, dossier.word_limit)
