"""The shape of every page that changes something: ask, act, say what was done, go on.

An app names its folder of templates once: `form_page = partial(acts.form_page, folder="planning")`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.tracker.actions.refusals import ChangedSince, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    # What was done, in words that stand or that read what the act gave.
    Done = Callable[[Any], StrOrPromise] | StrOrPromise


def form_page(
    request: HttpRequest,
    *,
    folder: str,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], object],
    done: Done,
    back: str,
    go_on: Callable[[Any], str] | None = None,
    template: str = "form",
    sent: bool | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and go back, or where `go_on` says of what the act gave.

    `sent` says whether the form was sent, where a page is opened by a POST that only brings a choice along. A refusal
    of the rules stands over the form with its reason, as 409; a form filled in wrongly is 422.
    """
    code, changed_since = 200, False
    if sent if sent is not None else request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                made = act()
            except Refused as refusal:
                form.add_error(None, refusal.words)
                changed_since, code = isinstance(refusal, ChangedSince), 409
            else:
                messages.success(request, _said(done, made))
                return redirect(go_on(made) if go_on else back)
    shown = {"form": form, "title": title, "back": back, "changed_since": changed_since, **context}
    return render(request, f"{folder}/{template}.html", shown, status=code)


def one_step(request: HttpRequest, act: Callable[[], object], *, done: Done, back: str) -> HttpResponse:
    """A button without a form: act, say what was done or why not, go back."""
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, refusal.words)
    else:
        messages.success(request, _said(done, made))
    return redirect(back)


def _said(done: Done, made: object) -> str:
    return str(done(made) if callable(done) else done)
