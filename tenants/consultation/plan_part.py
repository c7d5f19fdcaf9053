"""The consultations about a plan, on the plan's page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from tenants.consultation.about import consultations_about
from tenants.consultation.days import today_at
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.models import Plan

SHOWN = 5


def consultations_on_it(request: HttpRequest, plan: Plan) -> str:
    """The newest of them: all for those who consult, for others what was opened. One query; nothing where none is."""
    member: Member = request.member  # type: ignore[attr-defined]
    consults = member.may(Permission.CONSULT)
    found = consultations_about(plan)
    if not consults:
        found = found.filter(opened_at__isnull=False)
    rows = list(found[: SHOWN + 1])
    if not rows:
        return ""
    today = today_at(request.institution)  # type: ignore[attr-defined]
    context = {
        "rows": [(one, one.standing_on(today)) for one in rows[:SHOWN]],
        "consults": consults,
        "has_more": len(rows) > SHOWN,
    }
    return render_to_string("consultation/plan_part.html", context, request)
