"""What was done to a report, as its page tells it from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tenants.records.models import AuditEntry
from tenants.reporting.models import Dossier
from tenants.tracker.record.changes import Change
from tenants.tracker.record.history import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "dossier_begun": _("Report begun"),
    "dossier_changed": _("What goes in was changed"),
    "dossier_redrawn": _("Drawn anew from the data"),
    "dossier_linked": _("Joined to an obligation"),
    "dossier_sent": _("Sent for review"),
    "dossier_signed": _("Signed off"),
    "dossier_reopened": _("Opened again"),
    "dossier_written_out": _("Written out as a file"),
    "section_written": _("Section written"),
    "section_restored": _("Section restored"),
    "section_drawn": _("Section drawn anew"),
    "section_kept": _("Section left as written, though the data moved"),
    "section_sent": _("Section sent for review"),
    "section_signed": _("Section signed off"),
    "section_reopened": _("Section opened again"),
}


def log_of(dossier: Dossier) -> QuerySet[AuditEntry]:
    """The entries of the log on one report, the newest first."""
    return AuditEntry.objects.filter(object_id=dossier.pk, verb__in=SENTENCES)


def line_of(entry: AuditEntry) -> Line:
    """An entry in the reader's language, with the section it is about."""
    section = entry.after.get("section", "")
    return Line(
        day=entry.at,
        sentence=SENTENCES[entry.verb],
        who=entry.by_name,
        reason=entry.reason,
        changes=[Change(_("Section"), "", section)] if section else [],
        by_system=entry.by_id is None,
    )
