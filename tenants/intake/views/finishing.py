"""What became of an import, and the ways to take it back or give it up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.intake import facing, trouble, undoing
from tenants.intake.actions import batches
from tenants.intake.models import Standing
from tenants.intake.refusals import BuiltUpon, Refused
from tenants.intake.views.whereabouts import PAST_ALL, address, batch_at, on_page
from tenants.members.access import requires
from tenants.members.roles import Permission

ENDS = (Standing.COMMITTED, Standing.UNDONE, Standing.DISCARDED, Standing.FAILED)


@require_safe
@never_cache
@requires(Permission.IMPORT)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was added, changed, left alone and refused."""
    here = batch_at(pk)
    if here.standing not in ENDS:
        return redirect(address(here))
    context = {
        **on_page(here, PAST_ALL),
        "tally": facing.tally(here, done=True) if "new" in here.counts else [],
        "reasons": facing.reasons(here.counts.get("reasons", {})),
        "warnings": facing.reasons(here.counts.get("warnings", {})),
        "trouble": trouble.words(here.trouble) if here.trouble else "",
    }
    return render(request, "intake/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take the whole import back; or say what was built on it."""
    here = batch_at(pk)
    if request.method == "POST":
        try:
            batches.undo(batch=here, by=request.member)  # type: ignore[attr-defined]
        except BuiltUpon as refusal:
            return render(request, "intake/undo.html", {"batch": here, "obstacles": refusal.obstacles}, status=409)
        except Refused as refusal:
            messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    if here.standing != Standing.COMMITTED:
        return redirect(address(here))
    return render(request, "intake/undo.html", {"batch": here, "obstacles": undoing.obstacles(here)})


@require_POST
@requires(Permission.IMPORT)
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the import up before it is committed."""
    try:
        batches.discard(batch=batch_at(pk), by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    return redirect("intake:start")
