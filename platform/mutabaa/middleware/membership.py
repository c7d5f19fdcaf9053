"""On every host, each request asks anew whether its person has a place there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from shared.isolation.scope import in_institution
from shared.languages.dates import on_the_clock_of
from tenants.members.models import Member
from tenants.members.places import places_of
from tenants.members.preferences import zone_named
from tenants.network.models import SecretariatMember
from tenants.notices.models import with_unseen

# Pages about the person herself, or about the platform: they run in network scope on every host. A calendar feed and
# a guest's comment have no member in their session: their views find who asks by the address's secret and enter the
# institution by themselves.
NETWORK_SCOPE_PAGES = ("account", "invitation", "pages", "feed", "comment")


def is_about_the_person(path: str) -> bool:
    """Whether a path such as /ar/account/login/ is one of those pages; the bare address only chooses a language."""
    parts = path.split("/")
    return len(parts) < 3 or parts[2] in NETWORK_SCOPE_PAGES


class Membership:
    """Loads the member under the institution's role, then runs the view in the institution's scope.

    On the network's host `request.member` is the person's place in the secretariat, if she has one. Moments are
    written by the clock of the person's own time zone, else of the institution's; "today" is the institution's day.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Read now, under the network's role: nothing lazy may leave its scope.
        own = request.user.time_zone if request.user.is_authenticated else ""
        name = own or getattr(request.institution, "time_zone", "")  # type: ignore[attr-defined]
        with on_the_clock_of(zone_named(name) if name else None):
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        institution = request.institution  # type: ignore[attr-defined]
        user_id = request.user.pk if request.user.is_authenticated else None
        if institution is None:
            if user_id is not None:
                place = SecretariatMember.objects.active().filter(user_id=user_id).first()
                request.member = place  # type: ignore[attr-defined]
            return self.get_response(request)
        present = None
        if user_id is not None:
            with in_institution(institution):
                present = with_unseen(Member.objects.present()).select_related("body").filter(user_id=user_id).first()
            if present is not None and not present.awaits_confirmation:
                request.member = present  # type: ignore[attr-defined]
        if is_about_the_person(request.path_info):
            return self.get_response(request)
        if user_id is not None and request.member is None:  # type: ignore[attr-defined]
            return _no_place_here(request, user_id, waiting=present is not None)
        if user_id is not None and institution.requires_second_factor and not is_mfa_enabled(request.user):
            messages.info(request, _("This institution asks for a second factor. Set one up to go on."))
            return HttpResponseRedirect(reverse("mfa_index"))
        with in_institution(institution):
            return self.get_response(request)


def _no_place_here(request: HttpRequest, user_id: UUID, *, waiting: bool) -> HttpResponse:
    """403 with the reason, and the ways to the places where the person does belong."""
    context: dict[str, Any] = {"waiting": waiting, "places": places_of(user_id)}
    return render(request, "members/no_place_here.html", context, status=403)
