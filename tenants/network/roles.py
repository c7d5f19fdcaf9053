"""Who may do what in the network's name. The database holds slugs; this page holds their meaning.

No role of the secretariat opens anything inside an institution.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NetworkPermission(StrEnum):
    """Things a person of the secretariat may be allowed to do."""

    SEE_DESK = "see_desk"
    SEE_LOG = "see_log"
    CONFIRM_ASSESSORS = "confirm_assessors"

    @property
    def label(self) -> str | Promise:
        return PERMISSION_LABELS[self]


PERMISSION_LABELS: dict[NetworkPermission, str | Promise] = {
    NetworkPermission.SEE_DESK: _("See the desk: members, their standing, the secretariat"),
    NetworkPermission.SEE_LOG: _("Read the network’s log"),
    NetworkPermission.CONFIRM_ASSESSORS: _("Confirm or decline the assessors whom institutions invite"),
}


@dataclass(frozen=True)
class SecretariatRole:
    """A role with what it is called, what it is for, and what it may do."""

    slug: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[NetworkPermission]


ADMINISTRATOR = SecretariatRole(
    slug="administrator",
    name=_("Administrator of the network"),
    description=_("Admits members and confirms assessors. Sees nothing inside an institution."),
    permissions=frozenset(NetworkPermission),
)
CURATOR = SecretariatRole(
    slug="curator",
    name=_("Curator"),
    description=_("Looks after what the network publishes. Sees nothing inside an institution."),
    permissions=frozenset({NetworkPermission.SEE_DESK}),
)

SECRETARIAT_ROLES = (ADMINISTRATOR, CURATOR)
BY_SLUG = {role.slug: role for role in SECRETARIAT_ROLES}
