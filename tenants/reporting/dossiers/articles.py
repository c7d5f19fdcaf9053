"""The articles of the core treaties under which a report is set, and the themes that belong there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from shared.taxonomy.catalogue import catalogue
from tenants.reporting.dossiers.papers import DATA


@dataclass(frozen=True)
class Article:
    """An article, or several that reports take together. `themes` are codes of the taxonomy."""

    instrument: str
    articles: str
    label_ar: str
    label_en: str
    label_fr: str
    themes: tuple[str, ...]

    def label_in(self, language: str) -> str:
        return {"ar": self.label_ar, "fr": self.label_fr}.get(language, self.label_en)


@cache
def articles_of(instrument: str) -> tuple[Article, ...]:
    """The articles of an instrument by its code in the taxonomy; none where the file does not hold it."""
    return tuple(one for one in _all() if one.instrument == instrument)


@cache
def instruments() -> tuple[str, ...]:
    """Codes of the instruments that can be reported on by article."""
    return tuple(dict.fromkeys(one.instrument for one in _all()))


def instrument_of(body_id: UUID) -> str:
    """The code of the treaty whose committee a body is, where it can be reported on by article; "" else."""
    body = catalogue().bodies.get(body_id)
    treaty = catalogue().instruments.get(body.treaty_id) if body and body.treaty_id else None
    return treaty.code if treaty and treaty.code in instruments() else ""


@cache
def _all() -> tuple[Article, ...]:
    with (DATA / "articles.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_article(row) for row in csv.DictReader(lines))


def _article(row: dict[str, str]) -> Article:
    themes = tuple(row.pop("themes").split())
    return Article(**row, themes=themes)
