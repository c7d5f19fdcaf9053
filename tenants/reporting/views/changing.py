"""Pages that change the calendar."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.actions import obligations
from tenants.reporting.forms import AddForm, CancelForm, CompleteForm, EditForm, MoveForm
from tenants.reporting.models import Obligation
from tenants.reporting.proposals import proposals
from tenants.reporting.views.acts import form_page
from tenants.tracker.actions.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def proposed(request: HttpRequest) -> HttpResponse:
    """What can be counted and is not in the calendar yet; each is confirmed by a person."""
    member: Member = request.member  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            made = obligations.confirm(key=request.POST.get("key", ""), by=member)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
        else:
            messages.success(
                request, _("In the calendar: %(what)s, %(body)s.") % {"what": made.title, "body": made.body_name}
            )
        return redirect("reporting:proposals")
    found = proposals(request.institution)  # type: ignore[attr-defined]
    return render(request, "reporting/proposals.html", {"proposals": found})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def add(request: HttpRequest) -> HttpResponse:
    """An obligation that no rule proposes."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = AddForm(request.POST or None)
    return form_page(
        request,
        title=_("Add an obligation"),
        form=form,
        act=lambda: obligations.add(
            **form.words(),
            due_on=form.cleaned_data["due_on"],
            received_on=form.cleaned_data["received_on"],
            by=member,
        ),
        done=_("The obligation is in the calendar."),
        back=reverse("reporting:calendar"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what it is called, to whom it is due, who prepares it."""
    one = get_object_or_404(Obligation, pk=pk)
    form = EditForm(request.POST or None, obligation=one)
    return form_page(
        request,
        title=_("Correct the obligation"),
        form=form,
        act=lambda: obligations.edit(
            obligation=one,
            **form.words(),
            seen=form.cleaned_data["seen"],
            by=request.member,  # type: ignore[attr-defined]
        ),
        done=_("The obligation is saved."),
        back=one.get_absolute_url(),
        obligation=one,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another date, with its reason."""
    one = get_object_or_404(Obligation, pk=pk)
    form = MoveForm(request.POST or None, obligation=one)
    return form_page(
        request,
        title=_("Change the date"),
        form=form,
        act=lambda: (
            obligations.move(obligation=one, by=request.member, **form.cleaned_data).obligation  # type: ignore[attr-defined]
        ),
        done=_("The date is changed; the earlier one stays with its reason."),
        back=one.get_absolute_url(),
        obligation=one,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was handed in, answered or held."""
    one = get_object_or_404(Obligation, pk=pk)
    form = CompleteForm(request.POST or None, initial={"reference": one.reference})
    return form_page(
        request,
        title=_("Mark as done"),
        form=form,
        act=lambda: obligations.complete(obligation=one, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The obligation is done."),
        back=one.get_absolute_url(),
        obligation=one,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_CALENDAR)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is not owed, or no longer."""
    one = get_object_or_404(Obligation, pk=pk)
    form = CancelForm(request.POST or None)
    return form_page(
        request,
        title=_("Cancel the obligation"),
        form=form,
        act=lambda: obligations.cancel(obligation=one, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The obligation is cancelled. It stays readable among the closed ones."),
        back=one.get_absolute_url(),
        obligation=one,
    )


@require_POST
@requires(Permission.MANAGE_CALENDAR)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was closed too early."""
    one = get_object_or_404(Obligation, pk=pk)
    try:
        obligations.reopen(obligation=one, by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("The obligation is open again."))
    return redirect(one)
