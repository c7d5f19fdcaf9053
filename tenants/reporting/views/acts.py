"""The shape of every page that changes the calendar: ask, act, say what was done, go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.reporting.models import Obligation
from tenants.tracker.actions.refusals import ChangedSince, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_page(
    request: HttpRequest,
    *,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], Obligation],
    done: StrOrPromise,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and go to the obligation.

    A refusal of the rules stands over the form with its reason, as 409; a form filled in wrongly is 422.
    """
    code, changed_since = 200, False
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                made = act()
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                changed_since, code = isinstance(refusal, ChangedSince), 409
            else:
                messages.success(request, str(done))
                return redirect(made)
    shown = {**context, "form": form, "title": title, "back": back, "changed_since": changed_since}
    return render(request, "reporting/act.html", shown, status=code)
