"""The bodies of the institution's list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import list_file
from tenants.members.access import requires
from tenants.members.actions.bodies import NAMES, add_body, rename_body, restore_body, retire_body
from tenants.members.columns import BODIES
from tenants.members.downloads import download_asked
from tenants.members.forms import BodyForm, NewBodyForm
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.members.refused import Refused
from tenants.members.roles import Permission

HEADINGS = {
    BodyKind.STATE: _lazy("Bodies of the state"),
    BodyKind.NHRI: _lazy("National human rights institutions"),
    BodyKind.CIVIL_SOCIETY: _lazy("Civil society"),
    BodyKind.COMMITTEE: _lazy("UN and regional committees"),
}


@require_safe
@requires(Permission.SEE)
def bodies(request: HttpRequest) -> HttpResponseBase:
    """Bodies of the state and assessing bodies, with how many people speak for each; the retired ones last."""
    people = Count("members", filter=Q(members__left_at=None))
    listed = list(ResponsibleBody.objects.annotate(people=people).order_by("name"))
    if kind := download_asked(request):
        return list_file(kind, _("Bodies"), BODIES, [listed])
    kinds = [
        (HEADINGS[kind], [body for body in listed if body.kind == kind and not body.retired_at]) for kind in BodyKind
    ]
    context = {
        "kinds": [(label, found) for label, found in kinds if found],
        "retired": [body for body in listed if body.retired_at],
        "may_manage": request.member.may(Permission.MANAGE_BODIES),  # type: ignore[attr-defined]
    }
    return render(request, "members/bodies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_BODIES)
def add(request: HttpRequest) -> HttpResponse:
    form = NewBodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind, me = form.cleaned_data["kind"], request.member  # type: ignore[attr-defined]
            body = add_body(kind=kind, names=form.names, by=me)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("%(body)s was added.") % {"body": body.name})
            return redirect("members:bodies")
    return render(request, "members/body.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_BODIES)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    body = get_object_or_404(ResponsibleBody, pk=pk)
    form = BodyForm(request.POST or None, initial={field: getattr(body, field) for field in NAMES})
    if request.method == "POST" and form.is_valid():
        try:
            rename_body(body=body, names=form.names, by=request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The names were saved."))
            return redirect("members:bodies")
    return render(request, "members/body.html", {"form": form, "body": body}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_BODIES)
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    body = get_object_or_404(ResponsibleBody.objects.current(), pk=pk)
    if request.method == "POST":
        try:
            retire_body(body=body, by=request.member)  # type: ignore[attr-defined]
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("%(body)s is offered no more.") % {"body": body.name})
        return redirect("members:bodies")
    context = {
        "title": _("Take %(body)s out of use?") % {"body": body.name},
        "text": _("It is no longer offered; what it answered for keeps its name. It can be taken into use again."),
        "action": _("Take out of use"),
        "danger": True,
        "cancel_url": reverse("members:bodies"),
    }
    return render(request, "confirm.html", context)


@require_POST
@requires(Permission.MANAGE_BODIES)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    body = get_object_or_404(ResponsibleBody, pk=pk)
    restore_body(body=body, by=request.member)  # type: ignore[attr-defined]
    messages.success(request, _("%(body)s is in use again.") % {"body": body.name})
    return redirect("members:bodies")
