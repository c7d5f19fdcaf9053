"""Who is told when somebody stands in for another. Each reads it in her own language."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tenants.followup.models import Absence, Handover
from tenants.followup.words import Word, tell_each
from tenants.members.models import Member, ResponsibleBody
from tenants.notices.kinds import notice_kind

PAGE = "rounds/standing-in/"


def name_kinds() -> None:
    """The kinds of notices about standing in."""
    mails = "followup/mail/standing_in"
    notice_kind(
        "alternate_named",
        line=_("You stand in for %(who)s from %(from_on)s to %(to_on)s"),
        template=f"{mails}/alternate_named.txt",
    )
    notice_kind("deputy_named", line=_("You are now the deputy of %(body)s"), template=f"{mails}/deputy_named.txt")
    notice_kind(
        "work_taken_over",
        line=_("The open work of %(departing)s is now yours"),
        template=f"{mails}/work_taken_over.txt",
    )
    notice_kind(
        "work_handed_over",
        line=_("Your open work is now with %(successor)s"),
        template=f"{mails}/work_handed_over.txt",
    )
    notice_kind(
        "work_left_behind",
        line=_("The open work of %(departing)s is in nobody’s hands"),
        template=f"{mails}/work_left_behind.txt",
    )


def tell_alternate(absence: Absence, by: Member) -> None:
    """Whoever stands in knows from when to when, unless she said so herself."""
    if absence.alternate_id == by.pk:
        return
    facts = {
        "who": absence.member.name,
        "from_on": absence.begins_on.isoformat(),
        "to_on": absence.ends_on.isoformat(),
    }
    tell_each([Word(absence.alternate, "alternate_named", str(absence.pk), PAGE, lambda: facts)])


def tell_deputy(deputy: Member, body: ResponsibleBody, by: Member, occasion: UUID) -> None:
    """`occasion` is the act itself, so that a second naming is told too."""
    tell_each([Word(deputy, "deputy_named", str(occasion), PAGE, lambda: {"body": body.name, "who": by.name})])


def tell_handed_over(handover: Handover) -> None:
    """The successor and the departing person, each what concerns her."""
    facts = {
        "departing": handover.departing.name,
        "successor": handover.successor.name,
        "requests": handover.requests,
        "updates": handover.updates,
        "note": handover.note,
        "who": handover.by_name,
    }
    key = str(handover.pk)
    tell_each(
        [
            Word(handover.successor, "work_taken_over", key, "rounds/mine/", lambda: facts),
            Word(handover.departing, "work_handed_over", key, PAGE, lambda: facts),
        ]
    )


def tell_left_behind(departing: Member, moved: Mapping[str, int], occasion: UUID) -> None:
    """Every coordinator but the one who leaves."""
    body = departing.body
    tell_each(
        Word(
            member,
            "work_left_behind",
            str(occasion),
            PAGE,
            lambda: {"departing": departing.name, "body": body.name if body else "", **moved},
        )
        for member in Member.objects.active().coordinators().exclude(pk=departing.pk).order_by("pk")
    )
