"""The shape of every page that changes a consultation: ask, act, say what was done, go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.consultation.refusals import ChangedSince, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_page(
    request: HttpRequest,
    *,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], object],
    done: Callable[[Any], StrOrPromise] | StrOrPromise,
    button: StrOrPromise,
    back: str,
    go_on: Callable[[Any], str] | None = None,
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and go back, or where `go_on` says of what the act gave.

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
                messages.success(request, str(done(made) if callable(done) else done))
                return redirect(go_on(made) if go_on else back)
    shown = {"form": form, "title": title, "button": button, "back": back, "changed_since": changed_since, **context}
    return render(request, f"consultation/{template}.html", shown, status=code)


def one_step(request: HttpRequest, act: Callable[[], object], *, done: StrOrPromise, back: str) -> HttpResponse:
    """A button without a form: act, say what was done or why not, go back."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, str(done))
    return redirect(back)


def asked_first(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    title: StrOrPromise,
    text: StrOrPromise,
    action: StrOrPromise,
    done: StrOrPromise,
    back: str,
    go_on: str = "",
    danger: bool = False,
) -> HttpResponse:
    """A question on a page of its own, and with POST the act."""
    if request.method == "POST":
        return one_step(request, act, done=done, back=go_on or back)
    context = {
        "base_template": "base_institution.html",
        "title": title,
        "text": text,
        "action": action,
        "danger": danger,
        "cancel_url": back,
    }
    return render(request, "confirm.html", context)
