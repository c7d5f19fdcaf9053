"""The recommendations of a review as lines of the newest layout, in the language of the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from shared.taxonomy.catalogue import Catalogue, catalogue
from shared.taxonomy.entries import Entry, State
from tenants.intake.readers.thematic_list.about import SYMBOL
from tenants.reporting.matrix.newest import Line
from tenants.reporting.matrix.word_xml import Paragraph
from tenants.tracker.models import Kind, Provenance, Recommendation, Review

COUNTED = {Provenance.SOURCE, Provenance.CONFIRMED}
Assessments = Mapping[UUID, list[Paragraph]]


def recommendations_of(review: Review) -> list[Recommendation]:
    """A review's recommendations with all the matrix prints of them, in the paper's order. Five queries."""
    found = Recommendation.objects.filter(review=review, kind=Kind.RECOMMENDATION).order_by("order", "id")
    return list(found.select_related("document").prefetch_related("recommending_states", "positions", "tags"))


def lines_of(recommendations: list[Recommendation], language: str, assessments: Assessments) -> list[Line]:
    """Lines under their themes, the themes in the order in which the paper first needs them.

    Runs with `language` active. What has no theme stands first, under no heading.
    """
    terms = catalogue()
    lines = [_line(one, language, terms, assessments.get(one.pk, [])) for one in recommendations]
    order = {theme: place for place, theme in enumerate(dict.fromkeys(line.theme for line in lines))}
    return sorted(lines, key=lambda line: (line.theme != "", order[line.theme]))


def title_of(review: Review, state: State | None) -> str:
    """The title as the lists have it: the State, cycle and session are read from it again."""
    name = state.label if state else ""
    facts = []
    if review.cycle:
        facts.append(_("Cycle %(number)s") % {"number": review.cycle})
    if review.session:
        facts.append(_("Session %(number)s") % {"number": review.session})
    told = f" ({' - '.join(facts)})" if facts else ""
    named = _("UPR of %(state)s") % {"state": name} if name else _("Universal Periodic Review (UPR)")
    return f"{named}{told} – {_('Thematic list of recommendations')}"


def subtitle_of(recommendations: list[Recommendation]) -> str:
    """The Working Group's report by its symbol, where it is known."""
    symbols = dict.fromkeys(one.document.symbol for one in recommendations if one.document and one.document.symbol)
    return _("Report of the Working Group: %(symbols)s") % {"symbols": ", ".join(symbols)} if symbols else ""


def _line(one: Recommendation, language: str, terms: Catalogue, assessment: list[Paragraph]) -> Line:
    tags: dict[str, list[Entry]] = {"theme": [], "group": [], "sdg": []}
    shelves: dict[str, Mapping[UUID, Any]] = {"theme": terms.themes, "group": terms.groups, "sdg": terms.sdgs}
    for tag in one.tags.all():
        entry = shelves[tag.kind].get(tag.term_id)
        if entry is not None and tag.provenance in COUNTED and not getattr(entry, "artefact", False):
            tags[tag.kind].append(entry)
    for entries in tags.values():
        entries.sort(key=lambda entry: entry.order)
    written = language if one.text_in(language) else one.source_language
    position = terms.position_by_code.get(one.position)
    sources = (entry.source for entry in one.positions.all() if entry.value == one.position)
    return Line(
        theme=tags["theme"][0].label if tags["theme"] else "",
        text=_text(one, written, terms),
        language=written,
        source=next((source for source in sources if SYMBOL.search(source)), ""),
        position=position.label if position else "",
        themes=[entry.label for entry in tags["theme"]],
        groups=[entry.label for entry in tags["group"]],
        goals=[f"{entry.code} - {entry.label}" for entry in tags["sdg"]],
        assessment=assessment,
    )


def _text(one: Recommendation, written: str, terms: Catalogue) -> str:
    """`140.7 Text (State) (State);`"""
    states = [terms.states[line.state_id] for line in one.recommending_states.all() if line.state_id in terms.states]
    named = " ".join(f"({state.label_in(written)})" for state in sorted(states, key=lambda state: state.order))
    ending = "؛" if written == "ar" else ";"
    text = one.text_in(written)
    return (
        f"{one.paragraph} {text.rstrip(' .')} {named}{ending}".strip() if named else f"{one.paragraph} {text}".strip()
    )


def name_of(review: Review) -> str:
    """`Cycle 4, session 48`, in the active language."""
    facts = {"cycle": review.cycle, "session": review.session}
    if review.cycle and review.session:
        return _("Cycle %(cycle)s, session %(session)s") % facts
    if review.session:
        return _("Session %(session)s") % facts
    return _("Cycle %(cycle)s") % facts if review.cycle else _("Universal Periodic Review")
