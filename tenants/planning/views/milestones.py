"""The pages of an action's milestones."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import milestones
from tenants.planning.finding import action_for, milestone_for, milestone_to_reach
from tenants.planning.forms import MilestoneForm, MoveForm, ReachForm
from tenants.planning.views.actions import address_of
from tenants.planning.views.acts import form_page
from tenants.tracker.acts import one_step


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set a milestone."""
    member: Member = request.member  # type: ignore[attr-defined]
    action = action_for(member, pk, Permission.PLAN)
    form = MilestoneForm(request.POST or None)
    return form_page(
        request,
        title=_("Set a milestone"),
        form=form,
        act=lambda: milestones.add(action=action, by=member, **form.cleaned_data),
        done=_("The milestone is set."),
        button=_("Set the milestone"),
        back=address_of(action),
        action=action,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def reach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it is reached. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    milestone = milestone_to_reach(member, pk)
    form = ReachForm(request.POST or None)
    return form_page(
        request,
        title=_("Milestone reached"),
        form=form,
        act=lambda: milestones.reach(milestone=milestone, on=form.cleaned_data["on"], by=member),
        done=_("The milestone is reached."),
        button=_("Save"),
        back=address_of(milestone.action),
        action=milestone.action,
        milestone=milestone,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give it another day, and say why."""
    member: Member = request.member  # type: ignore[attr-defined]
    milestone = milestone_for(member, pk, Permission.PLAN)
    form = MoveForm(request.POST or None, milestone=milestone)
    return form_page(
        request,
        title=_("Move the milestone"),
        form=form,
        act=lambda: milestones.move(milestone=milestone, by=member, **form.cleaned_data),
        done=_("The milestone has a new day. The one before it stays in the history with your reason."),
        button=_("Move it"),
        back=address_of(milestone.action),
        action=milestone.action,
        milestone=milestone,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it out, after asking."""
    member: Member = request.member  # type: ignore[attr-defined]
    milestone = milestone_for(member, pk, Permission.PLAN)
    back = address_of(milestone.action)
    if request.method == "POST":
        done = _("The milestone is taken out.")
        return one_step(request, lambda: milestones.remove(milestone=milestone, by=member), done=done, back=back)
    context = {
        "base_template": "base_institution.html",
        "title": _("Take the milestone out?"),
        "text": milestone.words,
        "action": _("Take it out"),
        "danger": True,
        "cancel_url": back,
    }
    return render(request, "confirm.html", context)
