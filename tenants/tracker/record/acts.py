"""The shape of every page that changes a recommendation: ask, act, say what was done, go back to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.tracker.actions.refusals import ChangedSince, Refused
from tenants.tracker.models import Recommendation
from tenants.tracker.record.finding import address

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_page(
    request: HttpRequest,
    recommendation: Recommendation,
    *,
    template: str,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], object],
    done: StrOrPromise,
    stay: str = "",
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and return to the record (or to `stay`, another of its pages).

    A refusal of the rules stands over the form with its reason, as 409; a form filled in wrongly is 422.
    """
    code = 200
    changed_since = False
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                act()
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                changed_since, code = isinstance(refusal, ChangedSince), 409
            else:
                messages.success(request, str(done))
                return redirect(stay or address("record", recommendation, request))
    shown = {
        **context,
        "form": form,
        "title": title,
        "recommendation": recommendation,
        "changed_since": changed_since,
        "back": address("record", recommendation, request),
    }
    return render(request, f"tracker/record/{template}.html", shown, status=code)


def one_step(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    done: StrOrPromise,
    back: str,
) -> HttpResponse:
    """A button without a form: act, say what was done or why not, go back."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, str(done))
    return redirect(back)
