"""Drawing a draft from the data: what each section would say today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.dates import month_names
from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.institutions.models import Institution
from tenants.reporting.dossiers import pictures
from tenants.reporting.dossiers.gathering import gather
from tenants.reporting.dossiers.papers import Paper, papers
from tenants.reporting.dossiers.parts import Draft, heading_of, words_of
from tenants.reporting.dossiers.places import Place, places
from tenants.reporting.dossiers.telling import Evidence, Teller
from tenants.reporting.models import Dossier
from tenants.tracker.locking import institution_here

Tell = Callable[[int, int, str], None]
RECOMMENDATIONS = "recommendations"
# Of the whole length; the rest is for the recommendations.
FOR_FIXED_PARTS = 0.3


@dataclass
class Drawn:
    """One section as the data has it. `word_limit` is its share of the whole, None where there is none."""

    key: str
    heading: str
    level: int
    text: str
    blocks: dict[str, Any] = field(default_factory=dict)
    word_limit: int | None = None

    @property
    def digest(self) -> str:
        """By which a page knows that what it showed is still what would be drawn."""
        return sha256(f"{self.heading}\n{self.text}".encode()).hexdigest()


@dataclass
class Drawing:
    """All sections in order, and the pieces of evidence they cite by number."""

    sections: list[Drawn]
    evidence: list[str]


@contextmanager
def in_the_words_of(dossier: Dossier, institution: Institution) -> Iterator[None]:
    """Inside, everything is written in the report's language, with the months as the institution names them."""
    with translation.override(dossier.language), month_names(institution.month_style):
        yield


def draw(dossier: Dossier, tell: Tell = lambda done, total, step: None) -> Drawing:
    """Draw every section. A bounded number of queries, however many recommendations there are."""
    institution, paper = institution_here(), papers()[dossier.kind]
    with in_the_words_of(dossier, institution):
        tell(0, 0, "gathering")
        found = gather(dossier)
        placed = places(dossier, found)
        evidence = Evidence(list(dossier.evidence))
        draft = Draft(dossier, found, placed, _name(dossier, institution), _state(institution))
        sections: list[Drawn] = []
        for part in paper.parts:
            if part == RECOMMENDATIONS:
                for done, place in enumerate(placed):
                    tell(done, len(placed), "drawing")
                    sections.append(_of_place(place, draft, evidence))
            else:
                draft.blocks = {}
                words = words_of(part, draft)
                sections.append(Drawn(f"part:{part}", heading_of(part), 1, words, draft.blocks))
    _share_out(dossier, paper, sections, placed)
    return Drawing(sections, evidence.pieces)


def _of_place(place: Place, draft: Draft, evidence: Evidence) -> Drawn:
    if place.recommendations:
        documents = {one.document_id for one in draft.found.recommendations}
        teller = Teller(draft.dossier, draft.found, evidence, len(documents) > 1)
        text = teller.section(place.recommendations)
        return Drawn(place.key, place.heading, place.level, text, teller.blocks)
    if not place.key.startswith("group:"):
        return Drawn(place.key, place.heading, place.level, _("No recommendation held here concerns this article."))
    return _of_group(place, draft)


def _of_group(place: Place, draft: Draft) -> Drawn:
    """A heading over several themes, with how far their recommendations are."""
    at = draft.placed.index(place)
    inside = []
    for one in draft.placed[at + 1 :]:
        if one.level == 1:
            break
        inside.append((one.heading, one.recommendations))
    number = sum(len(recommendations) for _heading, recommendations in inside)
    said = ngettext(
        "This part concerns %(number)s recommendation.", "This part concerns %(number)s recommendations.", number
    )
    text = said % {"number": written_number(number)}
    if len(inside) < 2:
        return Drawn(place.key, place.heading, 1, text)
    title = _("State of implementation: %(subject)s") % {"subject": place.heading}
    return Drawn(
        place.key, place.heading, 1, f"{text}\n\n[[themes]]", {"themes": pictures.by_place(draft.found, title, inside)}
    )


def _share_out(dossier: Dossier, paper: Paper, sections: list[Drawn], placed: list[Place]) -> None:
    """Give each section its words of the whole: a recommendation weighs as much as any other."""
    if not dossier.word_limit:
        return
    held = {place.key: len(place.recommendations) for place in placed}
    fixed, total = len(paper.parts) - (RECOMMENDATIONS in paper.parts), sum(held.values())
    for one in sections:
        if one.key.startswith("part:"):
            one.word_limit = round(dossier.word_limit * (FOR_FIXED_PARTS if total else 1) / fixed)
        elif held.get(one.key):
            one.word_limit = max(1, round(dossier.word_limit * (1 - FOR_FIXED_PARTS) * held[one.key] / total))


def _name(dossier: Dossier, institution: Institution) -> str:
    return dossier.body.name if dossier.body else str(institution)


def _state(institution: Institution) -> str:
    state = catalogue().states.get(institution.state_id) if institution.state_id else None
    return state.label if state else str(institution)
