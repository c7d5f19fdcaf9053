"""What the list's page shows: facets with their words, chips for what is chosen, rows with their accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.languages.direction import active_language
from shared.taxonomy.catalogue import catalogue
from tenants.members.models import ResponsibleBody
from tenants.tracker.listing import again, since
from tenants.tracker.listing.facets import Counts
from tenants.tracker.listing.predicates import NONE, ReviewLine
from tenants.tracker.listing.query import FACETS, ListQuery
from tenants.tracker.models import AssessorKind, Position, Priority, Progress, Provenance, Recommendation

LEGENDS: dict[str, str | Promise] = {
    "mechanism": _("Mechanism"),
    "body": pgettext_lazy("of a mechanism", "Body"),
    "cycle": _("UPR cycle"),
    "session": _("UPR session"),
    "theme": _("Theme"),
    "group": _("Affected group"),
    "sdg": _("SDG target"),
    "responsible": _("Responsible body"),
    "status": _("Status"),
    "position": _("Position of the state"),
    "priority": _("Priority"),
    "assessed_by": _("Assessed by"),
    "provenance": _("Where the tags come from"),
    "attention": _("Needs attention"),
}
ATTENTION: dict[str, str | Promise] = {
    "unclassified": _("No theme yet"),
    "unassigned": _("No body named"),
    "unassessed": _("Not yet assessed"),
    "diverging": _("Accounts diverge"),
    "past_due": _("Past due"),
    "for_followup": _("Chosen for follow-up by the committee"),
}
SORT_WORDS: dict[str, str | Promise] = {
    "document": _("As the documents stand"),
    "relevance": _("Best match first"),
    "due": _("Due date"),
    "priority": _("Priority"),
    "score": _("Score"),
    "changed": _("Last changed"),
}
SHOWN_AT_ONCE = 6
NUMERIC = {"cycle", "session"}


@dataclass(frozen=True)
class Option:
    """One value of a facet: `status` and `position` are glyph codes where the value has one."""

    value: str
    label: str
    count: int
    selected: bool
    status: str = ""
    position: str = ""


@dataclass(frozen=True)
class Facet:
    name: str
    label: str | Promise
    options: list[Option]
    more: list[Option]


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the list without it."""

    label: str
    query: str


class Words:
    """The words for a facet's values in the reader's language."""

    def __init__(self, bodies: Mapping[UUID, ResponsibleBody]) -> None:
        self.bodies = bodies
        self.terms = catalogue()
        # Asked once: the language stands in a thread's local, and a list asks for hundreds of words.
        self.language = active_language()
        self._speakers: dict[str, Callable[[str], Any]] = {}

    def of(self, facet: str, value: str) -> str:
        """The label of a value; the value itself where nothing is known of it."""
        if value == NONE:
            return {
                "position": gettext("No position recorded"),
                "priority": gettext("No priority"),
                "status": gettext("Not yet assessed"),
            }.get(facet, gettext("None"))
        if facet not in self._speakers:
            self._speakers[facet] = self._known(facet)
        return str(self._speakers[facet](value) or value)

    def _known(self, facet: str) -> Callable[[str], Any]:
        terms = self.terms
        shelves: dict[str, Mapping[str, Any]] = {
            "mechanism": terms.mechanism_by_code,
            "body": terms.body_by_code,
            "theme": terms.theme_by_code,
            "group": terms.group_by_code,
        }
        choices = {
            "status": Progress,
            "position": Position,
            "priority": Priority,
            "assessed_by": AssessorKind,
            "provenance": Provenance,
        }
        if facet in shelves:
            shelf = shelves[facet]
            return lambda value: shelf[value].label_in(self.language) if value in shelf else None
        if facet in choices:
            return dict(choices[facet].choices).get
        if facet == "sdg":
            targets = terms.sdg_by_code
            return lambda value: f"{value} {targets[value].label_in(self.language)}" if value in targets else None
        if facet == "responsible":
            return {str(key): str(body) for key, body in self.bodies.items()}.get
        if facet == "attention":
            return ATTENTION.get
        if facet == "cycle":
            return lambda value: terms.cycle_by_code[value].label if value in terms.cycle_by_code else None
        if facet == "session":
            return lambda value: gettext("Session %(number)s") % {"number": value}
        return lambda value: None

    def code_of(self, facet: str, counted: str) -> str:
        """The value an address carries for what the database counted (terms are counted by key)."""
        shelves: dict[str, Mapping[UUID, Any]] = {
            "theme": self.terms.themes,
            "group": self.terms.groups,
            "sdg": self.terms.sdgs,
        }
        shelf = shelves.get(facet)
        if shelf is None:
            return counted
        entry = shelf.get(UUID(counted))
        return entry.code if entry else ""


ORDERED: dict[str, list[str]] = {
    "status": [*Progress.values, NONE],
    "position": [*Position.values, NONE],
    "priority": [*Priority.values, NONE],
    "assessed_by": AssessorKind.values,
    "provenance": [Provenance.SOURCE, Provenance.CONFIRMED, Provenance.SUGGESTED],
    "attention": list(ATTENTION),
}


def facets(query: ListQuery, counts: Counts, words: Words) -> list[Facet]:
    """The facets that offer a choice here; chosen values stay even where they give nothing."""
    found = []
    for name in FACETS:
        numbers = {words.code_of(name, value): number for value, number in counts.by_facet[name].items() if number}
        numbers.pop("", None)
        chosen = query.chosen.get(name, ())
        values = list(dict.fromkeys([*_in_order(name, numbers), *chosen]))
        if not values or (len(values) == 1 and not chosen and name in {"mechanism", "cycle", "provenance"}):
            continue
        options = [
            Option(
                value=value,
                label=words.of(name, value),
                count=numbers.get(value, 0),
                selected=value in chosen,
                status=value if name == "status" and value != NONE else "",
                position=value if name == "position" and value != NONE else "",
            )
            for value in values
        ]
        short = SHOWN_AT_ONCE + 2 if name in ORDERED else SHOWN_AT_ONCE
        first = [one for place, one in enumerate(options) if place < short or one.selected]
        found.append(Facet(name, LEGENDS[name], first, [one for one in options if one not in first]))
    return found


def _in_order(name: str, numbers: Mapping[str, int]) -> list[str]:
    if name in ORDERED:
        return [value for value in ORDERED[name] if value in numbers]
    if name in NUMERIC:
        return sorted(numbers, key=int, reverse=True)
    return sorted(numbers, key=lambda value: -numbers[value])


def chips(query: ListQuery, words: Words) -> list[Chip]:
    """What is chosen, each with the list that no longer asks for it."""
    found = [Chip(f"«{query.words}»", query.wordless().encode())] if query.words else []
    for name in FACETS:
        found += [
            Chip(words.of(name, value), query.without(name, value).encode()) for value in query.chosen.get(name, ())
        ]
    for name, label in (
        ("batch", gettext("One import")),
        ("cluster", gettext("One cluster")),
        ("silent", gettext("No account of your body")),
        ("count", gettext("Repeats counted once")),
    ):
        found += [Chip(label, query.without(name, value).encode()) for value in query.chosen.get(name, ())]
    for name in since.NAMES:
        found += [
            Chip(since.words(name, value), query.without(name, value).encode()) for value in query.chosen.get(name, ())
        ]
    return found


@dataclass(frozen=True)
class Account:
    """One line of a row: whose account, and what it says."""

    who: str
    progress: str


@dataclass(frozen=True)
class Row:
    """A recommendation as the list shows it."""

    one: Recommendation
    themes: list[str]
    lead: ResponsibleBody | None
    supporting: list[ResponsibleBody]
    accounts: list[Account]
    heading: str
    subheading: str
    # "Received 4 times since 2008", and how later ones stand to it.
    received: str = ""
    later: str = ""


SAYS = {
    AssessorKind.STATE: _("State reports"),
    AssessorKind.NHRI: _("NHRI finds"),
    AssessorKind.CIVIL_SOCIETY: _("Civil society finds"),
    AssessorKind.COMMITTEE: _("Committee finds"),
}


def rows(
    found: list[Recommendation],
    known: Mapping[UUID, ReviewLine],
    bodies: Mapping[UUID, ResponsibleBody],
    *,
    grouped: bool,
) -> list[Row]:
    """Rows with their words; `grouped` gives a heading where a new review begins."""
    terms = catalogue()
    made: list[Row] = []
    last: UUID | None = None
    for one in found:
        tags = [tag for tag in one.tags.all() if tag.kind == "theme" and tag.provenance != Provenance.SUGGESTED]
        assigned = list(one.assignments.all())
        heading = subheading = ""
        if grouped and one.review_id != last:
            heading, subheading = review_words(known[one.review_id], one)
            last = one.review_id
        made.append(
            Row(
                one=one,
                themes=[terms.themes[tag.term_id].label for tag in tags if tag.term_id in terms.themes],
                lead=next((bodies.get(line.body_id) for line in assigned if line.lead), None),
                supporting=[bodies[line.body_id] for line in assigned if not line.lead and line.body_id in bodies],
                accounts=_accounts(one),
                heading=heading,
                subheading=subheading,
                received=again.received_often(one),
                later=again.said_later(one),
            )
        )
    return made


def _accounts(one: Recommendation) -> list[Account]:
    current = {account.assessor_kind: account.progress for account in one.assessments.all()}
    return [Account(str(SAYS[kind]), current[kind]) for kind in AssessorKind if kind in current]


def review_words(line: ReviewLine, one: Recommendation) -> tuple[str, str]:
    """A review's name, and the symbol of its document."""
    terms = catalogue()
    body = terms.bodies.get(line.body_id)
    name = body.label if body else ""
    if body and body.code == "UPR" and line.cycle and str(line.cycle) in terms.cycle_by_code:
        name = gettext("%(review)s, %(cycle)s") % {
            "review": name,
            "cycle": terms.cycle_by_code[str(line.cycle)].label.lower(),
        }
    return name, getattr(one, "document_symbol", None) or ""
