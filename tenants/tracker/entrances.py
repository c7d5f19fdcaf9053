"""The tracker's entrances in the institution's navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.members.roles import Permission
from tenants.tracker import citing


def register() -> None:
    entrance(10, _("Overview"), "overview", permission=Permission.SEE)
    citing.register()
    entrance(20, _("Recommendations"), "tracker:list", permission=Permission.SEE)
    entrance(22, _("Clusters"), "tracker:clusters", permission=Permission.SEE)
