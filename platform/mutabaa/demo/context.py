"""Demo sign-ins beside the sign-in form."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mutabaa.demo.sign_ins import sign_ins

SIGN_IN_PAGES = {"account_login", "account_reauthenticate"}


def demo_sign_ins(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `demo_sign_ins`, a list of role, name, email and password for this host's people.

    Only in a demonstration, and only on the sign-in page; elsewhere nothing.
    """
    match = request.resolver_match
    if not settings.DEMO or match is None or match.url_name not in SIGN_IN_PAGES:
        return {}
    institution = getattr(request, "institution", None)
    here = institution.slug if institution else ""
    return {
        "demo_sign_ins": [
            {"role": one.role, "name": one.name, "email": one.email, "password": one.password}
            for one in sign_ins()
            if one.slug == here
        ]
    }
