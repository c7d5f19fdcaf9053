"""The second step: which sheet, which column holds what, and which State is meant."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.taxonomy.catalogue import catalogue
from tenants.intake import column_choices
from tenants.intake.actions import batches
from tenants.intake.models import CHANGEABLE, Batch, Standing
from tenants.intake.readers import Unreadable
from tenants.intake.refusals import ColumnsMissing, Refused
from tenants.intake.views.whereabouts import MATCHING, address, batch_at, on_page, own_state, prepared
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_safe
@never_cache
@requires(Permission.IMPORT)
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the page where the import stands."""
    return redirect(address(batch_at(pk)))


@require_POST
@requires(Permission.IMPORT)
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a sheet of the workbook."""
    here = batch_at(pk)
    try:
        batches.choose_sheet(batch=here, sheet=request.POST.get("sheet", ""), by=request.member)  # type: ignore[attr-defined]
    except Unreadable as refusal:
        return _match_page(request, here, error=refusal.message)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    return redirect("intake:match", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which column holds which field."""
    here = batch_at(pk)
    if request.method != "POST":
        return _match_page(request, here) if here.standing in CHANGEABLE else redirect(address(here))
    chosen = column_choices.read(request.POST, here.header)
    try:
        here = batches.match(batch=here, columns=chosen, by=request.member)  # type: ignore[attr-defined]
    except ColumnsMissing as refusal:
        here.mapping = chosen
        return _match_page(request, here, error=str(refusal.reason), wrong=refusal.fields)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    return prepared(here)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which of the file's States is meant, the institution's own first."""
    here = batch_at(pk)
    if request.method == "POST":
        try:
            here = batches.choose_state(batch=here, code=request.POST.get("state", ""), by=request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.warning(request, refusal.reason)
            return redirect("intake:batch", pk)
        return prepared(here)
    if here.standing not in {Standing.MAPPED, Standing.PREVIEWED} or "states" not in here.counts:
        return redirect(address(here))
    own = own_state(request)
    terms = catalogue()
    listed = [(terms.state_by_code[code], rows) for code, _printed, rows in here.counts["states"]]
    listed.sort(key=lambda one: one[0] != own)
    context = {
        **on_page(here, MATCHING),
        "listed": listed,
        "own": own,
        "own_is_there": any(one == own for one, _rows in listed),
        "chosen": here.state or (listed[0][0] if listed and (listed[0][0] == own or len(listed) == 1) else None),
        "nowhere": here.counts["nowhere"],
    }
    return render(request, "intake/state.html", context)


def _match_page(request: HttpRequest, here: Batch, *, error: str = "", wrong: tuple[str, ...] = ()) -> HttpResponse:
    visible = [one for one in here.reading.sheets if not one.hidden or one.name == here.sheet]
    context = {
        **on_page(here, MATCHING),
        "sheets": visible if len(visible) > 1 else [],
        "groups": column_choices.groups(here, wrong),
        "samples": here.sniffed.get("samples", []),
        "error": error,
    }
    return render(request, "intake/match.html", context, status=422 if error else 200)
