"""What was asked of a body that does not answer for it any more: others were named since, or the body is retired."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from tenants.followup.models import Request, Round, RoundSubject, Update
from tenants.planning.models import Action, SupportingBody
from tenants.tracker.models import Assignment


def adrift(round: Round, request: Request | None = None) -> dict[UUID, int]:
    """How many of the owed updates of each request its body no longer answers for. One query."""
    owed = Update.objects.owed().filter(request__round=round)
    if request is not None:
        owed = owed.filter(request=request)
    body = OuterRef("request__body")
    if round.subject == RoundSubject.ACTIONS:
        led = Action.objects.filter(pk=OuterRef("action"), lead=body)
        supported = SupportingBody.objects.filter(action=OuterRef("action"), body=body)
        gone = owed.filter(~Q(Exists(led)) & ~Q(Exists(supported)))
    else:
        gone = owed.filter(~Exists(Assignment.objects.filter(recommendation=OuterRef("recommendation"), body=body)))
    return dict(gone.order_by().values_list("request_id").annotate(number=Count("pk")))
