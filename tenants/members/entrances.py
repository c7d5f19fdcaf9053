"""The entrances of people and settings in the institution's navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.members.roles import Permission


def register() -> None:
    entrance(80, _("People"), "members:people", permission=Permission.SEE_PEOPLE)
    entrance(85, _("Bodies"), "members:bodies", permission=Permission.SEE)
    entrance(90, _("Settings"), "members:settings", permission=Permission.MANAGE_SETTINGS)
