"""Every address of a host with arguments that fit its shape but name nothing that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from django.utils import translation

NOWHERE = UUID("00000000-0000-7000-8000-000000000000")
SAMPLES: dict[str, Any] = {"UUIDConverter": NOWHERE, "IntConverter": 999_999_999, "SlugConverter": "nowhere"}


@dataclass(frozen=True)
class Address:
    """A named address and what its arguments are called, with a sample for each."""

    name: str
    arguments: tuple[tuple[str, Any], ...]

    @property
    def takes_an_object(self) -> bool:
        return any(isinstance(sample, UUID) for _key, sample in self.arguments)

    def path(self, urlconf: str, **instead: Any) -> str:
        with translation.override("en"):
            return reverse(self.name, urlconf=urlconf, kwargs={**dict(self.arguments), **instead})

    def path_of(self, urlconf: str, object_id: UUID) -> str:
        """The address of another object: every key of the address is replaced by it."""
        keys = {key: object_id for key, sample in self.arguments if isinstance(sample, UUID)}
        return self.path(urlconf, **keys)


def _arguments(pattern: Any) -> tuple[tuple[str, Any], ...]:
    if isinstance(pattern, RoutePattern):
        return tuple(
            (key, SAMPLES.get(type(converter).__name__, "nowhere")) for key, converter in pattern.converters.items()
        )
    groups = getattr(pattern, "regex", re.compile("")).groupindex
    return tuple((key, "nowhere") for key in groups)


def addresses(
    urlconf: str, patterns: Any = None, namespace: str = "", given: tuple[tuple[str, Any], ...] = ()
) -> Iterator[Address]:
    """Every address of a URL configuration."""
    for entry in patterns if patterns is not None else get_resolver(urlconf).url_patterns:
        arguments = given + _arguments(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(urlconf, entry.url_patterns, inner, arguments)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or ''}", arguments)
