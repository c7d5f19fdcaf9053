"""Adopted versions of the plan, and what changed since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.comparing import (
    body_name,
    compare,
    in_reader_language,
    indicator_words,
    milestone_words,
    served_name,
)
from tenants.planning.finding import version_for
from tenants.planning.freezing import snapshot
from tenants.planning.models import PlanVersion
from tenants.planning.page import PAGE_SIZE
from tenants.planning.wording import said


@require_safe
@requires(Permission.SEE)
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan as it was adopted."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = version_for(member, pk)
    earlier = PlanVersion.objects.filter(plan=one.plan, number__lt=one.number).defer("snapshot").first()
    page = Paginator(one.snapshot["actions"], PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"version": one, "earlier": earlier, "page": page, "actions": [_shown(row) for row in page]}
    return render(request, "planning/version.html", context)


@require_safe
@requires(Permission.SEE)
def since(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed between the version and the plan as it stands."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = version_for(member, pk)
    context = {"version": one, "later": None, "comparison": compare(one.snapshot, snapshot(one.plan))}
    return render(request, "planning/comparison.html", context)


@require_safe
@requires(Permission.SEE)
def between(request: HttpRequest, pk: UUID, earlier: UUID) -> HttpResponse:
    """What the version changed against an earlier one of the same plan."""
    member: Member = request.member  # type: ignore[attr-defined]
    later, former = version_for(member, pk), version_for(member, earlier)
    if former.plan_id != later.plan_id or former.number >= later.number:
        raise Http404
    context = {"version": former, "later": later, "comparison": compare(former.snapshot, later.snapshot)}
    return render(request, "planning/comparison.html", context)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """An action of a snapshot as the page shows it."""
    return {
        "title": in_reader_language(row, "title"),
        "lead": body_name(row["lead"]),
        "supporting": [body_name(body) for body in row["supporting"]],
        "begins": said("starts_on", row["starts_on"]),
        "ends": said("ends_on", row["ends_on"]),
        "budget": said("budget_amount", row["budget_amount"]),
        "currency": row["budget_currency"],
        "costs_nothing": row["costs_nothing"],
        "standing": said("standing", row["standing"]),
        "serves": [served_name(line) for line in row["serves"]],
        "milestones": [milestone_words(one) for one in row["milestones"]],
        "indicators": [indicator_words(one) for one in row.get("indicators", ())],
    }
