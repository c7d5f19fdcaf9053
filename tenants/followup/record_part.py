"""What was asked about a recommendation or an action, and what the bodies said of it that was accepted."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from tenants.followup.models import RoundStanding, Submission, Update, UpdateStanding
from tenants.followup.said import said_to
from tenants.members.models import Member
from tenants.members.roles import ASSESSOR, FOCAL_POINT, Permission
from tenants.planning.models import Action
from tenants.tracker.models import Recommendation

SHOWN = 6


def requests_and_answers(request: HttpRequest, recommendation: Recommendation) -> str:
    """What a round asks and was told about a recommendation. Nothing for those who see no answers. Two queries.

    Who runs rounds sees every request about it; a focal point those of her body, and what others' was accepted; an
    assessor and whoever keeps the list what was accepted.
    """
    return _part(request, recommendation=recommendation)


def requests_and_answers_about_the_action(request: HttpRequest, action: Action) -> str:
    """The same about an action of the plan. Two queries."""
    return _part(request, action=action)


def _part(request: HttpRequest, **about: Recommendation | Action) -> str:
    member: Member = request.member  # type: ignore[attr-defined]
    runs = member.may(Permission.RUN_ROUNDS)
    if not may_read_answers(member):
        return ""
    accepted = Submission.objects.filter(
        update__in=Update.objects.filter(standing=UpdateStanding.ACCEPTED, **about), remarks__accepted=True
    )
    if member.role == FOCAL_POINT:
        accepted = accepted.filter(update__request__body=member.body_id)
    accepted = accepted.select_related("update__request__body", "update__request__round").order_by("-at")[:SHOWN]
    asked = (
        Update.objects.visible_to(member)
        .filter(~Q(standing=UpdateStanding.ACCEPTED), **about)
        .filter(request__round__standing=RoundStanding.OPEN, request__withdrawn_at=None)
        .select_related("request__round", "request__body")
        .order_by("request__deadline", "id")
    )
    context = {"asked": list(asked), "said": said_to(member, accepted), "runs": runs}
    if not context["asked"] and not context["said"]:
        return ""
    return render_to_string("followup/record_part.html", context, request)


def may_read_answers(member: Member) -> bool:
    """Accepted answers are read by those who run rounds, assess, keep the list, or answer themselves."""
    return (
        member.may(Permission.RUN_ROUNDS)
        or member.may(Permission.EDIT_RECOMMENDATIONS)
        or (member.role in {ASSESSOR, FOCAL_POINT})
    )
