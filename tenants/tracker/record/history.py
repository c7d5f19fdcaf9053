"""What was done to a recommendation: who, when, what, before and after, told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import ResponsibleBody
from tenants.records.models import AuditEntry
from tenants.tracker import slots
from tenants.tracker.models import PositionEntry, Recommendation
from tenants.tracker.priorities.criteria import all_criteria
from tenants.tracker.record.changes import Change, Names, changes
from tenants.tracker.scales.wording import Scales, scales

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "tag_added": _("Tag added"),
    "tag_confirmed": _("Tag confirmed"),
    "tag_removed": _("Tag removed"),
    "suggestion_refused": _("Suggestion refused"),
    "classified": _("Classified, with others"),
    "categorised": _("Action category set"),
    "assigned": _("Body assigned"),
    "lead_replaced": _("Lead handed over"),
    "unassigned": _("Body released"),
    "prioritised": _("Priority or due date set"),
    "marked": _("Scoring sheet filled in"),
    "rescored": _("Score read anew after the criteria changed"),
    "chosen_for_followup": _("Marked as chosen for follow-up"),
    "not_chosen_for_followup": _("No longer marked for follow-up"),
    "position_recorded": _("Position recorded"),
    "texts_edited": _("Text edited"),
    "assessed": _("Account recorded"),
    "assessment_withdrawn": _("Account withdrawn"),
    "clustered": _("Clustered"),
    "unclustered": _("Taken out of a cluster"),
    "linked": _("Linked"),
    "unlinked": _("Link taken back"),
    "bulk_undone": _("A change of many was undone"),
    "created": _("First recorded"),
    "imported": _("Imported"),
    "reimported": _("Changed by an import"),
    "import_undone": _("An import was undone"),
}
SHOWN_ON_THE_PAGE = 8


@dataclass(frozen=True)
class Line:
    """One line of the history. `day` is when it holds, `moment` when it was written down."""

    day: date | datetime
    sentence: StrOrPromise
    who: str = ""
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    position: str = ""
    source: str = ""
    url: str = ""
    by_system: bool = False


def entries_of(recommendation: Recommendation, *, limit: int | None = None) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(object_id=recommendation.pk)[:limit])


def told(entries: Iterable[AuditEntry], known: Scales | None = None) -> list[Line]:
    """The log's lines. At most three queries, and only where the log names bodies, other recommendations or values.

    `known` are the scales, when the page has read them already.
    """
    entries = list(entries)
    names = _names(entries, known)
    sentences = {**slots.history_verbs(), **SENTENCES}
    return [
        Line(
            day=entry.at,
            sentence=sentences.get(entry.verb, _("Changed")),
            who=entry.by_name,
            reason=entry.reason,
            changes=changes(entry.before, entry.after, names),
            by_system=entry.by_id is None,
        )
        for entry in entries
    ]


def with_positions(recommendation: Recommendation, lines: list[Line], positions: Iterable[PositionEntry]) -> list[Line]:
    """The log and the state's positions by day, the newest first, with the import that brought it at the end."""
    merged = lines + [
        Line(
            day=entry.dated or entry.recorded_at,
            sentence="",
            position=entry.value,
            source=entry.source,
        )
        for entry in positions
    ]
    batch = slots.name_of_batch(recommendation.batch_id)
    if batch is not None:
        name, url = batch
        came = Line(day=recommendation.created_at, sentence=_("Came with the import"), source=str(name), url=url)
        merged.append(came)
    return sorted(merged, key=lambda line: _moment(line.day), reverse=True)


def _moment(day: date | datetime) -> datetime:
    """Days without an hour stand at their end, so that what was done on them stands below."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time.max))


def _names(entries: list[AuditEntry], known: Scales | None) -> Names:
    bodies: set[UUID] = set()
    recommendations: set[UUID] = set()
    for entry in entries:
        for note in (entry.before, entry.after):
            for key in ("lead", "supporting", "body"):
                bodies |= _keys(note.get(key))
            for key in ("later", "earlier"):
                recommendations |= _keys(note.get(key))
    found = Recommendation.objects.filter(pk__in=recommendations) if recommendations else []
    if known is None and any("value" in note for entry in entries for note in (entry.before, entry.after)):
        known = scales()
    marked = any(key.startswith("mark:") for entry in entries for key in entry.after)
    return Names(
        scales=known,
        criteria={one.pk: one.name for one in all_criteria()} if marked else {},
        bodies=ResponsibleBody.objects.in_bulk(bodies) if bodies else {},
        paragraphs={one.pk: one.paragraph or one.text[:60] for one in found},
    )


def _keys(value: Any) -> set[UUID]:
    values = value if isinstance(value, list) else [value]
    return {UUID(one) for one in values if one}
