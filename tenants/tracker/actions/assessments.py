"""Accounts of implementation: each assessor writes and withdraws its own.

Who may speak for whom:
- The state: members who may give the state's account. A coordinator gives the institution's own account or passes on
  a ministry's; a focal point gives only her own body's, and only where that body is assigned.
- A national human rights institution, or civil society: only an assessor of that very body. No coordinator can
  write, change or withdraw it.
- A committee: its grade is a published fact, so members who edit recommendations record it with the paper that says
  so; a committee whose own people sit here speaks for itself, and then nobody else does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from shared.taxonomy.catalogue import catalogue
from tenants.members.access import Denied
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR, Permission
from tenants.records import audit
from tenants.tracker import status
from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, NotOnTheScale, ReasonMissing
from tenants.tracker.locking import institution_here, locked, touch
from tenants.tracker.models import Assessment, AssessorKind, Cause, Recommendation
from tenants.tracker.models.accounts import Visibility


def may_speak(by: Member, kind: str, body: ResponsibleBody | None, recommendation: Recommendation) -> None:
    """Raises Denied, with the reason, when the member may not give or withdraw this assessor's account."""
    by.refuse_if_stranger(current_institution_id())
    if kind == AssessorKind.STATE:
        return _may_speak_for_the_state(by, body, recommendation)
    if body is None or body.kind != BodyKind(kind):
        raise BodyCannotAnswer(_("Say which body gives this account; it must be of the assessor’s kind."))
    if by.may(Permission.ASSESS_FOR_OWN_BODY) and by.body_id == body.pk:
        return None
    if kind != AssessorKind.COMMITTEE:
        raise Denied(_("This account belongs to the assessing body. Only its own assessor writes or withdraws it."))
    if Member.objects.filter(body=body, role_slug=ASSESSOR.slug).exists():
        raise Denied(_("This committee speaks for itself here. Only its own assessor writes or withdraws its account."))
    if not by.may(Permission.EDIT_RECOMMENDATIONS):
        raise Denied(_("A committee’s published grade is recorded by a coordinator or an analyst."))
    return None


def _may_speak_for_the_state(by: Member, body: ResponsibleBody | None, recommendation: Recommendation) -> None:
    if not by.may(Permission.ASSESS_FOR_STATE):
        raise Denied(_("Your role here does not include the state’s account."))
    if body is not None and body.kind != BodyKind.STATE:
        raise BodyCannotAnswer(_("The state’s account is given by a body of the state."))
    if not by.role.speaks_for_a_body:
        return
    if body is None or by.body_id != body.pk:
        raise Denied(_("You speak for your own body only."))
    if not recommendation.assignments.filter(body=body).exists():
        raise Denied(_("Your body does not answer for this recommendation. A coordinator can assign it."))


def check_value(kind: str, value: str) -> None:
    """Raises NotOnTheScale when the value is not a current one of the assessor's own scale."""
    lists = catalogue()
    scale = lists.scale_by_code[status.SCALES[kind]]
    found = lists.scale_value_by_code.get(value)
    if found is None or found.scale_id != scale.id or found.retired:
        raise NotOnTheScale(_("Choose a value of this assessor’s own scale."))


@transaction.atomic
def assess(
    *,
    recommendation: Recommendation,
    kind: str,
    value: str,
    assessed_on: date,
    by: Member,
    body: ResponsibleBody | None = None,
    account: Mapping[str, str] | None = None,
    visibility: str = Visibility.INSTITUTION,
    source: str = "",
) -> Assessment:
    """Record an account: `value` such as "nhri:limited", its words by language, the day it speaks of.

    It replaces the assessor's earlier account, which is kept; one of an earlier day than that only joins the history.
    The same account twice is recorded once. `source` is the paper a committee's grade was read in.
    Raises Denied, BodyCannotAnswer, NotOnTheScale, BadDate, ReasonMissing.
    """
    recommendation = locked(recommendation)
    body = ResponsibleBody.objects.get(pk=body.pk) if body is not None else None
    may_speak(by, kind, body, recommendation)
    check_value(kind, value)
    if assessed_on > timezone.localdate():
        raise BadDate(_("An account cannot be dated in the future."))
    if body is not None and body.retired_at is not None:
        raise BodyCannotAnswer(_("This body is retired; it gives no new accounts."))
    if kind == AssessorKind.COMMITTEE and not source.strip() and by.body_id != (body.pk if body else None):
        raise ReasonMissing(_("Name the paper in which the committee gave this grade."))
    words = {f"account_{code}": (account or {}).get(code, "").strip() for code in ("ar", "en", "fr")}
    given = {
        "value": value, "assessed_on": assessed_on, "visibility": visibility, "source": source.strip(), **words,
    }  # fmt: skip
    standing = _of_assessor(recommendation, kind, body).filter(is_current=True).first()
    if standing is not None and all(getattr(standing, name) == said for name, said in given.items()):
        return standing
    newest = standing is None or assessed_on >= standing.assessed_on
    if standing is not None and newest:
        standing.is_current = False
        standing.save(update_fields=["is_current"])
    new = Assessment(
        recommendation=recommendation, assessor_kind=kind, body=body, progress=status.place(value),
        recorded_by=by.pk, recorded_by_name=by.name, is_current=newest, **given,
    )  # fmt: skip
    new.save(force_insert=True)
    _derived(recommendation, Cause.ACCOUNT)
    audit.record(
        "assessed",
        recommendation,
        by=by,
        before=_note(standing) if standing is not None and newest else {},
        after=_note(new),
    )
    return new


@transaction.atomic
def withdraw(*, assessment: Assessment, reason: str, by: Member) -> Assessment:
    """Take an account back, with a reason (ReasonMissing). It stays in the history, marked as withdrawn.

    The assessor's latest account that was not withdrawn stands again. Raises Denied like `assess`.
    """
    recommendation = locked(assessment.recommendation)
    assessment = Assessment.objects.select_related("body").get(pk=assessment.pk)
    may_speak(by, assessment.assessor_kind, assessment.body, recommendation)
    if not reason.strip():
        raise ReasonMissing(_("Say why the account is withdrawn; the reason stays beside it."))
    if assessment.withdrawn_at is not None:
        return assessment
    stood = assessment.is_current
    assessment.is_current = False
    assessment.withdrawn_at, assessment.withdrawal_reason = timezone.now(), reason.strip()
    assessment.save(update_fields=["is_current", "withdrawn_at", "withdrawal_reason"])
    before = _of_assessor(recommendation, assessment.assessor_kind, assessment.body).filter(withdrawn_at=None)
    again = before.order_by("-assessed_on", "-recorded_at").first() if stood else None
    if again is not None:
        again.is_current = True
        again.save(update_fields=["is_current"])
    _derived(recommendation, Cause.WITHDRAWAL, reason.strip())
    audit.record(
        "assessment_withdrawn",
        recommendation,
        by=by,
        before=_note(assessment),
        after=_note(again) if again is not None else {},
        reason=reason.strip(),
    )
    return assessment


def _of_assessor(recommendation: Recommendation, kind: str, body: ResponsibleBody | None) -> Any:
    return recommendation.assessments.filter(assessor_kind=kind, body=body)


def _derived(recommendation: Recommendation, cause: Cause, reason: str = "") -> None:
    status.derive(recommendation, institution_here().status_rule, cause=cause, reason=reason)
    touch(recommendation)


def _note(account: Assessment) -> dict[str, Any]:
    """What the log keeps of an account."""
    return {
        "value": account.value,
        "kind": account.assessor_kind,
        "body": str(account.body_id) if account.body_id else None,
        "assessed_on": account.assessed_on.isoformat(),
        **({"source": account.source} if account.source else {}),
    }
