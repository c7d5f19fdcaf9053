"""The shape of every page that changes a cluster: ask, act, say what was done, go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import BulkChange

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
    go_on: Callable[[Any], str] | None = None,
    template: str = "clusters/form",
    sent: bool | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent whole, act and go back, or where `go_on` says of what the act gave.

    `sent` says whether the form was sent, where a page is opened by a POST that only brings a choice along. A refusal
    of the rules stands over the form with its reason, as 409; a form filled in wrongly is 422.
    """
    code = 200
    if sent if sent is not None else request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                made = act()
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                code = 409
            else:
                messages.success(request, str(done))
                return redirect(go_on(made) if go_on else back)
    shown = {"form": form, "title": title, "button": button, "back": back, **context}
    return render(request, f"tracker/{template}.html", shown, status=code)


def with_undo(request: HttpRequest, act: Callable[[], BulkChange], *, back: str) -> HttpResponse:
    """A change of many: act, and go back to where it can be undone; say why not where it is refused."""
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(back)
    return redirect(f"{back}{'&' if '?' in back else '?'}done={made.pk}")


def done_here(request: HttpRequest) -> BulkChange | None:
    """The change from which the person comes, so that the page can offer to undo it."""
    try:
        key = UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    return BulkChange.objects.filter(pk=key, by=request.member).first()  # type: ignore[attr-defined]
