"""Who may open a page. A view says its permission once; the refusal carries its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from tenants.members.models import Member
from tenants.members.roles import Permission

View = Callable[..., HttpResponseBase]


class Denied(PermissionDenied):
    """A refusal with its reason in the person's language."""

    def __init__(self, reason: str | Promise) -> None:
        self.reason = reason
        super().__init__(reason)


def check(member: Member, permission: Permission) -> None:
    """Raises Denied when the member's role does not hold the permission."""
    if not member.may(permission):
        raise Denied(_("Your role here does not include this. A coordinator of the institution can change it."))


def led_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to where the person was; a form that was sent is not sent again."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        try:
            back = htmx.current_url_abs_path or "/"
        except ValueError:  # the browser's header is no address
            back = "/"
        return HttpResponseClientRedirect(redirect_to_login(back, reverse("account_login"))["Location"])
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return redirect_to_login(back, reverse("account_login"))


def requires(permission: Permission) -> Callable[[View], View]:
    """Open a view to members whose role holds the permission; strangers are led to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = request.member  # type: ignore[attr-defined]
            if not request.user.is_authenticated:
                return led_to_sign_in(request)
            if member is None:
                raise Denied(_("You do not belong to this institution, or no longer do."))
            check(member, permission)
            return view(request, *args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
