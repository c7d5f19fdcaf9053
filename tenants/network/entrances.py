"""The entrances of the network's own navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.navigation import Room
from shared.navigation import register as entrance
from tenants.network.roles import NetworkPermission


def register() -> None:
    entrance(10, _("Members"), "network:members", room=Room.NETWORK)
    entrance(20, _("About"), "pages:about", room=Room.NETWORK)
    entrance(90, _("Desk"), "network:desk", room=Room.NETWORK, permission=NetworkPermission.SEE_DESK)
