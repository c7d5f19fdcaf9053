"""The open rounds on the overview: how many bodies have answered everything, what waits, what is owed."""

from __future__ import annotations

from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from tenants.followup.models import Request, Round
from tenants.followup.models.answering import OPEN_STANDINGS
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.overview.figures import Figures

SHOWN = 5
OWED = Q(updates__standing__in=OPEN_STANDINGS)


def open_rounds(request: HttpRequest, figures: Figures) -> str:
    """Every open round for who runs them, her own requests for a focal point, nothing for others. One query."""
    member: Member = request.member  # type: ignore[attr-defined]
    if member.may(Permission.RUN_ROUNDS):
        return _drawn(request, rounds=_rounds())
    if member.may(Permission.ANSWER_REQUESTS):
        return _drawn(request, asked=_asked(member))
    return ""


def _drawn(request: HttpRequest, **found: object) -> str:
    if not any(found.values()):
        return ""
    return render_to_string("followup/overview_part.html", found, request)


def _rounds() -> list[Round]:
    standing = Q(requests__withdrawn_at=None)
    owed = standing & Q(requests__updates__standing__in=OPEN_STANDINGS)
    found = Round.objects.open().annotate(
        bodies=Count("requests", filter=standing, distinct=True),
        owing=Count("requests", filter=owed, distinct=True),
        owed=Count("requests__updates", filter=owed),
        submitted=Count("requests__updates", filter=Q(requests__updates__standing="submitted")),
    )
    return list(found.annotate(answered=F("bodies") - F("owing")).order_by("deadline", "id")[:SHOWN])


def _asked(member: Member) -> list[Request]:
    found = Request.objects.visible_to(member).running().select_related("round")
    found = found.annotate(asked=Count("updates"), owed=Count("updates", filter=OWED))
    return list(found.annotate(sent=F("asked") - F("owed")).order_by("deadline", "id")[:SHOWN])
