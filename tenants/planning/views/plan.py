"""The page of the plan, and the pages that start, move and adopt it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import list_file
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import plans
from tenants.planning.downloads import of_the_plan
from tenants.planning.finding import current_plan
from tenants.planning.forms import StartForm
from tenants.planning.models import Plan, PlanStanding, PlanVersion
from tenants.planning.page import VIEWS, plan_page
from tenants.planning.slots import plan_parts
from tenants.planning.views.acts import form_page
from tenants.planning.views.carrying import unfinished
from tenants.tracker.acts import one_step


@require_safe
@requires(Permission.SEE)
def plan(request: HttpRequest) -> HttpResponseBase:
    """The current plan as a table, or as `by` asks: body, theme, gap."""
    member: Member = request.member  # type: ignore[attr-defined]
    current = Plan.objects.current().first()
    asked = request.GET.get("by", "")
    view = asked if asked in VIEWS else ""
    if current and view != "gap" and (kind := download_asked(request)):
        return list_file(kind, *of_the_plan(current, view, request.GET))
    context = {
        "plan": current,
        "versions": list(PlanVersion.objects.select_related("plan").defer("snapshot")),
        "may_plan": member.may(Permission.PLAN),
        "may_carry": bool(current and current.is_open and member.may(Permission.PLAN) and unfinished()),
        "parts": plan_parts(request, current) if current else [],
        "views": [(name, label, name == view) for name, label in VIEWS.items()],
        **(plan_page(current, view, request.GET) if current else {}),
    }
    return render(request, "planning/plan.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def start(request: HttpRequest) -> HttpResponse:
    """Name a new plan."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = StartForm(request.POST or None)
    return form_page(
        request,
        title=_("Start a plan"),
        form=form,
        act=lambda: plans.start(title=form.cleaned_data["title"], by=member),
        go_on=lambda _made: reverse("planning:carry" if unfinished() else "planning:plan"),
        done=_("The plan is started."),
        button=_("Start the plan"),
        back=reverse("planning:plan"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def rename(request: HttpRequest) -> HttpResponse:
    """Give the open plan another title."""
    member: Member = request.member  # type: ignore[attr-defined]
    current = current_plan()
    form = StartForm(request.POST or None, initial={"title": current.title})
    return form_page(
        request,
        title=_("Rename the plan"),
        form=form,
        act=lambda: plans.rename(plan=current, title=form.cleaned_data["title"], by=member),
        done=_("The plan has its new title."),
        button=_("Save"),
        back=reverse("planning:plan"),
    )


@require_POST
@requires(Permission.PLAN)
def move(request: HttpRequest) -> HttpResponse:
    """To consultation, back to drafting, or open for the next version."""
    member: Member = request.member  # type: ignore[attr-defined]
    current = current_plan()
    standing = request.POST.get("standing", "")
    label = dict(PlanStanding.choices).get(standing, "")
    return one_step(
        request,
        lambda: plans.move(plan=current, standing=standing, by=member),
        done=_("The plan stands at: %(standing)s.") % {"standing": label},
        back=reverse("planning:plan"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def adopt(request: HttpRequest) -> HttpResponse:
    """Freeze a version, after asking."""
    member: Member = request.member  # type: ignore[attr-defined]
    current = current_plan()
    here = reverse("planning:plan")
    if request.method == "POST":
        done = _("The plan is adopted. Its version is kept as it stands.")
        return one_step(request, lambda: plans.adopt(plan=current, by=member), done=done, back=here)
    context = {
        "base_template": "base_institution.html",
        "title": _("Adopt the plan?"),
        "text": _(
            "A version is kept as the plan stands now, and is never changed. Standings and milestones go on; for "
            "other changes the plan is opened for revision."
        ),
        "action": _("Adopt the plan"),
        "cancel_url": here,
    }
    return render(request, "confirm.html", context)
