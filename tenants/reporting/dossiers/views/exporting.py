"""A report as Word or PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shared.exports.tables import Download
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.files import opened
from tenants.reporting.dossiers.actions import files
from tenants.reporting.dossiers.exporting import TYPES
from tenants.reporting.dossiers.finding import dossier_for, readable_files
from tenants.reporting.dossiers.forms import FormatForm
from tenants.reporting.models import Dossier, DossierFile, FileFormat
from tenants.tracker.actions.refusals import Refused


@require_POST
@requires(Permission.EXPORT)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the report out: a short one is there at once, a long one when the worker is done."""
    member: Member = request.member  # type: ignore[attr-defined]
    here = dossier_for(member, pk)
    form = FormatForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose Word or PDF."))
        return redirect(here)
    try:
        made = files.ask_file(dossier=here, format=form.cleaned_data["format"], by=member)
    except Refused as refusal:
        messages.error(request, refusal.words)
    else:
        if made.file_id is not None:
            return redirect("dossiers:download", made.pk)
        messages.success(request, _("The file is being written. You may leave this page; the work goes on."))
    return redirect(here)


@require_safe
@requires(Permission.EXPORT)
def download(request: HttpRequest, pk: UUID) -> FileResponse:
    """A file that is ready, where she may read its report."""
    member: Member = request.member  # type: ignore[attr-defined]
    ready = DossierFile.objects.select_related("file", "dossier").filter(file__isnull=False)
    found = get_object_or_404(ready.filter(dossier__in=Dossier.objects.visible_to(member)), pk=pk)
    if not readable_files(member, found.dossier).filter(pk=pk).exists():
        raise Http404
    assert found.file is not None
    kind = TYPES[FileFormat(found.format)]
    response = FileResponse(opened(found.file), content_type=kind)
    response["Content-Disposition"] = Download((), kind, found.file.name).disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
