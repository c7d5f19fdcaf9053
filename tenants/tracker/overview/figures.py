"""The counts as the page shows them: labelled, ordered, each with the address of the list behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shared.taxonomy.catalogue import Catalogue, catalogue
from tenants.members.models import ResponsibleBody
from tenants.tracker.listing.facing import ATTENTION
from tenants.tracker.models import Position, Progress
from tenants.tracker.overview.addresses import Lists
from tenants.tracker.overview.counting import NEEDS, Counts

# Rungs of the chart's ladder, in its order.
RUNG_OF = {
    Progress.IMPLEMENTED: "done",
    Progress.PARTLY: "part",
    Progress.IN_PROGRESS: "going",
    Progress.NOT_STARTED: "none",
    Progress.NOT_IMPLEMENTED: "not",
}
# Mechanisms whose bodies are told apart; the others stand as one line each.
TOLD_APART = ("TB", "REG")
# So many accounts at least give a body a line of its own.
ENOUGH = 5
TOP_THEMES = 10


@dataclass(frozen=True)
class Figure:
    """A number with its words and the list behind it. `code` draws a glyph: a rung of the chart, or a position."""

    label: str
    count: int
    url: str
    code: str = ""
    percent: int = 0
    # Lines under this one, such as the bodies of a mechanism.
    parts: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Progressing:
    """One line of a chart: how many stand on each rung, and where the list of each figure is."""

    label: str
    counts: dict[str, int]
    url: str
    urls: dict[str, str]
    without_account: int = 0

    @property
    def assessed(self) -> int:
        return sum(self.counts.values())

    def as_row(self) -> dict[str, Any]:
        """What the chart takes."""
        return {"label": self.label, "counts": self.counts, "url": self.url, "urls": self.urls}


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


class Figures:
    """Everything counted about the recommendations of the institution at hand."""

    def __init__(self, counts: Counts, *, body: UUID | None = None, once: bool = False) -> None:
        """`body` and `once` say to what the counts are narrowed, if they are, as in `counting.statement`."""
        self.counts = counts
        self.terms: Catalogue = catalogue()
        self.lists = Lists(({"responsible": str(body)} if body else {}) | ({"count": "once"} if once else {}))

    @property
    def total(self) -> int:
        return self.counts.total

    @cached_property
    def bodies(self) -> dict[UUID, ResponsibleBody]:
        """The responsible bodies by key, in one query."""
        return {body.pk: body for body in ResponsibleBody.objects.all()}

    @cached_property
    def by_mechanism(self) -> list[Figure]:
        """How many, from whom: mechanisms with their bodies, the most first."""
        grouped: dict[UUID, list[Figure]] = defaultdict(list)
        for key, statuses in sorted(self.counts.by_source.items(), key=lambda pair: self.terms.bodies[pair[0]].order):
            body = self.terms.bodies[key]
            grouped[body.mechanism_id].append(
                Figure(self.body_name(key), statuses.total(), self.lists.of(body=body.code))
            )
        found = []
        for mechanism_id, parts in grouped.items():
            mechanism = self.terms.mechanisms[mechanism_id]
            parts.sort(key=lambda part: -part.count)
            found.append(
                Figure(
                    mechanism.label,
                    sum(part.count for part in parts),
                    self.lists.of(mechanism=mechanism.code),
                    parts=tuple(parts) if len(parts) > 1 or mechanism.code in TOLD_APART else (),
                )
            )
        return sorted(found, key=lambda figure: -figure.count)

    @cached_property
    def progress_by_mechanism(self) -> list[Progressing]:
        """In what state: a treaty or regional body by itself where it says enough, the other mechanisms whole."""
        of_mechanism: dict[UUID, dict[UUID, Counter[str]]] = defaultdict(dict)
        for key, statuses in sorted(self.counts.by_source.items(), key=lambda pair: self.terms.bodies[pair[0]].order):
            of_mechanism[self.terms.bodies[key].mechanism_id][key] = statuses
        found = [line for key, sources in of_mechanism.items() for line in self._lines_of_mechanism(key, sources)]
        return sorted(found, key=lambda line: (-line.assessed, -line.without_account))

    def _lines_of_mechanism(self, key: UUID, sources: Mapping[UUID, Counter[str]]) -> Iterator[Progressing]:
        mechanism = self.terms.mechanisms[key]
        apart = [
            body
            for body, statuses in sources.items()
            if mechanism.code in TOLD_APART and (statuses.total() - statuses[""] >= ENOUGH or len(sources) == 1)
        ]
        rest = [body for body in sources if body not in apart]
        for body in apart if len(rest) != 1 else [*apart, *rest]:
            if mechanism.code in TOLD_APART:
                yield self._progress(self.body_name(body), sources[body], {"body": self.terms.bodies[body].code})
            else:
                yield self._progress(mechanism.label, sources[body], {"mechanism": mechanism.code})
        if len(rest) > 1:
            together: Counter[str] = sum((sources[body] for body in rest), Counter())
            if apart:
                label = _("%(mechanism)s: the others") % {"mechanism": mechanism.label}
                yield self._progress(label, together, {"body": [self.terms.bodies[body].code for body in rest]})
            else:
                yield self._progress(mechanism.label, together, {"mechanism": mechanism.code})

    @cached_property
    def progress_by_responsible(self) -> list[Progressing]:
        """In what state, by the bodies that lead or support, the most first."""
        found = [
            self._progress(str(self.bodies[key]), statuses, {"responsible": str(key)})
            for key, statuses in self.counts.by_responsible.items()
        ]
        return sorted(found, key=lambda line: (-line.assessed, -line.without_account, line.label))

    def progress_by_term(self, by: str) -> list[Progressing]:
        """In what state, by theme, affected group or SDG ("theme", "group", "sdg"); goals as they are numbered."""
        terms: Any = {"theme": self.terms.themes, "group": self.terms.groups, "sdg": self.terms.sdgs}[by]
        found = [(terms[key], statuses) for key, statuses in self.counts.by_term.items()]
        if by == "sdg":
            found.sort(key=lambda pair: pair[0].order)
        else:
            found.sort(key=lambda pair: (-pair[1].total(), pair[0].order))
        return [
            self._progress(f"{term.code} {term.label}" if by == "sdg" else term.label, statuses, {by: term.code})
            for term, statuses in found
        ]

    def changes(self, since_day: date) -> list[Figure]:
        """What is otherwise than it was when a day began; each with its list, those without anything left out."""
        words = {
            "added": _("Added to the list"),
            "first": _("First account of progress"),
            "forward": _("Moved forward"),
            "implemented": _("Implemented now"),
            "back": _("Moved back"),
            "lost": _("Without an account again"),
        }
        return [
            Figure(
                label,
                number,
                self.lists.of(added=f"{since_day:%Y-%m-%d}")
                if way == "added"
                else self.lists.of(moved=f"{way}-{since_day:%Y-%m-%d}"),
                code=way,
            )
            for way, label in words.items()
            if (number := self.counts.changes[way])
        ]

    def _progress(
        self, label: str, statuses: Mapping[str, int], chosen: Mapping[str, str | Sequence[str]]
    ) -> Progressing:
        return Progressing(
            label=label,
            counts={rung: statuses.get(status, 0) for status, rung in RUNG_OF.items()},
            url=self.lists.of(**chosen),
            urls={rung: self.lists.of(**chosen, status=status.value) for status, rung in RUNG_OF.items()},
            without_account=statuses.get("", 0),
        )

    @cached_property
    def by_status(self) -> list[Figure]:
        """In what state, all together, in the order of the chart."""
        return [
            self._share("status", status.value, str(status.label), number, code=rung)
            for status, rung in RUNG_OF.items()
            if (number := self.counts.by_status[status.value])
        ]

    @cached_property
    def without_account(self) -> Figure:
        return self._share("status", "none", _("No account of progress"), self.counts.by_status[""])

    @cached_property
    def by_position(self) -> list[Figure]:
        """What the state answered, where it was asked to."""
        return [
            self._share("position", position.value, str(position.label), number, code=position.value)
            for position in Position
            if (number := self.counts.by_position[position.value])
        ]

    @cached_property
    def without_position(self) -> Figure:
        return self._share("position", "none", _("No position recorded"), self.counts.by_position[""])

    @cached_property
    def by_theme(self) -> list[Figure]:
        """The themes most often spoken of; labels that sources apply by mistake are left out."""
        known = ((self.terms.themes[key], number) for key, number in self.counts.by_theme.items())
        ordered = sorted(
            ((theme, number) for theme, number in known if not theme.artefact),
            key=lambda pair: (-pair[1], pair[0].order),
        )
        return [Figure(theme.label, number, self.lists.of(theme=theme.code)) for theme, number in ordered[:TOP_THEMES]]

    @cached_property
    def missing(self) -> list[Figure]:
        """What the list lacks."""
        words = {
            "unclassified": _("Without a confirmed theme"),
            "unassigned": _("Without a responsible body"),
            "unassessed": _("Without an account of progress"),
        }
        words |= {name: str(ATTENTION[name]) for name in NEEDS if name not in {*words, "diverging", "past_due"}}
        return [self._share("attention", name, label, self.counts.needs[name]) for name, label in words.items()]

    def body_name(self, key: UUID, *, short: bool = False) -> str:
        """A body of the taxonomy; `short` gives the Latin abbreviation where the reader uses Latin letters."""
        body = self.terms.bodies[key]
        latin = (get_language() or "en")[:2] != "ar"
        return body.abbreviation if short and latin and body.abbreviation else body.label

    def _share(self, facet: str, value: str, label: str, count: int, code: str = "") -> Figure:
        return Figure(label, count, self.lists.of(**{facet: value}), code=code, percent=percent(count, self.total))


def rows(lines: Iterable[Progressing]) -> list[dict[str, Any]]:
    """The lines a chart can draw: those with an account at least."""
    return [line.as_row() for line in lines if line.assessed]
