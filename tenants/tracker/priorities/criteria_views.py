"""The page of criteria, and the forms that change them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import Job
from tenants.tracker.actions import criteria as acts
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.clusters.acts import form_page
from tenants.tracker.models import Criterion, Mark
from tenants.tracker.priorities.criteria import all_criteria, bands
from tenants.tracker.priorities.forms import BandsForm, CriterionForm
from tenants.tracker.priorities.jobs import RESCORE


def _page(request: HttpRequest, form: BandsForm, act: Callable[[], object]) -> HttpResponse:
    everything = all_criteria()
    return form_page(
        request,
        title=_("Criteria of priority"),
        form=form,
        act=act,
        done=_("The bands are saved. Scores and priorities follow."),
        button=_("Save the bands"),
        back=reverse("tracker:criteria"),
        template="priorities/criteria",
        criteria=[one for one in everything if one.retired_at is None],
        retired=[one for one in everything if one.retired_at is not None],
        weights=sum(one.weight for one in everything if one.retired_at is None),
        scored=Mark.objects.values("recommendation").distinct().count(),
        job=Job.objects.unfinished().filter(kind=RESCORE).order_by("-asked_at").first(),
    )


@require_safe
@requires(Permission.MANAGE_SETTINGS)
def criteria_page(request: HttpRequest) -> HttpResponse:
    """The criteria with their weights, and where the bands begin."""
    return _page(request, BandsForm(bands=bands()), lambda: None)


@require_POST
@requires(Permission.MANAGE_SETTINGS)
def limits(request: HttpRequest) -> HttpResponse:
    """Say from where on a priority is high or medium."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = BandsForm(request.POST, bands=bands())
    return _page(request, form, lambda: acts.set_bands(by=member, **form.cleaned_data))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def add(request: HttpRequest) -> HttpResponse:
    """A criterion of the institution's own."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = CriterionForm(request.POST or None)
    return _form(request, form, _("Add a criterion"), lambda: acts.add_criterion(values=form.cleaned_data, by=member))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its words, its weight, its place, its rule."""
    member: Member = request.member  # type: ignore[attr-defined]
    criterion = _criterion(pk)
    form = CriterionForm(request.POST or None, criterion=criterion)
    return _form(
        request, form, _("Edit the criterion"), lambda: acts.edit_criterion(key=pk, values=form.cleaned_data, by=member)
    )


@require_POST
@requires(Permission.MANAGE_SETTINGS)
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it off the sheet."""
    member: Member = request.member  # type: ignore[attr-defined]
    _criterion(pk)
    return _step(
        request, lambda: acts.retire_criterion(key=pk, by=member), _("It is off the sheet; its marks are kept.")
    )


@require_POST
@requires(Permission.MANAGE_SETTINGS)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it on the sheet again."""
    member: Member = request.member  # type: ignore[attr-defined]
    _criterion(pk)
    return _step(request, lambda: acts.restore_criterion(key=pk, by=member), _("It is on the sheet again."))


def _criterion(pk: UUID) -> Criterion:
    """One of the institution's criteria, stored or not yet. Raises Http404 for any other key."""
    found = next((one for one in all_criteria() if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, form: forms.Form, title: str, act: Callable[[], object]) -> HttpResponse:
    return form_page(
        request,
        title=title,
        form=form,
        act=act,
        done=_("The criterion is saved. Scores and priorities follow."),
        button=_("Save"),
        back=reverse("tracker:criteria"),
        template="priorities/criterion",
    )


def _step(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
    return redirect("tracker:criteria")
