"""The network's word on whether somebody speaks for an assessing body."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import in_institution
from shared.users.models import User
from tenants.institutions.models import AssessorConfirmation, Decision
from tenants.members.actions.confirmations import follow
from tenants.members.refused import Refused
from tenants.network.log import note


class AlreadyDecided(Refused):
    """Somebody else has decided, or the institution took its request back."""


@transaction.atomic
def decide(*, confirmation: AssessorConfirmation, confirmed: bool, by: User) -> AssessorConfirmation:
    """Confirm or decline an invited assessor. Raises AlreadyDecided.

    The decision and what follows from it inside the institution stand in one transaction.
    """
    waiting = (
        AssessorConfirmation.objects.select_for_update(of=("self",))
        .select_related("institution")
        .filter(pk=confirmation.pk, decision=Decision.PENDING)
        .first()
    )
    if waiting is None:
        raise AlreadyDecided(_("This has been decided or withdrawn already."))
    waiting.decision = Decision.CONFIRMED if confirmed else Decision.DECLINED
    waiting.decided_at, waiting.decided_by = timezone.now(), by.pk
    waiting.save(update_fields=["decision", "decided_at", "decided_by"])
    with in_institution(waiting.institution):
        follow(confirmation=waiting, by=by)
    note(
        "confirmed" if confirmed else "declined",
        waiting,
        by=by,
        details={"email": waiting.email, "body": waiting.body_name, "institution": str(waiting.institution_id)},
    )
    return waiting
