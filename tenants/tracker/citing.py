"""What evidence may be cited for in the tracker: a recommendation, and one assessor's account of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from tenants.evidence.citing import citable
from tenants.members.access import Denied
from tenants.members.models import BodyKind, Member
from tenants.members.roles import Permission
from tenants.tracker.actions.assessments import may_speak
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.locking import institution_here
from tenants.tracker.models import Assessment, Recommendation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RECOMMENDATION, ASSESSMENT = "recommendation", "assessment"
Named = Mapping[UUID, tuple["StrOrPromise", str]]


def register() -> None:
    citable(RECOMMENDATION, namer=name_recommendations, may_cite=may_cite_for_recommendation)
    citable(ASSESSMENT, namer=name_assessments, may_cite=may_cite_for_assessment)


def name_recommendations(keys: Collection[UUID], member: Member) -> Named:
    """Everybody here may see every recommendation. One query."""
    if not member.may(Permission.SEE):
        return {}
    found = Recommendation.objects.filter(pk__in=keys)
    return {one.pk: (_named(one), f"recommendations/{one.pk}/") for one in found}


def name_assessments(keys: Collection[UUID], member: Member) -> Named:
    """An account by its recommendation, whose it is, and its day. One query."""
    if not member.may(Permission.SEE):
        return {}
    found = Assessment.objects.filter(pk__in=keys).select_related("recommendation", "body")
    return {one.pk: (_of_account(one), f"recommendations/{one.recommendation_id}/") for one in found}


def may_cite_for_recommendation(key: UUID, member: Member) -> bool:
    """Those who keep the list, assessing bodies, and a ministry where it answers."""
    recommendation = Recommendation.objects.filter(pk=key).first()
    return recommendation is not None and cites_for(recommendation, member)


def cites_for(recommendation: Recommendation, member: Member) -> bool:
    if not member.may(Permission.KEEP_EVIDENCE):
        return False
    if member.body is None or member.body.kind != BodyKind.STATE or not member.role.speaks_for_a_body:
        return True
    return recommendation.assignments.filter(body=member.body).exists()


def may_cite_for_assessment(key: UUID, member: Member) -> bool:
    """Only who may change or withdraw an account supports it with evidence. A withdrawn one takes no more."""
    one = Assessment.objects.select_related("recommendation", "body").filter(pk=key, withdrawn_at=None).first()
    if one is None or not member.may(Permission.KEEP_EVIDENCE):
        return False
    try:
        may_speak(member, one.assessor_kind, one.body, one.recommendation, here=institution_here())
    except (Denied, Refused):
        return False
    return True


def _named(one: Recommendation) -> str:
    if one.paragraph:
        return _("Recommendation %(number)s") % {"number": one.paragraph}
    return one.text[:80]


def _of_account(one: Assessment) -> str:
    return _("%(recommendation)s, account of %(whose)s, %(day)s") % {
        "recommendation": _named(one.recommendation),
        "whose": one.body.name if one.body else one.get_assessor_kind_display(),
        "day": written_day(one.assessed_on),
    }
