"""What was done to a round, a request or an update, told in the reader's language by the log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shared.languages.dates import written_day
from tenants.records.models import AuditEntry
from tenants.tracker.record.changes import Change
from tenants.tracker.record.history import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "round_prepared": _("Round prepared"),
    "round_changed": _("Round changed"),
    "round_opening_asked": _("Opening asked for"),
    "round_opened": _("Round opened"),
    "round_extended": _("Deadline moved"),
    "round_closed": _("Round closed"),
    "request_extended": _("Deadline moved for this body"),
    "request_withdrawn": _("Request withdrawn"),
    "request_passed_on": _("Passed on to a colleague"),
    "request_taken_back": _("Taken back from a colleague"),
    "update_submitted": _("Submitted"),
    "update_accepted": _("Accepted"),
    "update_returned": _("Returned with a remark"),
    "update_passed_on": _("Passed on to a colleague"),
    "update_taken_back": _("Taken back from a colleague"),
    "workbook_made": _("Excel workbook made"),
    "workbook_taken": _("Taken over from an Excel workbook"),
}
NAMES: dict[str, StrOrPromise] = {
    "title": _("Title"),
    "deadline": _("Deadline"),
    "name": _("Colleague"),
}


def history_of(*keys: UUID) -> list[Line]:
    """The log of rounds, requests or updates, the newest first. One query."""
    entries = AuditEntry.objects.filter(object_id__in=keys, verb__in=SENTENCES)
    return [
        Line(
            day=entry.at,
            sentence=SENTENCES[entry.verb],
            who=entry.by_name,
            reason=entry.reason,
            changes=_changes(entry.before, entry.after),
            by_system=entry.by_id is None,
        )
        for entry in entries
    ]


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    keys = [key for key in NAMES if before.get(key) != after.get(key)]
    return [Change(NAMES[key], _said(key, before.get(key)), _said(key, after.get(key))) for key in keys]


def _said(key: str, value: Any) -> str:
    if not value:
        return ""
    return written_day(date.fromisoformat(value)) if key == "deadline" else str(value)
