"""What is done with the cells that differ."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tenants.followup.models import CellVerdict, WorkbookUpload
from tenants.followup.refusals import Refused
from tenants.followup.workbook import uploads
from tenants.followup.workbook.views.receiving import key_from
from tenants.followup.workbook.views.upload import differences
from tenants.followup.workbook.views.whereabouts import do_short_work, person, upload_at
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_POST
@requires(Permission.SEE)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the choices of the page; then what the button says: all of a kind, a row, or take over."""
    here = upload_at(person(request), pk)
    try:
        _act(request, here)
    except Refused as refusal:
        here = upload_at(person(request), pk)
        messages.error(request, str(refusal.reason))
        if here.request is None:
            return redirect("followup:workbook_upload", here.pk)
        return render(request, "followup/workbook/differences.html", differences(request, here), status=409)
    where = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
    if "accept" in request.POST:
        where = {}
    address = reverse("followup:workbook_upload", args=[here.pk])
    return redirect(f"{address}?{urlencode(where)}" if where else address)


@require_POST
@requires(Permission.SEE)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Compare the file anew with what stands on the page."""
    here = upload_at(person(request), pk)
    try:
        do_short_work(uploads.look_again(upload=here, by=person(request)))
    except Refused as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("followup:workbook_upload", here.pk)


@require_POST
@requires(Permission.SEE)
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask anew for work that stopped."""
    here = upload_at(person(request), pk)
    try:
        uploads.go_on(upload=here, by=person(request))
    except Refused as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("followup:workbook_upload", here.pk)


def _act(request: HttpRequest, here: WorkbookUpload) -> None:
    by, accepting = person(request), "accept" in request.POST
    try:
        uploads.choose(upload=here, choices=_choices(request), by=by)
    except Refused:
        # Sent twice: the first has taken it over already.
        if not accepting:
            raise
    verdict, _colon, choice = request.POST.get("all", "").partition(":")
    if verdict in CellVerdict.values:
        uploads.choose_alike(upload=here, verdict=verdict, choice=choice, by=by)
    key, _colon, choice = request.POST.get("row", "").partition(":")
    row = key_from(key)
    if row is not None:
        uploads.choose_alike(upload=here, update=row, choice=choice, by=by)
    if accepting:
        do_short_work(uploads.accept(upload=here, by=by, submitting="submitting" in request.POST))


def _choices(request: HttpRequest) -> dict[UUID, str]:
    """Cells and what was chosen for them, from fields named cell-KEY."""
    found: dict[UUID, str] = {}
    for name, value in request.POST.items():
        key = key_from(name.removeprefix("cell-")) if name.startswith("cell-") else None
        if key is not None:
            found[key] = str(value)
    return found
