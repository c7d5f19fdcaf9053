"""The consultations' entrance in the navigation, and what they add to the overview and the plan's page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shared.navigation import register as entrance
from tenants.consultation import reminding
from tenants.consultation.models import Comment, Consultation
from tenants.consultation.plan_part import consultations_on_it
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.notices import clock
from tenants.notices.kinds import notice_kind
from tenants.planning.slots import plan_part
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need, need

SOON = timedelta(days=7)


def register() -> None:
    entrance(45, _("Consultations"), "consultation:list", permission=Permission.SEE)
    need(14, comments_waiting)
    need(15, closing_soon)
    plan_part(10, consultations_on_it)
    notice_kind(
        reminding.KIND,
        line=_("Comments from outside wait to be read: %(consultation)s"),
        template="consultation/mail/comments_waiting.txt",
    )
    clock.on_tick(reminding.remind)


def comments_waiting(member: Member, figures: Figures) -> Need | None:
    """Comments from outside that nobody has read yet. One query."""
    if not member.may(Permission.CONSULT):
        return None
    rows = Comment.objects.waiting().order_by().values("consultation").annotate(number=Count("pk"))
    waiting = {row["consultation"]: row["number"] for row in rows}
    if not waiting:
        return None
    count = sum(waiting.values())
    url = reverse("consultation:list")
    if len(waiting) == 1:
        url = reverse("consultation:comments", args=[next(iter(waiting))])
    return Need(count, ngettext("Comment waits to be read", "Comments wait to be read", count), url)


def closing_soon(member: Member, figures: Figures) -> Need | None:
    """Consultations whose last day comes within a week. One query; days are counted in UTC, which is near enough."""
    if not member.may(Permission.CONSULT):
        return None
    today = timezone.localdate()
    rows = list(
        Consultation.objects.closing_by(today + SOON, today).order_by("closes_on").values_list("pk", "closes_on")
    )
    if not rows:
        return None
    url = reverse("consultation:board", args=[rows[0][0]]) if len(rows) == 1 else reverse("consultation:list")
    words = ngettext("Consultation closes within a week", "Consultations close within a week", len(rows))
    return Need(len(rows), words, url, due_on=rows[0][1])
