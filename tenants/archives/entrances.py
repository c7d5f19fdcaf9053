"""The archive's entrance in the institution's navigation, and the clock that removes what is past its time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.archives.jobs import tidy
from tenants.members.roles import Permission
from tenants.notices import clock


def register() -> None:
    entrance(95, _("Archive"), "archives:archives", permission=Permission.ARCHIVE)
    clock.on_tick(tidy)
