"""The entrance in the institution's navigation, and how other pages name an import."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.intake.models import Batch
from tenants.members.roles import Permission
from tenants.tracker import slots


def register() -> None:
    entrance(70, _("Import"), "intake:start", permission=Permission.IMPORT)
    slots.batch_namer(name_and_address)


def name_and_address(batch_id: UUID) -> tuple[str, str] | None:
    """What the file was called, and where its report stands."""
    name = Batch.objects.filter(pk=batch_id).values_list("name", flat=True).first()
    return None if name is None else (name, reverse("intake:batch", args=[batch_id]))
