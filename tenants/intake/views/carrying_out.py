"""The fourth step: the commit is asked for, and its progress watched."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from tenants.intake.actions import batches
from tenants.intake.models import Standing
from tenants.intake.refusals import Refused
from tenants.intake.views.whereabouts import (
    COMMITTING,
    MATCHING,
    address,
    batch_at,
    is_at_work,
    last_job,
    on_page,
    page_of,
)
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_POST
@requires(Permission.IMPORT)
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the commit. Asked twice, or by two people, it is done once."""
    seen = request.POST.get("seen", "")
    try:
        batches.commit(
            batch=batch_at(pk),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
            by=request.member,  # type: ignore[attr-defined]
        )
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    return redirect("intake:batch", pk)


@require_POST
@requires(Permission.IMPORT)
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask anew for work that stopped."""
    try:
        batches.go_on(batch=batch_at(pk), by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    return redirect("intake:batch", pk)


@require_safe
@never_cache
@requires(Permission.IMPORT)
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the work is. The page asks again by itself, with and without scripts."""
    here = batch_at(pk)
    polled = request.htmx.target == "progress"  # type: ignore[attr-defined]
    if page_of(here) != "progress":
        there = address(here)
        return HttpResponseClientRedirect(there) if polled else redirect(there)
    job = last_job(here)
    context = {
        **on_page(here, COMMITTING if here.standing == Standing.COMMITTING else MATCHING),
        "job": job,
        "at_work": is_at_work(job),
        "committing": here.standing == Standing.COMMITTING,
    }
    return render(request, "intake/progress_part.html" if polled else "intake/progress.html", context)
