"""The host says whose room the visitor stands in. An unknown host is a plain 404."""

from __future__ import annotations

import re
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.translation import override

from shared.isolation.scope import in_network
from shared.languages.paths import path_language, preferred_language
from tenants.institutions.models import Domain, Institution, Standing

_PORT = re.compile(r":[0-9]{1,5}\Z")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")


class UnknownHost(Exception):
    """No room answers at this host."""


def slug_of(host: str) -> str | None:
    """The institution's label in a Host header, None for the network's own host. Raises UnknownHost."""
    name = _PORT.sub("", host).lower()
    if name == settings.NETWORK_DOMAIN:
        return None
    slug, dot, rest = name.partition(".")
    if not dot or rest != settings.NETWORK_DOMAIN or not _SLUG.match(slug):
        raise UnknownHost(host)
    return slug


def institution_at(slug: str) -> Institution:
    """The institution that answers at a label. Raises UnknownHost for none, and for one that is not yet or no more."""
    domain = Domain.objects.select_related("institution__state").filter(slug=slug).first()
    if domain is None or domain.institution.standing not in {Standing.READY, Standing.SUSPENDED, Standing.LEAVING}:
        raise UnknownHost(slug)
    return domain.institution


class InstitutionOfHost:
    """Sets `request.institution` and the addresses that exist here; everything outside runs in network scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with in_network():
            try:
                slug = slug_of(request.META.get("HTTP_HOST", ""))
                institution = institution_at(slug) if slug else None
            except UnknownHost:
                return HttpResponseNotFound("Not found\n", content_type="text/plain; charset=utf-8")
            request.institution = institution  # type: ignore[attr-defined]
            request.member = None  # type: ignore[attr-defined]
            if institution is None:
                request.urlconf = settings.NETWORK_URLCONF  # type: ignore[attr-defined]
                return self.get_response(request)
            request.urlconf = settings.INSTITUTION_URLCONF  # type: ignore[attr-defined]
            if institution.standing != Standing.READY:
                return _unavailable(request, institution)
            with structlog.contextvars.bound_contextvars(institution=str(institution.pk)):
                return self.get_response(request)


def _unavailable(request: HttpRequest, institution: Institution) -> HttpResponse:
    """A page without data, in the language of the address; LocaleMiddleware has not run yet."""
    language = path_language(request.path_info) or preferred_language(request)
    with override(language):
        page = render_to_string("institution_unavailable.html", {"institution": institution, "preparing": False})
    return HttpResponse(page, status=503)
