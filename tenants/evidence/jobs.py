"""Work on files in the background: the check for viruses, and removing bytes from the store."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone

from tenants.evidence import scanning
from tenants.evidence.actions.files import ERASE, settle
from tenants.evidence.drawing import page_of
from tenants.evidence.models import Safety, UploadTicket, Version
from tenants.members.models import Member
from tenants.records import jobs
from tenants.records.files import opened
from tenants.records.models import StoredFile

SCAN = "evidence_scan"
MOST_AT_ONCE = 50
# An upload that nobody confirmed is removed after this.
TICKETS_LAST = timedelta(days=1)


def ask_about(version: Version, *, by: Member | None) -> None:
    """Ask for what a file needs: the check where it waits for one, else its first page."""
    if version.safety == Safety.WAITING:
        jobs.ask(SCAN, version.pk, by=by)
    elif version.shows_pages:
        page_of(version, 1, by=by)


@jobs.runs(SCAN)
def scan(progress: jobs.Progress) -> None:
    """Check a file in quarantine. Where the scanner does not answer it waits on, and the clock asks again."""
    version = Version.objects.waiting().select_related("stored").filter(pk=progress.subject_id).first()
    if version is None or version.stored is None:
        return
    with opened(version.stored) as file:
        safety = scanning.verdict(File(file))
    if safety == Safety.UNCHECKED:  # the scanner was taken out of the settings meanwhile
        safety = Safety.WAITING
    if safety != Safety.WAITING:
        ask_about(settle(version=version, safety=safety, by=None), by=None)


@jobs.runs(ERASE)
def remove(progress: jobs.Progress) -> None:
    """Remove the bytes of a file that belongs to nothing any more, then its row."""
    stored = StoredFile.objects.filter(pk=progress.subject_id).first()
    if stored is not None:
        storages["private"].delete(stored.key)
        stored.delete()


def tidy(now: datetime) -> None:
    """What the clock asks for again and again: files still in quarantine are checked, forgotten uploads removed."""
    for version in Version.objects.waiting().order_by("added_at")[:MOST_AT_ONCE]:
        jobs.ask(SCAN, version.pk, by=None)
    for ticket in UploadTicket.objects.filter(used_at=None, issued_at__lt=now - TICKETS_LAST)[:MOST_AT_ONCE]:
        storages["private"].delete(ticket.key)
        ticket.used_at = timezone.now()
        ticket.save(update_fields=["used_at"])
