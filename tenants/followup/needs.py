"""What waits for a person in the rounds: for those who answer, and for those who run them."""

from __future__ import annotations

from django.db.models import CharField, Count, Min
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from tenants.followup.models import Request, Round, RoundStanding, Update
from tenants.followup.models.answering import UpdateQuerySet
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need


def owed_by_own_body(member: Member, figures: Figures) -> Need | None:
    """Updates that her body still has to send, with the nearest deadline. One query."""
    if not member.may(Permission.ANSWER_REQUESTS):
        return None
    owed = _running(member).owed().aggregate(n=Count("pk"), first=Min("request__deadline"))
    if not owed["n"]:
        return None
    return Need(
        owed["n"],
        ngettext("Update is still to be sent", "Updates are still to be sent", owed["n"]),
        reverse("followup:mine"),
        due_on=owed["first"],
        late=owed["first"] < timezone.localdate(),
    )


def returned_to_own_body(member: Member, figures: Figures) -> Need | None:
    """Updates that came back with a remark. One query."""
    if not member.may(Permission.ANSWER_REQUESTS):
        return None
    back = _running(member).filter(standing="returned").aggregate(n=Count("pk"), first=Min("request__deadline"))
    return Need(
        back["n"],
        ngettext("Update came back with a remark", "Updates came back with a remark", back["n"]),
        reverse("followup:mine"),
        due_on=back["first"],
    )


def to_review(member: Member, figures: Figures) -> Need | None:
    """Submitted updates that wait for the coordinator. One query."""
    if not member.may(Permission.RUN_ROUNDS):
        return None
    waiting = Update.objects.to_review().filter(request__round__standing=RoundStanding.OPEN)
    found = waiting.aggregate(n=Count("pk"), rounds=Count("request__round", distinct=True), one=_one("request__round"))
    return Need(
        found["n"],
        ngettext("Update was submitted and waits for you", "Updates were submitted and wait for you", found["n"]),
        reverse("followup:queue", args=[found["one"]]) if found["rounds"] == 1 else reverse("followup:rounds"),
    )


def late_bodies(member: Member, figures: Figures) -> Need | None:
    """Bodies that owe something past their deadline. One query."""
    if not member.may(Permission.RUN_ROUNDS):
        return None
    late = Request.objects.running().filter(deadline__lt=timezone.localdate(), updates__in=Update.objects.owed())
    found = late.aggregate(
        n=Count("pk", distinct=True),
        first=Min("deadline"),
        rounds=Count("round", distinct=True),
        one=_one("round"),
    )
    address = reverse("followup:rounds")
    if found["rounds"] == 1:
        address = f"{reverse('followup:round', args=[found['one']])}?show=late"
    return Need(
        found["n"],
        ngettext("Body is late with its updates", "Bodies are late with their updates", found["n"]),
        address,
        due_on=found["first"],
        late=True,
    )


def rounds_past_deadline(member: Member, figures: Figures) -> Need | None:
    """Open rounds whose deadline is over. One query."""
    if not member.may(Permission.RUN_ROUNDS):
        return None
    over = Round.objects.open().filter(deadline__lt=timezone.localdate())
    found = over.aggregate(n=Count("pk"), first=Min("deadline"))
    return Need(
        found["n"],
        ngettext("Round is open past its deadline", "Rounds are open past their deadline", found["n"]),
        reverse("followup:rounds"),
        due_on=found["first"],
        late=True,
    )


def _one(name: str) -> Min:
    """Any of them; the database does not order keys."""
    return Min(Cast(name, CharField()))


def _running(member: Member) -> UpdateQuerySet:
    return Update.objects.visible_to(member).filter(request__round__standing=RoundStanding.OPEN)
