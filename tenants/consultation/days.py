"""The day on the institution's own calendar."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tenants.institutions.models import Institution
from tenants.members.preferences import zone_here, zone_named


def today_at(institution: Institution) -> date:
    """Today in the institution's time zone; in UTC where its name is unknown to this machine."""
    return timezone.localdate(timezone=zone_named(institution.time_zone))


def today_here() -> date:
    """The same at the institution at hand. One query."""
    return timezone.localdate(timezone=zone_here())
