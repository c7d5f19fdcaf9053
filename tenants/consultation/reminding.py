"""Telling those who coordinate that comments from outside wait to be read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max

from tenants.consultation.models import Comment, Consultation
from tenants.members.models import Member
from tenants.members.preferences import preferences_of, zone_here
from tenants.notices.mornings import morning_has_come
from tenants.notices.telling import Telling, tell_all

KIND = "comments_waiting"


def remind(now: datetime) -> None:
    """On the morning after the day on which comments came, once for that day, whoever looks and however often.

    Comments of the day itself are left for the morning: a notice at once would tell the hour of an anonymous one.
    """
    today = now.astimezone(zone_here()).date()
    rows = Comment.objects.waiting().filter(received_on__lt=today).order_by().values("consultation")
    waiting = {row["consultation"]: row for row in rows.annotate(number=Count("pk"), last=Max("received_on"))}
    if not waiting:
        return
    members = list(Member.objects.active().coordinators())
    preferences = preferences_of(members)
    tellings = [
        Telling(
            member=member,
            kind=KIND,
            key=f"{one.pk}:{waiting[one.pk]['last']:%Y-%m-%d}",
            path=f"consultations/{one.pk}/comments/",
            facts={"consultation": one.title, "number": waiting[one.pk]["number"]},
        )
        for one in Consultation.objects.without_text().filter(pk__in=waiting)
        for member in members
        if morning_has_come(today, preferences[member.pk].zone, now)
    ]
    tell_all(tellings)
