"""The shape of every page that changes a cluster: ask, act, say what was done, go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tenants.tracker import acts
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import BulkChange

form_page = partial(acts.form_page, folder="tracker", template="clusters/form")


def with_undo(request: HttpRequest, act: Callable[[], BulkChange], *, back: str) -> HttpResponse:
    """A change of many: act, and go back to where it can be undone; say why not where it is refused."""
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, refusal.words)
        return redirect(back)
    return redirect(f"{back}{'&' if '?' in back else '?'}done={made.pk}")


def done_here(request: HttpRequest) -> BulkChange | None:
    """The change from which the person comes, so that the page can offer to undo it."""
    try:
        key = UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    return BulkChange.objects.filter(pk=key, by=request.member).first()  # type: ignore[attr-defined]
