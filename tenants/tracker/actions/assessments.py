"""Accounts of implementation: each assessor writes and withdraws its own.

Who may speak for whom:
- The state, in a national mechanism: members who may give the state's account. A coordinator gives the institution's
  own account or passes on a ministry's; a focal point gives only her own body's, and only where that body is assigned.
- The state, in a national human rights institution: what the state says is quoted. Members who edit recommendations
  record it with the place where it was said; a ministry's own focal point speaks for her ministry as elsewhere.
- A national human rights institution, or civil society: only an assessor of that very body. No coordinator can
  write, change or withdraw it.
- The NHRI whose own tracker this is: its coordinator and analysts give its finding in its own name, until an assessor
  of an NHRI body is confirmed here; from then on only such an assessor does.
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
from tenants.institutions.models import Institution, InstitutionKind
from tenants.members.access import Denied
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR, Permission
from tenants.records import audit
from tenants.tracker import status
from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, NotOnTheScale, ReasonMissing
from tenants.tracker.actions.scales import the_nhri_sits_here
from tenants.tracker.locking import institution_here, locked, touch
from tenants.tracker.models import Assessment, AssessorKind, Cause, Recommendation
from tenants.tracker.models.accounts import Visibility
from tenants.tracker.scales.wording import Scales, Value, scales


def may_speak(
    by: Member, kind: str, body: ResponsibleBody | None, recommendation: Recommendation, *, here: Institution
) -> None:
    """Raises Denied, with the reason, when the member may not give or withdraw this assessor's account.

    `here` is the institution at hand; in an NHRI's own tracker the state is quoted and the NHRI speaks for itself.
    """
    by.refuse_if_stranger(current_institution_id())
    of_an_nhri = here.kind == InstitutionKind.NHRI
    if kind == AssessorKind.STATE:
        return _may_speak_for_the_state(by, body, recommendation, quoted=of_an_nhri)
    if kind == AssessorKind.NHRI and body is None and of_an_nhri:
        return _may_speak_for_this_nhri(by)
    if body is None or body.kind != BodyKind(kind):
        raise BodyCannotAnswer(_("Say which body gives this account; it must be of the assessor’s kind."))
    if by.may(Permission.ASSESS_FOR_OWN_BODY) and by.body_id == body.pk and not by.awaits_confirmation:
        return None
    if kind != AssessorKind.COMMITTEE:
        raise Denied(_("This account belongs to the assessing body. Only its own assessor writes or withdraws it."))
    if Member.objects.filter(body=body, role_slug=ASSESSOR.slug).exists():
        raise Denied(_("This committee speaks for itself here. Only its own assessor writes or withdraws its account."))
    if not by.may(Permission.EDIT_RECOMMENDATIONS):
        raise Denied(_("A committee’s published grade is recorded by a coordinator or an analyst."))
    return None


def is_quoted(by: Member, kind: str, body: ResponsibleBody | None, *, here: Institution) -> bool:
    """Whether the member writes down what somebody else said: such an account names where it was said."""
    if by.body_id is not None and body is not None and by.body_id == body.pk:
        return False
    return kind == AssessorKind.COMMITTEE or (kind == AssessorKind.STATE and here.kind == InstitutionKind.NHRI)


def _may_speak_for_the_state(
    by: Member, body: ResponsibleBody | None, recommendation: Recommendation, *, quoted: bool
) -> None:
    if body is not None and body.kind != BodyKind.STATE:
        raise BodyCannotAnswer(_("The state’s account is given by a body of the state."))
    if quoted and not by.role.speaks_for_a_body:
        if not by.may(Permission.EDIT_RECOMMENDATIONS):
            raise Denied(_("What the state says is recorded here by a coordinator or an analyst."))
        return
    if not by.may(Permission.ASSESS_FOR_STATE):
        raise Denied(_("Your role here does not include the state’s account."))
    if not by.role.speaks_for_a_body:
        return
    if body is None or by.body_id != body.pk:
        raise Denied(_("You speak for your own body only."))
    if not recommendation.assignments.filter(body=body).exists():
        raise Denied(_("Your body does not answer for this recommendation. A coordinator can assign it."))


def _may_speak_for_this_nhri(by: Member) -> None:
    if not by.may(Permission.EDIT_RECOMMENDATIONS):
        raise Denied(_("The institution’s own finding is given by its coordinators and analysts."))
    if the_nhri_sits_here():
        raise Denied(_("The institution’s finding is given here by its own confirmed assessors, and by nobody else."))


def check_value(kind: str, value: str, known: Scales) -> Value:
    """The value, when it is a current one of the assessor's own scale; else raises NotOnTheScale."""
    found = next((one for one in known.of(kind) if one.code == value), None)
    if found is None:
        raise NotOnTheScale(_("Choose a value of this assessor’s own scale."))
    return found


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
    The same account twice is recorded once. `source` is where a quoted account was read: a committee's paper, or where
    the state said it. Another value than before needs words that say why; for a committee's grade, another paper.
    Raises Denied, BodyCannotAnswer, NotOnTheScale, BadDate, ReasonMissing.
    """
    recommendation = locked(recommendation)
    here = institution_here()
    body = ResponsibleBody.objects.get(pk=body.pk) if body is not None else None
    may_speak(by, kind, body, recommendation, here=here)
    chosen = check_value(kind, value, scales())
    if assessed_on > timezone.localdate():
        raise BadDate(_("An account cannot be dated in the future."))
    if body is not None and body.retired_at is not None:
        raise BodyCannotAnswer(_("This body is retired; it gives no new accounts."))
    if not source.strip() and is_quoted(by, kind, body, here=here):
        if kind == AssessorKind.COMMITTEE:
            raise ReasonMissing(_("Name the paper in which the committee gave this grade."))
        raise ReasonMissing(_("Say where the state said this: a report, a reply, a meeting and its day."))
    words = {f"account_{code}": (account or {}).get(code, "").strip() for code in ("ar", "en", "fr")}
    given = {
        "value": value, "assessed_on": assessed_on, "visibility": visibility, "source": source.strip(), **words,
    }  # fmt: skip
    standing = _of_assessor(recommendation, kind, body).filter(is_current=True).first()
    if standing is not None and all(getattr(standing, name) == said for name, said in given.items()):
        return standing
    newest = standing is None or assessed_on >= standing.assessed_on
    if standing is not None and newest and standing.value != value:
        read_in_another_paper = kind == AssessorKind.COMMITTEE and source.strip() not in {"", standing.source}
        if not any(words.values()) and not read_in_another_paper:
            raise ReasonMissing(_("The assessment changes: say in a few words why. They stand beside it."))
    if standing is not None and newest:
        standing.is_current = False
        standing.save(update_fields=["is_current"])
    new = Assessment(
        recommendation=recommendation, assessor_kind=kind, body=body, progress=chosen.progress,
        recorded_by=by.pk, recorded_by_name=by.name, is_current=newest, **given,
    )  # fmt: skip
    new.save(force_insert=True)
    _derived(recommendation, here, Cause.ACCOUNT)
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
    here = institution_here()
    assessment = Assessment.objects.select_related("body").get(pk=assessment.pk)
    may_speak(by, assessment.assessor_kind, assessment.body, recommendation, here=here)
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
    _derived(recommendation, here, Cause.WITHDRAWAL, reason.strip())
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


def _derived(recommendation: Recommendation, here: Institution, cause: Cause, reason: str = "") -> None:
    status.derive(recommendation, here.status_rule, cause=cause, reason=reason)
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
