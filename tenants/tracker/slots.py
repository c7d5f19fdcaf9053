"""Where the apps above the tracker add to it: parts of the record page, words of the history, guards of an undo.

They register in `AppConfig.ready`; the tracker knows none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tenants.records.models import AuditEntry
from tenants.tracker.models import (
    Assessment,
    Assignment,
    ClusterMembership,
    Link,
    Mark,
    Recommendation,
    Tag,
)

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from tenants.members.models import Member

    Renderer = Callable[[HttpRequest, Recommendation], str]
    WayOn = Callable[[Member, str], tuple[StrOrPromise, str] | None]
    Guard = Callable[[Collection[UUID]], dict[UUID, StrOrPromise]]
    BatchNamer = Callable[[UUID], tuple[StrOrPromise, str] | None]


class Place(StrEnum):
    """Where a part stands: under the accounts, or in the rail beside them."""

    MAIN = "main"
    RAIL = "rail"


@dataclass(frozen=True)
class _Part:
    order: int
    renderer: Renderer
    place: Place


# Of these the text says no more than that somebody worked on it.
EDITED = ["texts_edited", "position_recorded", "chosen_for_followup", "not_chosen_for_followup"]
_parts: dict[Any, _Part] = {}
_guards: list[Guard] = []
_verbs: dict[str, StrOrPromise] = {}
_batch_namers: list[BatchNamer] = []
_ways_on: list[WayOn] = []


def record_part(order: int, renderer: Renderer, *, place: Place = Place.MAIN) -> None:
    """Add a part to the record page, lower orders first. The renderer gives safe HTML, or nothing to stay away."""
    _parts[renderer] = _Part(order, renderer, place)


def record_parts(request: HttpRequest, recommendation: Recommendation, place: Place) -> list[SafeString]:
    """The parts that have something to say, in their order."""
    here = sorted((part for part in _parts.values() if part.place == place), key=lambda part: part.order)
    drawn = (part.renderer(request, recommendation) for part in here)
    return [html for html in drawn if isinstance(html, SafeString) and html.strip()]


def history_verb(verb: str, sentence: StrOrPromise) -> None:
    """What the history says of a verb that an upper app writes into the log of a recommendation."""
    _verbs[verb] = sentence


def history_verbs() -> dict[str, StrOrPromise]:
    return dict(_verbs)


def batch_namer(namer: BatchNamer) -> None:
    """How an import names its batch: the key in, its name and address out, None for a stranger's."""
    _batch_namers.append(namer)


def name_of_batch(batch_id: UUID | None) -> tuple[StrOrPromise, str] | None:
    """Name and address of the import that brought a recommendation, None where nobody knows it."""
    if batch_id is None:
        return None
    return next((found for namer in _batch_namers if (found := namer(batch_id))), None)


def list_way_on(way: WayOn) -> None:
    """Offer something to do with the list as it is filtered: member and query string in, words and address out."""
    _ways_on.append(way)


def list_ways_on(member: Member, query: str) -> list[tuple[StrOrPromise, str]]:
    return [found for way in _ways_on if (found := way(member, query))]


def undo_guard(guard: Guard) -> None:
    """Add a guard: given recommendations' keys, it names those on which something was built, and what."""
    _guards.append(guard)


def built_upon(
    keys: Collection[UUID], *, own: Collection[UUID] = (), due: Collection[UUID] = ()
) -> dict[UUID, list[StrOrPromise]]:
    """Which of the recommendations people have built on, and the reasons. An import that brought them is then kept.

    `own` are assignments and assessments that the import itself made, `due` recommendations whose date is its own.
    """
    found: dict[UUID, list[StrOrPromise]] = defaultdict(list)

    def worked_on(keys: Collection[UUID]) -> dict[UUID, StrOrPromise]:
        return _worked_on(keys, own, due)

    for guard in [worked_on, *_guards]:
        for key, reason in guard(keys).items():
            found[key].append(reason)
    return dict(found)


def _worked_on(
    keys: Collection[UUID], own: Collection[UUID] = (), due: Collection[UUID] = ()
) -> dict[UUID, StrOrPromise]:
    """The tracker's own guard. The last reason found is told; one is enough to keep the recommendation."""
    found: dict[UUID, StrOrPromise] = {}
    edits = AuditEntry.objects.filter(object_id__in=keys, verb__in=EDITED)
    found |= {key: _("its texts or position were edited") for key in edits.values_list("object_id", flat=True) if key}
    graded = Recommendation.objects.filter(pk__in=keys).exclude(priority="", due_on=None)
    graded = graded.exclude(priority="", pk__in=due)
    found |= dict.fromkeys(graded.values_list("pk", flat=True), _("it was prioritised"))
    tagged = Tag.objects.filter(recommendation__in=keys, by_id__isnull=False)
    found |= dict.fromkeys(tagged.values_list("recommendation_id", flat=True), _("it was classified"))
    for reason, ends in (
        (_("it is linked to another"), Link.objects.filter(later__in=keys).values_list("later_id", flat=True)),
        (_("it is linked to another"), Link.objects.filter(earlier__in=keys).values_list("earlier_id", flat=True)),
    ):
        found |= dict.fromkeys(ends, reason)
    for model, reason in (
        (ClusterMembership, _("it stands in a cluster")),
        (Mark, _("it was prioritised")),
        (Assignment, _("a body was assigned")),
        (Assessment, _("it was assessed")),
    ):
        rows = model._default_manager.filter(recommendation__in=keys).exclude(pk__in=own)
        found |= dict.fromkeys(rows.values_list("recommendation_id", flat=True), reason)
    return found
