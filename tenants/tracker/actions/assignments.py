"""Who answers for a recommendation: one body leads, others support."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.institutions.models import InstitutionKind
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import AlreadyLed, BodyCannotAnswer
from tenants.tracker.locking import authorise, institution_here, locked, touch
from tenants.tracker.models import Assignment, Recommendation


def check_body(body: ResponsibleBody, *, lead: bool) -> ResponsibleBody:
    """The body as it stands now. Raises BodyCannotAnswer when it is retired, or leads without being of the state.

    A national human rights institution follows recommendations addressed to itself, so there any body may lead.
    """
    body = ResponsibleBody.objects.get(pk=body.pk)
    if body.retired_at is not None:
        raise BodyCannotAnswer(_("This body is retired; it takes on nothing new."))
    if lead and body.kind != BodyKind.STATE and institution_here().kind != InstitutionKind.NHRI:
        raise BodyCannotAnswer(_("Only a body of the state can lead here. This one gives accounts of its own."))
    return body


def _duty(lead: bool) -> str:
    return "lead" if lead else "supporting"


@transaction.atomic
def assign(*, recommendation: Recommendation, body: ResponsibleBody, lead: bool, by: Member) -> Assignment:
    """Make a body answer for a recommendation. Raises AlreadyLed when another body leads it, BodyCannotAnswer.

    A body that answers already changes its part; asking for what stands changes nothing.
    """
    authorise(by, Permission.ASSIGN)
    recommendation = locked(recommendation)
    body = check_body(body, lead=lead)
    standing = {one.body_id: one for one in recommendation.assignments.select_related("body")}
    leader = next((one for one in standing.values() if one.lead and one.body_id != body.pk), None)
    if lead and leader is not None:
        raise AlreadyLed(
            _("%(body)s leads this recommendation. Replace the lead, or add a supporting body.") % {"body": leader.body}
        )
    mine = standing.get(body.pk)
    if mine is None:
        mine = Assignment(recommendation=recommendation, body=body, lead=lead)
        mine.save(force_insert=True)
        before: dict[str, object] = {}
    elif mine.lead == lead:
        return mine
    else:
        before = {_duty(mine.lead): str(body.pk)}
        mine.lead = lead
        mine.save(update_fields=["lead"])
    touch(recommendation)
    audit.record("assigned", recommendation, by=by, before=before, after={_duty(lead): str(body.pk)})
    return mine


@transaction.atomic
def replace_lead(
    *, recommendation: Recommendation, body: ResponsibleBody, by: Member, keep_as_support: bool = False
) -> Assignment:
    """Hand the lead over. The former lead leaves, or stays as a supporting body. Raises BodyCannotAnswer."""
    authorise(by, Permission.ASSIGN)
    recommendation = locked(recommendation)
    body = check_body(body, lead=True)
    former = recommendation.assignments.filter(lead=True).first()
    if former is not None and former.body_id == body.pk:
        return former
    before: dict[str, object] = {"lead": str(former.body_id) if former else None}
    after: dict[str, object] = {"lead": str(body.pk)}
    if former is not None and keep_as_support:
        former.lead = False
        former.save(update_fields=["lead"])
        after["supporting"] = str(former.body_id)
    elif former is not None:
        former.delete()
    mine = recommendation.assignments.filter(body=body).first()
    if mine is None:
        mine = Assignment(recommendation=recommendation, body=body, lead=True)
    mine.lead = True
    mine.save()
    touch(recommendation)
    audit.record("lead_replaced", recommendation, by=by, before=before, after=after)
    return mine


@transaction.atomic
def unassign(*, assignment: Assignment, by: Member) -> None:
    """The body answers no longer. What it said before stays in its accounts."""
    authorise(by, Permission.ASSIGN)
    recommendation = locked(assignment.recommendation)
    standing = recommendation.assignments.filter(pk=assignment.pk).first()
    if standing is None:
        return
    before = {_duty(standing.lead): str(standing.body_id)}
    standing.delete()
    touch(recommendation)
    audit.record("unassigned", recommendation, by=by, before=before, after={})
