"""The shape of every page that changes the register: ask, act, say what was done, go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from tenants.evidence.receiving import too_large
from tenants.evidence.refusals import AlreadyHeld, ChangedSince, Refused, Unacceptable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_page(
    request: HttpRequest,
    *,
    title: StrOrPromise,
    form: forms.Form,
    act: Callable[[], Any],
    done: StrOrPromise,
    button: StrOrPromise,
    back: str,
    go_on: Callable[[Any], str] | None = None,
    beside: forms.Form | None = None,
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """Show the form, and the one `beside` it; when both are sent whole, act and go back, or where `go_on` says.

    A refusal of the rules stands over the form with its reason, as 409; a form or file that is no good is 422.
    """
    code, held, changed_since = 200, None, False
    if request.method == "POST":
        code = 422
        if _too_large(request):
            form.is_valid()
            form.errors.pop("file", None)
            form.add_error("file", str(too_large().reason))
        elif all([form.is_valid(), beside is None or beside.is_valid()]):
            try:
                made = act()
            except Unacceptable as refusal:
                form.add_error("file" if "file" in form.fields else None, str(refusal.reason))
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                held = refusal.piece if isinstance(refusal, AlreadyHeld) else None
                changed_since, code = isinstance(refusal, ChangedSince), 409
            else:
                messages.success(request, str(done))
                return redirect(go_on(made) if go_on else back)
    shown = {
        "form": form,
        "beside": beside,
        "title": title,
        "button": button,
        "back": back,
        "held": held,
        "changed_since": changed_since,
        **context,
    }
    return render(request, f"evidence/{template}.html", shown, status=code)


def _too_large(request: HttpRequest) -> bool:
    request.POST  # noqa: B018  the form is read here, and with it the file
    bounded = getattr(request, "bounded", None)
    return bounded is not None and bounded.exceeded


def next_of(request: HttpRequest, otherwise: str) -> str:
    """Where `next` in the address or the form leads, when that is a page of this host."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    # A word without a slash would be taken for a view's name.
    return asked if own and asked.startswith("/") else otherwise
