"""Celery tasks that know whose work they do, or fail.

The stock behaviour of a task without its institution is to run in the public schema; ours refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog
from celery import Task, shared_task
from django.apps import apps
from django.conf import settings
from django.db import close_old_connections

from shared.isolation.resting import rest_connections
from shared.isolation.scope import NETWORK, NoScope, current_institution_id, entered, in_institution, in_network

HEADER = "mutabaa_institution"


class InstitutionNotServing(RuntimeError):
    """The task's institution is not ready: unknown, suspended, leaving or dropped."""


def _carrying(options: dict[str, Any]) -> dict[str, Any]:
    headers = {**(options.get("headers") or {}), HEADER: str(current_institution_id())}
    return {**options, "headers": headers}


class InstitutionTask(Task):
    """Carries the sender's institution in a header and runs inside it."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """Send the task from the institution at hand. Raises NoScope outside any."""
        return super().apply_async(args, kwargs, **_carrying(options))

    def apply(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """Run the task here and now, for the institution at hand. Raises NoScope outside any."""
        return super().apply(args, kwargs, **_carrying(options))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        carried = getattr(self.request, HEADER, None) or (self.request.headers or {}).get(HEADER)
        if not carried:
            raise NoScope(f"Task {self.name} arrived without its institution.")
        with in_network():
            institution = apps.get_model(settings.TENANT_MODEL).objects.serving().filter(pk=UUID(carried)).first()
        if institution is None:
            raise InstitutionNotServing(f"Task {self.name}: institution {carried} is not serving.")
        with in_institution(institution), structlog.contextvars.bound_contextvars(institution=carried):
            return super().__call__(*args, **kwargs)

    def after_return(self, *args: Any) -> None:
        if not self.request.is_eager:
            rest_connections()
            close_old_connections()


class NetworkTask(Task):
    """Runs in the network's own scope."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with entered(NETWORK):
            return super().__call__(*args, **kwargs)

    def after_return(self, *args: Any) -> None:
        if not self.request.is_eager:
            rest_connections()
            close_old_connections()


def institution_task(function: Callable[..., Any]) -> Any:
    """Make a Celery task that runs in the institution from which it was sent."""
    return shared_task(base=InstitutionTask)(function)


def network_task(function: Callable[..., Any]) -> Any:
    """Make a Celery task that runs in the network's scope."""
    return shared_task(base=NetworkTask)(function)
