"""The templates of reports as the data file holds them: parts, reach, length and where the length is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.languages.direction import active_language
from tenants.reporting.models import DossierKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Paper:
    """One template. `limit` is in words, None where nobody names one; unless `binding` it is only a measure.

    `mechanisms` are codes of the taxonomy whose reviews it speaks of, none for all. `arranged` is the order the
    template takes, and others that fit. `parts` are its sections in order; "recommendations" stands for those by
    theme, article or paragraph. `themes` are offered as chosen to begin with, none for all.
    """

    kind: str
    voices: tuple[str, ...]
    limit: int | None
    binding: bool
    sources: dict[str, str]
    mechanisms: tuple[str, ...]
    arranged: tuple[str, ...]
    obligations: tuple[str, ...]
    parts: tuple[str, ...]
    initial_limit: int | None = None
    chosen_paragraphs: bool = False
    themes: tuple[str, ...] = ()

    @property
    def label(self) -> StrOrPromise:
        return DossierKind(self.kind).label

    @property
    def source(self) -> str:
        """Where the length is written, in the reader's language."""
        return self.sources[active_language()]


@cache
def papers() -> dict[str, Paper]:
    """Every template by its kind, in the file's order."""
    told: dict[str, dict[str, Any]] = json.loads((DATA / "papers.json").read_text(encoding="utf-8"))
    found = {}
    for kind, given in told.items():
        lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        sources = given.pop("source")
        found[kind] = Paper(kind=kind, sources=sources, **{**given, **lists})
    return found


def papers_in(voice: str) -> list[Paper]:
    """The templates of those who speak in a voice."""
    return [one for one in papers().values() if voice in one.voices]


def paper_for(obligation_kind: str, voice: str) -> Paper | None:
    """The template of what an obligation asks for, where this voice has one."""
    return next((one for one in papers_in(voice) if obligation_kind in one.obligations), None)
