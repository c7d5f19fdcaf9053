"""The second step of a paper: what it is, and what it does not say of itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenants.intake.actions import batches
from tenants.intake.describing import DescribeForm
from tenants.intake.models import CHANGEABLE
from tenants.intake.readers import Unreadable
from tenants.intake.refusals import Refused
from tenants.intake.views.whereabouts import MATCHING, address, batch_at, on_page, prepared
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the paper is: whose report, on which State, of which session or day."""
    here = batch_at(pk)
    if here.standing not in CHANGEABLE or here.is_table:
        return redirect(address(here))
    form = DescribeForm(request.POST or None, batch=here)
    error, code = "", 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                here = batches.describe(
                    batch=here,
                    reader=form.cleaned_data["reader"],
                    said=form.said,
                    by=request.member,  # type: ignore[attr-defined]
                )
            except Unreadable as refusal:
                error = refusal.message
            except Refused as refusal:
                messages.warning(request, refusal.reason)
                return redirect("intake:batch", pk)
            else:
                return prepared(here)
    context = {**on_page(here, MATCHING), "form": form, "error": error}
    return render(request, "intake/describe.html", context, status=code)
