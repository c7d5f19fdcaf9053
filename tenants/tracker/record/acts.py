"""The shape of every page that changes a recommendation: afterwards the person is back at the record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tenants.tracker import acts
from tenants.tracker.models import Recommendation
from tenants.tracker.record.finding import address


def form_page(request: HttpRequest, recommendation: Recommendation, *, stay: str = "", **page: Any) -> HttpResponse:
    """As `acts.form_page`; with `stay` the person goes on to another page of the record."""
    back = address("record", recommendation, request)
    return acts.form_page(
        request,
        folder="tracker/record",
        recommendation=recommendation,
        back=back,
        go_on=(lambda made: stay) if stay else None,
        **page,
    )
