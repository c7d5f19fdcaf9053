"""Who may open the secretariat's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from tenants.members.access import Denied, View, led_to_sign_in
from tenants.network.roles import NetworkPermission


def network_requires(permission: NetworkPermission) -> Callable[[View], View]:
    """Open a view to people of the secretariat whose role holds the permission; strangers are led to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return led_to_sign_in(request)
            place = request.member  # type: ignore[attr-defined]
            if place is None:
                raise Denied(_("This is the desk of the network’s secretariat, and you do not belong to it."))
            if not place.may(permission):
                raise Denied(_("Your role in the secretariat does not include this."))
            return view(request, *args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Open a view to everybody who has signed in on the network's host."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return led_to_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded
