"""The network's front page, its public pages, a person's own places, and the secretariat's desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared.exports.lists import in_portions, kind_asked, list_file
from tenants.institutions.models import AssessorConfirmation, Decision, Institution
from tenants.members.places import all_places, places_of
from tenants.members.refused import Refused
from tenants.network.access import network_requires, signed_in
from tenants.network.actions.assessors import decide
from tenants.network.downloads import INSTITUTIONS
from tenants.network.models import NetworkEntry, SecretariatMember
from tenants.network.roles import SECRETARIAT_ROLES, NetworkPermission


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", {"members": all_places(), "today": timezone.localdate()})


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The index of members: names and States, nothing else."""
    return render(request, "network/members.html", {"places": all_places()})


@require_safe
@signed_in
def places(request: HttpRequest) -> HttpResponse:
    """Where the person belongs; each institution is entered at its own address."""
    return render(request, "network/places.html", {"places": places_of(request.user.pk)})


@require_safe
@network_requires(NetworkPermission.SEE_DESK)
def desk(request: HttpRequest) -> HttpResponseBase:
    place = request.member  # type: ignore[attr-defined]
    institutions = Institution.objects.select_related("state").prefetch_related("domains")
    if kind := kind_asked(request):
        return list_file(kind, _("Institutions"), INSTITUTIONS, in_portions(institutions))
    context = {
        "institutions": institutions,
        "waiting": AssessorConfirmation.objects.filter(decision=Decision.PENDING).select_related("institution"),
        "secretariat": SecretariatMember.objects.active().select_related("user").order_by("since"),
        "log": NetworkEntry.objects.all()[:50] if place.may(NetworkPermission.SEE_LOG) else None,
        "may_confirm": place.may(NetworkPermission.CONFIRM_ASSESSORS),
    }
    return render(request, "network/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@network_requires(NetworkPermission.CONFIRM_ASSESSORS)
def confirm_assessor(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, confirmed=True)


@require_http_methods(["GET", "HEAD", "POST"])
@network_requires(NetworkPermission.CONFIRM_ASSESSORS)
def decline_assessor(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, confirmed=False)


def _decide(request: HttpRequest, pk: UUID, *, confirmed: bool) -> HttpResponse:
    waiting = AssessorConfirmation.objects.filter(decision=Decision.PENDING).select_related("institution")
    confirmation = get_object_or_404(waiting, pk=pk)
    names = {"email": confirmation.email, "body": confirmation.body_name}
    if request.method == "POST":
        try:
            decide(confirmation=confirmation, confirmed=confirmed, by=request.user)  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            done = _("%(email)s speaks for %(body)s.") if confirmed else _("%(email)s does not speak for %(body)s.")
            messages.success(request, done % names)
        return redirect("network:desk")
    question = (
        _("Confirm that %(email)s speaks for %(body)s?")
        if confirmed
        else _("Decline that %(email)s speaks for %(body)s?")
    )
    context = {
        "title": question % names,
        "text": _(
            "Ask the body itself before you answer; the institution that invited the person is the one assessed."
        ),
        "action": _("Confirm") if confirmed else _("Decline"),
        "danger": not confirmed,
        "cancel_url": reverse("network:desk"),
    }
    return render(request, "confirm.html", context)


@require_safe
@network_requires(NetworkPermission.SEE_DESK)
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what in the network's name, as the code has it."""
    rows = [
        (permission.label, [(role, permission in role.permissions) for role in SECRETARIAT_ROLES])
        for permission in NetworkPermission
    ]
    return render(request, "network/roles.html", {"roles": SECRETARIAT_ROLES, "rows": rows})
