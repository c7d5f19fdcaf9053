"""The entrances of calendar and reports in the navigation, and what they add to the overview's needs."""

from __future__ import annotations

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shared.navigation import register as entrance
from tenants.members.models import Member
from tenants.members.roles import FOCAL_POINT, Permission
from tenants.notices import clock
from tenants.reporting import reminding
from tenants.reporting.models import Obligation
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need, need


def register() -> None:
    entrance(35, _("Calendar"), "reporting:calendar", permission=Permission.SEE)
    entrance(36, _("Reports"), "dossiers:list", permission=Permission.SEE)
    need(5, late_obligations)
    reminding.name_kinds()
    clock.on_tick(reminding.remind)


def late_obligations(member: Member, figures: Figures) -> Need | None:
    """Those who keep the calendar see every late obligation; a focal point those of her own body. One query."""
    late = Obligation.objects.late()
    if not member.may(Permission.MANAGE_CALENDAR):
        if member.role != FOCAL_POINT or member.body_id is None:
            return None
        late = late.filter(owner_id=member.body_id)
    found = late.aggregate(count=Count("pk"), first=Min("due_on"))
    if not found["count"]:
        return None
    return Need(
        found["count"],
        ngettext("Obligation is past its date", "Obligations are past their date", found["count"]),
        reverse("reporting:calendar"),
        due_on=found["first"],
        late=True,
    )
