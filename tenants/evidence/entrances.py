"""The register's entrance in the institution's navigation, and its work in the background."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

import tenants.evidence.jobs  # noqa: F401  makes the runners known
from shared.navigation import register as entrance
from tenants.members.roles import Permission


def register() -> None:
    entrance(45, _("Evidence"), "evidence:register", permission=Permission.SEE)
