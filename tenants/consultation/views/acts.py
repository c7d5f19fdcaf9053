"""The shape of every page that changes a consultation, and of those that ask first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.tracker import acts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

form_page = partial(acts.form_page, folder="consultation")


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
        return acts.one_step(request, act, done=done, back=go_on or back)
    context = {
        "base_template": "base_institution.html",
        "title": title,
        "text": text,
        "action": action,
        "danger": danger,
        "cancel_url": back,
    }
    return render(request, "confirm.html", context)
