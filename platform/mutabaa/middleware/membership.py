"""On an institution's host, every request asks anew whether its person belongs there."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shared.isolation.scope import in_institution
from tenants.members.models import Member

# Pages about the person herself: they run in network scope on every host.
NETWORK_SCOPE_PAGES = ("account", "invitation", "pages")


def is_about_the_person(path: str) -> bool:
    """Whether a path such as /ar/account/login/ is one of those pages; the bare address only chooses a language."""
    parts = path.split("/")
    return len(parts) < 3 or parts[2] in NETWORK_SCOPE_PAGES


class Membership:
    """Loads the member under the institution's role, then runs the view in the institution's scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        institution = request.institution  # type: ignore[attr-defined]
        if institution is None:
            return self.get_response(request)
        # Read now, under the network's role: nothing lazy may leave its scope.
        signed_in = request.user.is_authenticated
        user_id = request.user.pk
        about_the_person = is_about_the_person(request.path_info)
        needs_second_factor = (
            signed_in
            and institution.requires_second_factor
            and not about_the_person
            and not is_mfa_enabled(request.user)
        )
        if needs_second_factor:
            messages.info(request, _("This institution asks for a second factor. Set one up to go on."))
            return HttpResponseRedirect(reverse("mfa_index"))
        with in_institution(institution):
            if signed_in:
                request.member = (  # type: ignore[attr-defined]
                    Member.objects.active().select_related("body").filter(user_id=user_id).first()
                )
            if not about_the_person:
                return self.get_response(request)
        return self.get_response(request)
