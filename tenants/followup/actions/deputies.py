"""The deputy of a body: who is told when its answers stay away."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.followup.actions.absences import answers_for_a_body
from tenants.followup.models import BodyDesk
from tenants.followup.standing_in.refusals import NotADeputy
from tenants.followup.standing_in.telling import tell_deputy
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def name_deputy(*, body: ResponsibleBody, deputy: Member | None, by: Member) -> BodyDesk:
    """Name the deputy, or nobody. She is told. Naming the same twice is naming once. Raises NotADeputy."""
    authorise(by, Permission.RUN_ROUNDS)
    body = ResponsibleBody.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if deputy is not None:
        deputy = Member.objects.get(pk=deputy.pk)
        if not answers_for_a_body(deputy) or deputy.body_id != body.pk:
            raise NotADeputy(_("The deputy is somebody who speaks for this body."))
    desk = BodyDesk.objects.select_related("deputy").filter(body=body).first() or BodyDesk(body=body)
    if desk.deputy_id == (deputy.pk if deputy else None) and (deputy or not desk._state.adding):
        return desk
    before = desk.deputy.name if desk.deputy else ""
    desk.deputy = deputy
    desk.save()
    entry = audit.record(
        "deputy_named", body, by=by, before={"deputy": before}, after={"deputy": deputy.name if deputy else ""}
    )
    if deputy is not None:
        tell_deputy(deputy, body, by, entry.pk)
    return desk
