"""One action: its page, and the pages that change it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared.languages.direction import active_language
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import actions, serving
from tenants.planning.content import LANGUAGES
from tenants.planning.finding import (
    action_for,
    action_to_report,
    asked_recommendation,
    candidates,
    current_plan,
    key_in,
)
from tenants.planning.forms import ActionForm, ServeForm, StandingForm
from tenants.planning.history import history_of
from tenants.planning.holding import may_report
from tenants.planning.models import Action, Plan
from tenants.planning.slots import action_parts
from tenants.planning.smart import smart
from tenants.planning.views.acts import form_page
from tenants.planning.wording import target_name
from tenants.tracker.acts import one_step
from tenants.tracker.models import Recommendation


def address_of(action: Action) -> str:
    return reverse("planning:action", args=[action.pk])


@require_safe
@requires(Permission.SEE)
def action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one action."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = action_for(member, pk, Permission.SEE)
    checks = smart(one)
    lines = list(one.serves.all())
    context = {
        "action": one,
        "checks": checks,
        "met": sum(check.is_met for check in checks),
        "recommendations": [line.recommendation for line in lines if line.recommendation],
        "clusters": [line.cluster for line in lines if line.cluster],
        "targets": [target_name(line.sdg_code) for line in lines if line.sdg_code],
        "items": [line.national_item for line in lines if line.national_item],
        "indicators": [line.indicator for line in one.indicator_lines.all()],
        "carried_into": Action.objects.filter(carried_from=one).select_related("plan").first(),
        "supporting": [line.body for line in one.supporting.all()],
        "titles": [(code, getattr(one, f"title_{code}")) for code in LANGUAGES if code != one.shown_language],
        "parts": action_parts(request, one),
        "lines": history_of(one.pk),
        "may_plan": member.may(Permission.PLAN) and one.plan.is_open,
        "may_move": member.may(Permission.PLAN) and one.plan.is_current,
        "may_report": may_report(member, one) and one.plan.is_current,
    }
    return render(request, "planning/action.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def add(request: HttpRequest) -> HttpResponse:
    """Write a new action, for a recommendation where `for` names one."""
    member: Member = request.member  # type: ignore[attr-defined]
    plan, recommendation = current_plan(), asked_recommendation(request)
    form = ActionForm(request.POST or None, language=active_language())
    return form_page(
        request,
        title=_("Write an action"),
        form=form,
        act=lambda: _add(plan, form, recommendation, member),
        go_on=address_of,
        done=_("The action is in the plan."),
        button=_("Put it into the plan"),
        back=reverse("planning:plan"),
        recommendation=recommendation,
    )


@transaction.atomic
def _add(plan: Plan, form: ActionForm, recommendation: Recommendation | None, by: Member) -> Action:
    made = actions.add(plan=plan, content=form.content(), by=by)
    given = form.cleaned_data
    actions.assign_bodies(action=made, lead=given["lead"], supporting=given["supporting"], by=by)
    if recommendation is not None:
        serving.serve(action=made, recommendation=recommendation, by=by)
    return made


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change its words, bodies, time and money."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = action_for(member, pk, Permission.PLAN)
    form = ActionForm(request.POST or None, action=one, language=active_language())
    return form_page(
        request,
        title=_("Change the action"),
        form=form,
        act=lambda: _change(one, form, member),
        done=_("The action is saved."),
        button=_("Save"),
        back=address_of(one),
        action=one,
    )


@transaction.atomic
def _change(one: Action, form: ActionForm, by: Member) -> None:
    given = form.cleaned_data
    actions.change(action=one, content=form.content(), seen=given["seen"], by=by)
    actions.assign_bodies(action=one, lead=given["lead"], supporting=given["supporting"], by=by)


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def serves(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is for: take a line out, or search and add one."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = action_for(member, pk, Permission.PLAN)
    here = reverse("planning:serves", args=[one.pk])
    if request.POST.get("act") == "remove":
        chosen = key_in(request.POST, "line")
        line = next((line for line in one.serves.all() if line.pk == chosen), None)
        if line is None:
            raise Http404
        done = _("The action serves this no longer.")
        return one_step(request, lambda: serving.unserve(line=line, by=member), done=done, back=here)
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = candidates(words, one)
    form = ServeForm(request.POST or None, found=found)
    return form_page(
        request,
        template="serves",
        title=_("What the action serves"),
        form=form,
        act=lambda: serving.serve(action=one, by=member, **form.thing()),
        go_on=lambda _made: here,
        done=_("The action serves it."),
        button=_("Add"),
        back=address_of(one),
        action=one,
        served=[(line, target_name(line.sdg_code)) for line in one.serves.all()],
        words=words,
        found=found,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how far it is. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = action_to_report(member, pk)
    form = StandingForm(request.POST or None, action=one)
    return form_page(
        request,
        title=_("How far the action is"),
        form=form,
        act=lambda: actions.set_standing(action=one, by=member, **form.cleaned_data),
        done=_("The standing is saved."),
        button=_("Save"),
        back=address_of(one),
        action=one,
    )
