"""The register's entrance in the institution's navigation, and its work in the background."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.evidence.jobs import tidy
from tenants.members.roles import Permission
from tenants.notices import clock


def register() -> None:
    entrance(40, _("Evidence"), "evidence:register", permission=Permission.SEE)
    clock.on_tick(tidy)
