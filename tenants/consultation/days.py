"""The day on the institution's own calendar."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from tenants.institutions.models import Institution
from tenants.tracker.locking import institution_here


def today_at(institution: Institution) -> date:
    """Today in the institution's time zone; in UTC where its name is unknown to this system."""
    try:
        zone = ZoneInfo(institution.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return timezone.localdate(timezone=zone)


def today_here() -> date:
    """The same at the institution at hand."""
    return today_at(institution_here())
