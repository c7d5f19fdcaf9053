"""The page that carries unfinished actions of an earlier plan into the current one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shared.languages.numbers import written_number
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import carrying
from tenants.planning.finding import current_plan
from tenants.planning.models import Action, Plan
from tenants.planning.models.action import ActionQuerySet
from tenants.planning.page import PAGE_SIZE
from tenants.planning.refusals import Refused


def waiting(plan: Plan) -> ActionQuerySet:
    """Unfinished actions of the plan before this one that were not carried into it."""
    former = Plan.objects.exclude(pk=plan.pk).filter(started_at__lte=plan.started_at).order_by("-started_at")[:1]
    rows: ActionQuerySet = Action.objects.unfinished_of_earlier_plans()
    return rows.filter(plan__in=former.values("pk")).exclude(carried_into__plan=plan)


def unfinished() -> bool:
    """Whether something waits to be carried into the current plan."""
    plan = Plan.objects.current().first()
    return plan is not None and waiting(plan).exists()


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def carry(request: HttpRequest) -> HttpResponse:
    """Choose among the unfinished actions, or take all of them."""
    member: Member = request.member  # type: ignore[attr-defined]
    plan = current_plan()
    here, rows = reverse("planning:carry"), waiting(plan)
    if request.method == "POST":
        chosen = [key for text in request.POST.getlist("action") if (key := _key(text))]
        keys = list(rows.values_list("pk", flat=True)) if "all" in request.POST else chosen
        try:
            made = carrying.carry(plan=plan, actions=keys, by=member)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("planning:plan")
        if not made:
            messages.info(request, _("Nothing was chosen that is not in the plan already."))
            return redirect(here)
        words = ngettext("%(number)s action was carried.", "%(number)s actions were carried.", len(made))
        messages.success(request, words % {"number": written_number(len(made))})
        return redirect(here if rows.exists() else "planning:plan")
    found = rows.select_related("lead", "plan").prefetch_related("milestones").in_plan_order()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "planning/carry.html", {"plan": plan, "page": page, "title": _("Carry actions over")})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
