"""The tracker's entrances in the institution's navigation, and what it shows of the register below it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shared.navigation import register as entrance
from tenants.evidence.models import Citation
from tenants.evidence.needs import PAST_RETENTION, past_retention
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker import citing, slots
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need, need

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register() -> None:
    entrance(10, _("Overview"), "overview", permission=Permission.SEE)
    citing.register()
    entrance(20, _("Recommendations"), "tracker:list", permission=Permission.SEE)
    entrance(22, _("Clusters"), "tracker:clusters", permission=Permission.SEE)
    need(60, evidence_past_retention)
    slots.undo_guard(cited)


def evidence_past_retention(member: Member, figures: Figures) -> Need | None:
    """The register's pieces whose retention date has passed, for those who look after it. One query for them."""
    count = past_retention(member)
    words = ngettext(
        "Piece of evidence is past its retention date", "Pieces of evidence are past their retention date", count
    )
    return Need(count, words, f"{reverse('evidence:register')}?{PAST_RETENTION}", late=True) if count else None


def cited(keys: Collection[UUID]) -> dict[UUID, StrOrPromise]:
    """Which of the recommendations evidence is cited for, in a piece anybody holds."""
    found = Citation.objects.filter(noun=citing.RECOMMENDATION, subject_id__in=keys).order_by()
    return dict.fromkeys(found.values_list("subject_id", flat=True), _("evidence is attached to it"))
