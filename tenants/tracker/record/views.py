"""The record page and its whole history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.tracker.record import history as log
from tenants.tracker.record.finding import address, recommendation_for
from tenants.tracker.record.page import record as everything


@require_safe
@requires(Permission.SEE)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one recommendation."""
    recommendation = recommendation_for(request.member, pk, Permission.SEE)  # type: ignore[attr-defined]
    return render(request, "tracker/record/record.html", everything(request, recommendation))


@require_safe
@requires(Permission.SEE)
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All that was ever done to it, texts before and after in full."""
    recommendation = recommendation_for(request.member, pk, Permission.SEE)  # type: ignore[attr-defined]
    lines = log.told(log.entries_of(recommendation))
    context = {
        "recommendation": recommendation,
        "lines": log.with_positions(recommendation, lines, recommendation.positions.all()),
        "back": address("record", recommendation, request),
        "whole": True,
    }
    return render(request, "tracker/record/history.html", context)
