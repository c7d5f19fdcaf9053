"""The shape of every page that puts somebody in another's place: ask, act, say what was done, go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.followup.standing_in.refusals import Refused

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
                form.add_error(None, str(refusal.reason))
                code = 409
            else:
                messages.success(request, str(done))
                return redirect(back)
    shown = {"form": form, "title": title, "button": button, "back": back, **context}
    return render(request, "followup/standing_in/form.html", shown, status=code)
