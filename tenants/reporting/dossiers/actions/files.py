"""Asking for a report as Word or PDF."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, jobs
from tenants.records.models import Job
from tenants.reporting.dossiers import exporting
from tenants.reporting.dossiers.document import content_now, file_digest
from tenants.reporting.dossiers.refusals import StillDrawing
from tenants.reporting.models import Dossier, DossierFile, FileFormat
from tenants.tracker.locking import authorise


@transaction.atomic
def ask_file(*, dossier: Dossier, format: str, by: Member) -> DossierFile:
    """Ask for the report as it stands. What was written already is given again; a long one is left to a worker.

    Raises StillDrawing; Http404 where she may not read the report.
    """
    authorise(by, Permission.EXPORT)
    dossier = get_object_or_404(Dossier.objects.visible_to(by).select_for_update(of=("self",)), pk=dossier.pk)
    if dossier.drawn_at is None:
        raise StillDrawing(_("The draft is still being drawn. Try again in a moment."))
    format = FileFormat(format).value
    digest = file_digest(*content_now(dossier))
    known = dossier.files.filter(format=format)
    found = known.filter(digest=digest, file__isnull=False).first() or known.filter(file=None).first()
    if found is not None and (
        found.file_id is not None or Job.objects.unfinished().filter(kind=exporting.WRITE, subject_id=found.pk).exists()
    ):
        return found
    if found is None:
        found = DossierFile(dossier=dossier, format=format, edition=dossier.edition, asked_by_name=by.name)
        found.save(force_insert=True)
    audit.record("dossier_written_out", dossier, by=by, after={"format": format, "edition": dossier.edition})
    words = dossier.sections.aggregate(words=Sum("words"))["words"] or 0
    if words <= exporting.AT_ONCE:
        exporting.carry_out(found.pk, by=by)
        found.refresh_from_db()
    else:
        jobs.ask(exporting.WRITE, found.pk, by=by, total=2)
    return found
