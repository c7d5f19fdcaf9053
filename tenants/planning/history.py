"""What was done to an action or a plan, told in the reader's language by the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tenants.members.models import ResponsibleBody
from tenants.planning.wording import NAMES, Names, said
from tenants.records.models import AuditEntry
from tenants.tracker.models import Recommendation
from tenants.tracker.record.changes import Change
from tenants.tracker.record.history import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "plan_started": _("Plan started"),
    "plan_moved": _("Plan moved"),
    "plan_adopted": _("Plan adopted"),
    "plan_replaced": _("Plan replaced by a new one"),
    "action_added": _("Action written"),
    "action_changed": _("Action changed"),
    "action_bodies_named": _("Bodies named"),
    "action_standing_set": _("Standing set"),
    "action_serves": _("Serves something more"),
    "action_serves_no_longer": _("Serves something no longer"),
    "milestone_added": _("Milestone set"),
    "milestone_reached": _("Milestone reached"),
    "milestone_moved": _("Milestone moved"),
    "milestone_removed": _("Milestone taken out"),
    "plan_renamed": _("Plan renamed"),
    "action_carried": _("Carried over from an earlier plan"),
    "indicated": _("An indicator measures it"),
    "indicated_no_longer": _("An indicator measures it no longer"),
    "indicator_added": _("Indicator written"),
    "indicator_changed": _("Indicator changed"),
    "indicator_attached": _("Measures something more"),
    "indicator_detached": _("Measures something no longer"),
    "indicator_retired": _("Measured no longer"),
    "indicator_restored": _("Measured again"),
    "indicator_measured": _("Measurement recorded"),
    "measurement_corrected": _("Measurement corrected"),
}


def history_of(key: UUID) -> list[Line]:
    """The log of one action or plan, the newest first. At most three queries."""
    entries = list(AuditEntry.objects.filter(object_id=key, verb__in=SENTENCES))
    names = _names(entries)
    return [
        Line(
            day=entry.at,
            sentence=SENTENCES[entry.verb],
            who=entry.by_name,
            reason=entry.reason,
            changes=_changes(entry.before, entry.after, names),
            by_system=entry.by_id is None,
        )
        for entry in entries
    ]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> list[Change]:
    keys = [key for key in dict.fromkeys([*before, *after]) if key in NAMES]
    changed = [Change(NAMES[key], said(key, before.get(key), names), said(key, after.get(key), names)) for key in keys]
    return [one for one in changed if one.before or one.after]


def _names(entries: Iterable[AuditEntry]) -> Names:
    bodies: set[UUID] = set()
    recommendations: set[UUID] = set()
    for entry in entries:
        for note in (entry.before, entry.after):
            for value in (note.get("lead"), note.get("body"), *(note.get("supporting") or ())):
                bodies |= {UUID(value)} if value else set()
            if note.get("recommendation"):
                recommendations.add(UUID(note["recommendation"]))
    named = ResponsibleBody.objects.filter(pk__in=bodies) if bodies else ()
    found = Recommendation.objects.filter(pk__in=recommendations) if recommendations else ()
    return Names({one.pk: one.name for one in named}, {one.pk: one.paragraph or one.text[:60] for one in found})
