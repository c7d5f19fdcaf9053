"""System checks: what the house's promise of isolation forbids, found before anything runs."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from shared.isolation.constructs import STOCK, forbidden_constructs
from shared.isolation.models import InstitutionModel

FAMILIES = ("tenants", "shared", "knowledge_base", "platform")


def institution_models() -> Iterator[type[models.Model]]:
    """Every concrete model whose table stands in an institution's schema."""
    names = set(settings.INSTITUTION_SCHEMA_APPS)
    for config in apps.get_app_configs():
        if config.name in names:
            yield from config.get_models(include_auto_created=True)


@register("isolation")
def each_app_lives_in_one_schema(**kwargs: Any) -> list[CheckMessage]:
    both = set(settings.PUBLIC_SCHEMA_APPS) & set(settings.INSTITUTION_SCHEMA_APPS)
    return [Error(f"{name} is in both schema lists.", id="isolation.E001") for name in sorted(both)]


@register("isolation")
def institution_models_are_keyed_and_free(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    inside = set(institution_models())
    for model in inside:
        if not issubclass(model, InstitutionModel) or not isinstance(model._meta.pk, models.UUIDField):
            found.append(
                Error("An institution's model needs InstitutionModel's UUID key.", obj=model, id="isolation.E002")
            )
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.remote_field.model in inside:
                continue
            if field.db_constraint:  # type: ignore[attr-defined]
                found.append(
                    Error(
                        f"{field.name}: no foreign key constraint may leave an institution's schema.",
                        obj=model,
                        id="isolation.E003",
                    )
                )
    return found


def _own_sources() -> Iterator[Path]:
    for family in FAMILIES:
        for path in sorted((Path(settings.BASE_DIR) / family).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@register("isolation")
def nothing_leaves_its_scope(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{path.relative_to(settings.BASE_DIR)}:{line}: {reason}", id="isolation.E004")
        for path in _own_sources()
        for line, reason in forbidden_constructs(path.read_text(encoding="utf-8"))
        if reason != STOCK or "isolation" not in path.parts
    ]


def walk_urls(patterns: Any, prefix: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """(route, full name, view) for every address of a URL configuration."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk_urls(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern):
            yield route, ":".join([*namespaces, entry.name or ""]), entry.callback


@register("isolation")
def no_view_is_async(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for urlconf in (settings.NETWORK_URLCONF, settings.INSTITUTION_URLCONF):
        for route, _name, view in walk_urls(get_resolver(urlconf).url_patterns):
            # On Python 3.11 only asgiref's own question sees the mark on a class-based view.
            if iscoroutinefunction(inspect.unwrap(view)) or iscoroutinefunction(view):
                found.append(Error(f"{route}: async views lose the scope.", id="isolation.E005"))
    return found
