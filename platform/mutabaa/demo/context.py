"""Demo sign-ins beside the sign-in form, and files to try beside the import's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from mutabaa.demo.samples import offered
from mutabaa.demo.sign_ins import sign_ins
from shared.isolation.scope import in_network

SIGN_IN_PAGES = {"account_login", "account_reauthenticate"}
IMPORT_PAGE = "intake:start"


def slug_of(request: HttpRequest) -> str:
    """Of the institution on whose host the page stands. Hosts are the network's business."""
    with in_network():
        return request.institution.slug  # type: ignore[attr-defined, no-any-return]


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


def demo_files(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `demo_files`, the address and title of each sample file. Only on the import's first page."""
    match = request.resolver_match
    if not settings.DEMO or match is None or match.view_name != IMPORT_PAGE:
        return {}
    language = (get_language() or "en")[:2]
    return {
        "demo_files": [
            {"address": reverse("demo_file", args=[one["name"]]), "title": one.get(language) or one["en"]}
            for one in offered(slug_of(request))
        ]
    }
