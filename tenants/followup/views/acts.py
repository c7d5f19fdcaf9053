"""The shape of every page that changes a round: ask, act, say what was done, go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shared.languages.lists import written_list
from tenants.followup.refusals import NotFilled, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_page(
    request: HttpRequest,
    *,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], object],
    done: StrOrPromise,
    button: StrOrPromise,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and go back.

    A refusal of the rules stands over the form with its reason, as 409; a form filled in wrongly is 422.
    """
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                act()
            except Refused as refusal:
                form.add_error(None, said(refusal))
                code = 409
            else:
                messages.success(request, str(done))
                return redirect(back)
    shown = {"form": form, "title": title, "button": button, "back": back, **context}
    return render(request, "followup/form.html", shown, status=code)


def one_step(
    request: HttpRequest, act: Callable[[], object], *, done: Callable[[Any], StrOrPromise] | StrOrPromise, back: str
) -> HttpResponse:
    """A button without a form: act, say what was done or why not, go back. `done` may read what the act gave."""
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, str(done(made) if callable(done) else done))
    return redirect(back)


def said(refusal: Refused) -> str:
    """The reason, with what is missing where something is."""
    if isinstance(refusal, NotFilled) and refusal.missing:
        return f"{refusal.reason} {written_list([str(one) for one in refusal.missing])}"
    return str(refusal.reason)
