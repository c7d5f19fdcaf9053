"""The page an invitation's link opens. It runs in the network's scope and steps inside for the invitation alone."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shared.isolation.scope import in_institution
from shared.users.actions import addresses_of, owner_of
from tenants.members.actions.invitations import NewPerson, accept, invitation_with
from tenants.members.forms import NewPersonForm
from tenants.members.models import Invitation
from tenants.members.refused import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An unknown link is 404; a used, revoked or expired one says so (410)."""
    institution = request.institution  # type: ignore[attr-defined]
    with in_institution(institution):
        invitation = invitation_with(token, institution=institution)
    if invitation is None:
        raise Http404
    if invitation.accepted_at or invitation.revoked_at or invitation.has_expired:
        return render(request, "members/invitation_closed.html", {"invitation": invitation}, status=410)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation)
    if owner_of(invitation.email) is not None:
        if request.method == "POST":
            return redirect_to_login(request.path, reverse("account_login"))
        return render(request, "members/invitation.html", {"invitation": invitation, "must_sign_in": True})
    return _accept_new(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    hers = invitation.email in addresses_of(request.user.pk)
    if request.method != "POST" or not hers:
        context = {"invitation": invitation, "hers": hers, "wrong_person": not hers}
        return render(request, "members/invitation.html", context, status=200 if hers else 403)
    institution = request.institution  # type: ignore[attr-defined]
    try:
        accept(institution=institution, invitation=invitation, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        return _refused(request, invitation, refused)
    messages.success(request, _("Welcome. You belong to %(institution)s now.") % {"institution": institution.name})
    return redirect("choose_language")


def _accept_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, invitation=invitation)
    if request.method != "POST" or not form.is_valid():
        context = {"invitation": invitation, "form": form}
        return render(request, "members/invitation.html", context, status=422 if form.errors else 200)
    institution = request.institution  # type: ignore[attr-defined]
    try:
        _member, person = accept(
            institution=institution,
            invitation=invitation,
            by=NewPerson(name=form.cleaned_data["name"], password=form.cleaned_data["password"]),
        )
    except Refused as refused:
        return _refused(request, invitation, refused)
    get_adapter(request).login(request, person)
    UserSession.objects.create_from_request(request)
    messages.success(request, _("Welcome. You belong to %(institution)s now.") % {"institution": institution.name})
    return redirect("choose_language")


def _refused(request: HttpRequest, invitation: Invitation, refused: Refused) -> HttpResponse:
    context = {"invitation": invitation, "reason": refused.reason}
    return render(request, "members/invitation_closed.html", context, status=409)
